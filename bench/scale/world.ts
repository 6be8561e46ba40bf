import {
  cacheKey,
  createMemoryTier,
  createTieredCache,
  hours,
  minutes,
  seconds,
  type CacheEvent,
  type Policy,
  type Query,
  type TieredCache,
} from '../../lib/cache/index.ts';
import { plainBodies } from '../../test/support/plain-bodies.ts';
import { randomFrom, weighted, zipfWeights, type Random } from '../scenarios/random.ts';
import type { SteppedTime } from './stepped-time.ts';
import type { Store } from './stores.ts';

/** What anybody may ask about. */
export interface Thing {
  readonly name: string;
  readonly league: string;
  readonly team: string;
  /** Shown while its game is on: fresh for a minute. */
  readonly isHot: boolean;
}

export interface World {
  readonly things: readonly Thing[];
  /** One that somebody asks about, by popularity. */
  readonly any: () => Thing;
  /** One of tonight's games. */
  readonly tonight: () => Thing;
  readonly queryOf: (thing: Thing) => Query<object>;
  readonly loads: Loads;
}

/** What the upstream was asked for. */
export interface Loads {
  total: number;
  /** Begun while the same was being loaded, with the same purges known. */
  doubled: number;
}

const LEAGUES = 8;
const TEAMS = 30;
const THINGS = 5000;
const HOT = 60;
const BODY = 'x'.repeat(900);

const USUAL: Policy = {
  freshFor: minutes(30),
  staleWhileRevalidate: minutes(10),
  staleIfError: hours(24),
  absentFor: minutes(1),
};
const LIVE: Policy = { ...USUAL, freshFor: seconds(60), staleWhileRevalidate: seconds(30) };

/** Leagues with their teams and players, and an upstream that takes 60 to 400 ms. */
export const createWorld = (time: SteppedTime, seed: number): World => {
  const random = randomFrom(seed);
  const things = Array.from({ length: THINGS }, (_, index): Thing => {
    const league = `league-${index % LEAGUES}`;
    return { name: `${league}:thing:${index}`, league, team: `team:${(index * 7) % TEAMS}`, isHot: index < HOT };
  });
  const loads: Loads = { total: 0, doubled: 0 };
  const underWay = new Map<string, number>();

  const queryOf = ({ name, league, team, isHot }: Thing): Query<object> => {
    const policy = isHot ? LIVE : USUAL;
    const key = cacheKey(name);
    return {
      key,
      namespace: league,
      policy,
      scopes: [team],
      source: {
        key: name,
        async load() {
          loads.total += 1;
          if ((underWay.get(name) ?? 0) > 0) loads.doubled += 1;
          underWay.set(name, (underWay.get(name) ?? 0) + 1);
          await time.sleep(60 * (400 / 60) ** random());
          underWay.set(name, (underWay.get(name) ?? 1) - 1);
          return [{ key, value: { at: time.now(), body: BODY }, policy, scopes: [team] }];
        },
      },
      decode: (json) => json as object,
    };
  };
  return {
    things,
    any: weighted(things, zipfWeights(THINGS), random),
    tonight: weighted(things.slice(0, HOT), zipfWeights(HOT), random),
    queryOf,
    loads,
  };
};

export interface FleetOptions {
  readonly time: SteppedTime;
  readonly stores: readonly Store[];
  readonly size: number;
  readonly random: Random;
  readonly observe: (event: CacheEvent) => void;
}

// A fraction of a deployment's: a thousand environments have to fit into one process.
const L1_BYTES = 1024 * 1024;

/** The real engine, once for each environment. */
export const createFleet = ({ time, stores, size, random, observe }: FleetOptions): readonly TieredCache[] => {
  let stamps = 0;
  return Array.from({ length: size }, () =>
    createTieredCache({
      memory: createMemoryTier({ maxBytes: L1_BYTES, clock: time }),
      shared: stores.map(({ tier }) => tier),
      bodies: plainBodies,
      defer: (work) => void work.catch(() => undefined),
      pause: (ms) => time.sleep(ms),
      newStamp: () => `stamp-${(stamps += 1)}`,
      clock: time,
      deadline: time.deadline,
      random,
      observe,
    }),
  );
};

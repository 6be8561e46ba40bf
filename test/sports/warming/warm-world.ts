import { createMemoryTier, hours, minutes, type SharedTier } from '../../../lib/cache/index.ts';
import { createCalendar } from '../../../lib/sports/calendar/index.ts';
import type { LeagueId, PlayerId } from '../../../lib/sports/model/index.ts';
import { createResources, type Resources } from '../../../lib/sports/resources/index.ts';
import { createWarming, type Warming, type WarmingOptions } from '../../../lib/sports/warming/warming.ts';
import { createEnvironment, type Environment } from '../../support/environment.ts';
import { payForInTest } from '../../support/pay-for.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createLargeLeague, playerIds, type LargeLeague, type LargeLeagueOptions } from './large-league.ts';

/** Midnight UTC of a Tuesday in the season of 2025. */
export const TUESDAY = Date.parse('2025-11-18T00:00Z');
export const INTERVAL = minutes(5);
/** What a run may take. */
export const TIME = minutes(4);

export interface WarmWorld {
  readonly clock: FakeClock;
  readonly upstream: LargeLeague;
  readonly shared: MemorySharedTier;
  /** What went wrong, by key. */
  readonly failures: string[];
  /** An environment that has just been started; `through` stands between it and what all share. */
  start(options?: Partial<WarmingOptions>, through?: (tier: SharedTier) => SharedTier): Warm;
}

export interface Warm extends Environment {
  readonly resources: Resources;
  readonly warming: Warming;
}

export interface WarmWorldOptions extends LargeLeagueOptions {
  readonly leagues?: readonly LeagueId[];
  readonly popular?: number;
  readonly now?: number;
}

export const createWarmWorld = ({
  leagues = ['nfl'],
  popular = 200,
  now = TUESDAY,
  ...options
}: WarmWorldOptions = {}): WarmWorld => {
  const clock = createFakeClock(now);
  const upstream = createLargeLeague(options);
  const shared = createMemorySharedTier('l2', { clock, durable: true });
  const failures: string[] = [];
  return {
    clock,
    upstream,
    shared,
    failures,
    start(given = {}, through = (tier) => tier) {
      // As large as in production, and for as long: pages of a table hold thousands of lines.
      const memory = createMemoryTier({ maxBytes: 64 * 1024 * 1024, clock, cap: hours(1) });
      const environment = createEnvironment({ clock, memory, shared: [through(shared)] });
      const { cache } = environment;
      const resources = createResources({
        upstream,
        clock,
        calendar: createCalendar(),
        read: (query) => cache.read(query),
        getAllPresent: (queries) => cache.getAllPresent(queries),
        recallAll: (queries) => cache.recallAll(queries),
        payFor: payForInTest,
      });
      const warming = createWarming({
        cache,
        resources,
        upstream,
        clock,
        leagues,
        popularity: { top: (_league, most) => Promise.resolve(topOf(playerIds(popular), most)) },
        interval: INTERVAL,
        playersPerLeague: popular,
        onFailure: (what) => failures.push(what),
        ...given,
      });
      return { ...environment, resources, warming };
    },
  };
};

const topOf = (ids: readonly PlayerId[], most: number) =>
  ids.slice(0, most).map((id, index) => ({ id, score: ids.length - index, asked: ids.length - index }));

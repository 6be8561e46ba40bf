import { minutes, seconds, type CacheEvent } from '../../lib/cache/index.ts';
import { randomFrom } from '../scenarios/random.ts';
import { createSteppedTime } from './stepped-time.ts';
import { createStore } from './stores.ts';
import { createFleet, createWorld, type Thing } from './world.ts';

export interface Phase {
  readonly questions: number;
  readonly redisCommands: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  readonly loads: number;
  readonly fromMemory: number;
}

/** What so many environments came to. Counts of the whole time, unless it says otherwise. */
export interface Simulated {
  readonly environments: number;
  readonly usual: Phase;
  /** Two in five questions are about tonight's games. */
  readonly gameNight: Phase;
  readonly doubledLoads: number;
  readonly failed: number;
  readonly logReadsPerSecond: number;
  /** Of the leases that were asked for, the share that another environment held. */
  readonly leasesLost: number;
  /** Milliseconds after a purge at which somebody was last answered with what it has purged. */
  readonly purgeSeenBy: number;
  readonly purges: number;
  /** Milliseconds, of all answers. */
  readonly p50: number;
  readonly p99: number;
}

export interface SimulateOptions {
  readonly environments: number;
  /** Of each environment: questions a second. */
  readonly rate: number;
  /** Of each phase. */
  readonly phaseMs?: number;
  readonly seed?: number;
}

const START = Date.UTC(2026, 10, 22, 18);
const PURGE_EVERY_MS = seconds(45);
const TONIGHT_SHARE = 0.4;
// What is under way at the end is waited for.
const REST_MS = seconds(40);

/** Questions at random times to random environments, while teams are purged; then a game night. */
export const simulate = async ({
  environments,
  rate,
  phaseMs = minutes(2),
  seed = 1,
}: SimulateOptions): Promise<Simulated> => {
  const time = createSteppedTime(START);
  const random = randomFrom(seed + 1);
  const redis = createStore({ name: 'l2', time, latency: 3, lag: 0, durable: false, billing: 'commands' });
  const table = createStore({ name: 'l3', time, latency: 8, lag: 60, durable: true, billing: 'units' });
  const leases = { asked: 0, lost: 0 };
  const observe = (event: CacheEvent): void => {
    if (event.kind !== 'lease') return;
    leases.asked += 1;
    if (!event.held) leases.lost += 1;
  };
  const fleet = createFleet({ time, stores: [redis, table], size: environments, random, observe });
  const world = createWorld(time, seed);

  const purgedAt = new Map<string, number>();
  const took: number[] = [];
  const seen = { questions: 0, fromMemory: 0, failed: 0, purgeSeenBy: 0, purges: 0 };

  const ask = async (thing: Thing): Promise<void> => {
    const cache = fleet[Math.floor(random() * fleet.length)];
    if (cache === undefined) return;
    const began = time.now();
    const answer = await cache.read(world.queryOf(thing));
    took.push(time.now() - began);
    seen.questions += 1;
    if (answer.kind === 'failed') seen.failed += 1;
    else {
      if (answer.served.by === 'tier' && answer.served.tier === 'l1') seen.fromMemory += 1;
      const purged = purgedAt.get(`${thing.league} ${thing.team}`) ?? -Infinity;
      // Loaded before the purge, and shown to somebody who asked after it.
      if (answer.entry.loadedAt < purged && began > purged) {
        seen.purgeSeenBy = Math.max(seen.purgeSeenBy, began - purged);
      }
    }
  };

  const askUntil = (end: number, thing: () => Thing): void => {
    const next = time.now() - (Math.log(1 - random()) / (environments * rate)) * 1000;
    if (next >= end) return;
    time.at(next, () => {
      void ask(thing());
      askUntil(end, thing);
    });
  };

  const purgeUntil = (end: number): void => {
    const next = time.now() + PURGE_EVERY_MS;
    if (next >= end) return;
    time.at(next, () => {
      const { league, team } = world.any();
      const cache = fleet[0];
      void cache?.purge(league, [team]).then(() => {
        purgedAt.set(`${league} ${team}`, time.now());
        seen.purges += 1;
      });
      purgeUntil(end);
    });
  };

  const countPhase = async (thing: () => Thing): Promise<Phase> => {
    const before = counts();
    const end = time.now() + phaseMs;
    askUntil(end, thing);
    await time.runUntil(end);
    const after = counts();
    return Object.fromEntries(
      Object.entries(after).map(([name, count]) => [name, count - before[name as keyof Phase]]),
    ) as unknown as Phase;
  };
  const counts = (): Phase => ({
    questions: seen.questions,
    redisCommands: redis.bill.reads + redis.bill.writes,
    readUnits: table.bill.reads,
    writeUnits: table.bill.writes,
    loads: world.loads.total,
    fromMemory: seen.fromMemory,
  });

  purgeUntil(START + 2 * phaseMs);
  const usual = await countPhase(world.any);
  const gameNight = await countPhase(() => (random() < TONIGHT_SHARE ? world.tonight() : world.any()));
  await time.runUntil(time.now() + REST_MS);

  took.sort((a, b) => a - b);
  return {
    environments,
    usual,
    gameNight,
    doubledLoads: world.loads.doubled,
    failed: seen.failed,
    logReadsPerSecond: (redis.bill.logReads * 1000) / (2 * phaseMs),
    leasesLost: leases.asked === 0 ? 0 : leases.lost / leases.asked,
    purgeSeenBy: seen.purgeSeenBy,
    purges: seen.purges,
    p50: took[Math.floor(took.length * 0.5)] ?? 0,
    p99: took[Math.floor(took.length * 0.99)] ?? 0,
  };
};

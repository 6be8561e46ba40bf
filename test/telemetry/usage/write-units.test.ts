import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds, type Found, type Served } from '../../../lib/cache/index.ts';
import type { Amounts } from '../../../lib/ledgers/counters.ts';
import { isoHour, usageKey, hourOf, type UsagePage } from '../../../lib/ledgers/usage-hours.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import { createUsageFlush } from '../../../lib/telemetry/usage/flush.ts';
import { createUsage, type Usage } from '../../../lib/telemetry/usage/usage.ts';
import { entryOf } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemoryCounters, itemBytes } from '../../support/memory-counters.ts';

const START = Date.UTC(2026, 10, 22, 19);
const SERVED: readonly Served[] = [
  ...Array.from({ length: 12 }, (): Served => ({ by: 'tier', tier: 'l1', state: 'fresh' })),
  ...Array.from({ length: 5 }, (): Served => ({ by: 'tier', tier: 'l2', state: 'fresh' })),
  { by: 'tier', tier: 'l3', state: 'fresh' },
  { by: 'tier', tier: 'l1', state: 'stale-while-revalidate' },
  { by: 'upstream', collapsed: false },
];

const OUTCOMES = ['hit.l1', 'hit.l2', 'hit.l3', 'stale', 'miss', 'collapsed', 'failed'];
const LEAGUE_SUMS = [
  ...OUTCOMES,
  ...OUTCOMES.map((outcome) => `question.${outcome}`),
  ...[
    'absent',
    'foreseen.warm',
    'foreseen.predict',
    'load',
    'load-failed',
    'contradicted',
    'purge',
    'bytes',
    'players',
  ],
];
const OTHER_SUMS = [
  ...['ask', 'refresh', 'warm', 'purge', 'predict', 'follow'].map((reason) => `call.${reason}`),
  ...['api', 'refresh', 'warm', 'purge'].map((role) => `env.${role}`),
  'evicted',
];
const ones = (names: readonly string[]): Amounts => Object.fromEntries(names.map((name) => [name, 1]));

interface Traffic {
  readonly callers: number;
  readonly leagues: number;
  /** Players of each league. */
  readonly players: number;
  readonly environments: number;
}

/** An hour in which each environment answers a question a second. */
const anHourOf = async ({ callers, leagues, players, environments }: Traffic) => {
  const clock = createFakeClock(START);
  const table = createMemoryCounters();
  const units = new Map<UsagePage, number>();
  const counters = {
    ...table,
    async add(key: string, amounts: Amounts, expiresAt: number) {
      const billed = await table.add(key, amounts, expiresAt);
      const page = (/^usage-(\w+)/.exec(key)?.[1] ?? 'sums') as UsagePage;
      units.set(page, (units.get(page) ?? 0) + billed);
      return billed;
    },
  };
  const fleet = Array.from({ length: environments }, () => {
    const usage = createUsage(clock);
    const flush = createUsageFlush({
      usage,
      counters,
      clock,
      every: minutes(1),
      role: 'api',
      memoryBytes: () => 40_000_000,
      onFlushed: () => Promise.resolve(),
      onFailure(error) {
        throw error;
      },
    });
    return { usage, flush };
  });
  // All that can be counted of a league, and of all: somebody has counted it once.
  const everything = LEAGUES.slice(0, leagues).flatMap(({ id }) => LEAGUE_SUMS.map((name) => `${id}.${name}`));
  await table.add(usageKey(hourOf(START), 'sums'), ones([...everything, ...OTHER_SUMS]), Infinity);
  let seed = 1;
  // mulberry32
  const next = (below: number): number => {
    seed = (seed + 0x6d2b79f5) | 0;
    let bits = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) % below;
  };
  const answer = (usage: Usage): void => {
    const league = LEAGUES[next(leagues)]?.id ?? 'nfl';
    // Some ask more than others.
    const caller = `caller-${Math.min(next(callers), next(callers))}`;
    const served = SERVED[next(SERVED.length)] ?? { by: 'upstream', collapsed: true };
    const scopes = ['*', 'stats', `player:${3_000_000 + Math.min(next(players), next(players))}`];
    const found: Found<unknown> = {
      kind: 'value',
      entry: { ...entryOf(clock, '{}'), scopes },
      served,
      value: () => ({}),
    };
    const of = usage.answered(league, { entries: [found], farthest: found, failed: 0, bytes: 700, caller });
    if (served.by === 'upstream') usage.called('ask', { admitted: true, caller });
    if (of !== undefined) usage.took(of, next(of === 'l1' ? 2 : 900));
  };
  for (let second = 0; second < 3600; second += 1) {
    for (const { usage, flush } of fleet) {
      answer(usage);
      await flush.whenDue();
    }
    clock.advance(seconds(1));
  }
  const pages = ['sums', 'callers', 'latency', 'asked'] as const;
  const hour = hourOf(START);
  const stored = await table.read(pages.map((page) => usageKey(hour, page)));
  const bytes = new Map(
    pages.map((page) => [page, itemBytes(usageKey(hour, page), stored.get(usageKey(hour, page)) ?? {})]),
  );
  const perMinute = [...units.values()].reduce((sum, each) => sum + each, 0) / 60 / environments;
  const told = `${callers} callers, ${leagues} leagues, ${environments} environments: ${perMinute.toFixed(2)} units a minute and environment; bytes ${JSON.stringify(Object.fromEntries(bytes))}\n`;
  process.stdout.write(told);
  return { perMinute, bytes, callersPage: stored.get(usageKey(hour, 'callers')) ?? {} };
};

// docs/costs.md names these numbers.
describe('what an environment writes in a minute of traffic', { timeout: 60_000 }, () => {
  it('costs two units at the most with five callers', async () => {
    const { perMinute, bytes } = await anHourOf({ callers: 5, leagues: 2, players: 200, environments: 2 });
    expect(perMinute).toBeLessThanOrEqual(2);
    expect(bytes.get('sums')).toBeLessThan(2048);
    expect(bytes.get('callers')).toBeLessThan(1024);
    expect(bytes.get('latency')).toBeLessThan(1024);
  });

  it('costs four units at the most with five hundred, who ask about every league', async () => {
    const { perMinute, bytes } = await anHourOf({ callers: 500, leagues: 8, players: 400, environments: 4 });
    expect(perMinute).toBeLessThanOrEqual(4);
    expect(bytes.get('sums')).toBeLessThan(4096);
    expect(bytes.get('callers')).toBeLessThan(8192);
    expect(bytes.get('asked')).toBeLessThan(60_000);
  });

  it('has the questions of all callers in the end, named or not', async () => {
    const { callersPage } = await anHourOf({ callers: 500, leagues: 1, players: 10, environments: 1 });
    const names = Object.keys(callersPage).filter((name) => name.startsWith('q.'));
    expect(names).toHaveLength(50);
    const questions = Object.entries(callersPage).filter(([name]) => name.startsWith('q'));
    const counted = questions.reduce((sum, [, count]) => sum + count, 0);
    // What was answered since the last write is not there yet.
    expect(counted).toBeGreaterThan(3600 * 0.8);
  });
});

it('has hours that are named alike on all pages', () => {
  const hour = START / hours(1);
  expect([usageKey(hour), usageKey(hour, 'asked')]).toEqual([`usage:${isoHour(hour)}`, `usage-asked:${isoHour(hour)}`]);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import type { UsageAnswer } from '../../../lib/http/answers/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createMemoryCounters } from '../../support/memory-counters.ts';
import { createTestLedgers, type TestLedgers } from '../../support/test-ledgers.ts';

const MAHOMES = { league: 'nfl', player: '3139477' };

const open = (environments = 1) => {
  const clock = createFakeClock();
  const upstream = createFakeUpstream();
  const counters = createMemoryCounters();
  const shared = [createMemorySharedTier('l2', { clock }), createMemorySharedTier('l3', { clock, durable: true })];
  const ledgers = Array.from({ length: environments }, () => createTestLedgers({ clock, counters }));
  const apiOf = (each: TestLedgers) => createTestApi({ upstream, clock, shared, ledgers: each });
  const [first, ...others] = ledgers.map(apiOf);
  if (first === undefined) throw new Error('There is no environment');
  const apis = [first, ...others] as const;
  const usageOf = async (api: TestApi, query = {}): Promise<UsageAnswer> =>
    (await api.get(ROUTE.usage, {}, query)).json as UsageAnswer;
  return { clock, upstream, counters, ledgers, apis, api: first, usageOf };
};

describe('GET /v1/usage', () => {
  it('tells what has been asked, this environment included, and how the budget stands', async () => {
    const { api, usageOf } = open();
    await api.get(ROUTE.player, MAHOMES);
    await api.get(ROUTE.player, MAHOMES);
    await api.get(ROUTE.player, { league: 'nfl', player: '1' });
    const usage = await usageOf(api);
    expect(usage).toMatchObject({
      scope: 'table',
      from: '2025-09-06T18',
      to: '2025-09-07T17',
      totals: {
        questions: { total: 3, hits: { l1: 1 }, misses: 2 },
        entries: { hits: { l1: 1 }, misses: 2, absent: 1 },
        hitRatio: 0.3333,
        callsSaved: 1,
      },
      leagues: { nfl: { questions: { total: 3 } } },
      hours: [{ hour: '2025-09-07T17', questions: { total: 3 } }],
      budget: { provider: 'fake', plan: { perDay: 1_000_000 }, foresightStopsAt: 800_000 },
    });
    expect(Object.keys(usage.leagues)).toEqual(['nfl']);
    expect(usage.provider).toMatchObject({ calls: usage.budget?.spent.day, refused: 0 });
    expect(usage.budget?.resetsAt).toBe('2025-09-08T00:00:00.000Z');
  });

  it('adds up what several environments have handed on, over the hours that are asked for', async () => {
    const { clock, apis, ledgers, usageOf } = open(3);
    for (const api of apis) await api.get(ROUTE.player, MAHOMES);
    for (const { flush } of ledgers) await flush.now();
    clock.advance(hours(2));
    const [api] = apis;
    await api.get(ROUTE.teams, { league: 'nba' });
    const all = await usageOf(api);
    expect(all.totals.questions.total).toBe(4);
    expect(all.hours.map(({ hour, questions }) => [hour, questions.total])).toEqual([
      ['2025-09-07T17', 3],
      ['2025-09-07T19', 1],
    ]);
    expect((await usageOf(api, { hours: '2' })).totals.questions.total).toBe(1);
    expect((await usageOf(api, { hours: '1' })).from).toBe('2025-09-07T19');
  });

  it('counts the same hours for one league where one is asked for, and says who asks', async () => {
    const { clock, api, ledgers, usageOf } = open();
    await api.get(ROUTE.player, MAHOMES);
    for (const { flush } of ledgers) await flush.now();
    clock.advance(hours(1));
    await api.get(ROUTE.teams, { league: 'nba' });
    const { leagueHours, hours: all, caller } = await usageOf(api, { league: 'nba' });
    expect(leagueHours?.map(({ hour, questions }) => [hour, questions.total])).toEqual([
      ['2025-09-07T17', 0],
      ['2025-09-07T18', 1],
    ]);
    expect(all.map(({ questions }) => questions.total)).toEqual([1, 1]);
    // Nobody needs a key here.
    expect(caller).toEqual({ name: null, role: 'admin' });
    expect(await usageOf(api)).not.toHaveProperty('leagueHours');
    const refused = await api.get(ROUTE.usage, {}, { format: 'prometheus', league: 'nba' });
    expect(refused.json).toMatchObject({ code: 'invalid-parameter', field: 'league' });
    expect((await api.get(ROUTE.usage, {}, { league: 'nope' })).json).toMatchObject({ code: 'league-not-found' });
  });

  it('has nothing to tell of a quiet week', async () => {
    const { api, usageOf } = open();
    expect(await usageOf(api, { hours: '168' })).toMatchObject({
      totals: { questions: { total: 0 }, hitRatio: null, callsSaved: 0 },
      leagues: {},
      hours: [],
    });
  });

  it('tells the rest when the budget cannot be read', async () => {
    const { api, ledgers, usageOf } = open();
    ledgers[0]?.quotaLedger.fail();
    expect(await usageOf(api)).toMatchObject({ budget: null, totals: { questions: { total: 0 } } });
  });

  it('answers 503, and when to ask again, while the counts cannot be read; nothing counted is lost', async () => {
    const { api, counters, usageOf } = open();
    await api.get(ROUTE.player, MAHOMES);
    counters.fail();
    const { status, headers, json } = await api.get(ROUTE.usage);
    expect({ status, json }).toMatchObject({
      status: 503,
      json: { code: 'usage-unavailable', title: 'Usage cannot be read now' },
    });
    expect(headers['retry-after']).toBe('5');
    counters.heal();
    expect((await usageOf(api)).totals.questions.total).toBe(1);
  });

  it.each(['0', '169', '-1', '1.5', 'many', ''])('refuses %j hours', async (count) => {
    const { api } = open();
    const { status, json } = await api.get(ROUTE.usage, {}, { hours: count });
    expect({ status, json }).toMatchObject({ status: 400, json: { code: 'invalid-parameter', field: 'hours' } });
  });

  it('refuses parameters it does not know', async () => {
    expect((await open().api.get(ROUTE.usage, {}, { days: '1' })).status).toBe(400);
  });
});

/** What a run looks like from outside: every response, and the provider's own count. */
interface Outside {
  readonly hits: Record<string, number>;
  stale: number;
  misses: number;
  collapsed: number;
  failed: number;
}

const note = (outside: Outside, { status, from, json }: Said): void => {
  if (from === undefined) {
    const { results, players } = json as Readonly<Record<string, { status?: string }[] | undefined>>;
    const parts = results ?? players ?? [];
    if (status === 503 || (parts.length > 0 && parts.every((each) => each.status === 'unavailable'))) {
      outside.failed += 1;
    }
    return;
  }
  const hit = /^(l\d); hit/.exec(from)?.[1];
  if (hit === undefined) outside[from.endsWith('collapsed') ? 'collapsed' : 'misses'] += 1;
  else if (from.includes('detail=')) outside.stale += 1;
  else outside.hits[hit] = (outside.hits[hit] ?? 0) + 1;
};

const PLAYERS = ['3139477', '4361423', '2', '3'];
const step = fc.record({
  kind: fc.constantFrom('player', 'stats', 'career', 'teams', 'roster', 'search', 'batch', 'compare', 'health', 'bad'),
  at: fc.nat({ max: 2 }),
  times: fc.integer({ min: 1, max: 3 }),
  player: fc.constantFrom(...PLAYERS),
  league: fc.constantFrom('nfl', 'nba'),
  advance: fc.constantFrom(0, minutes(1), minutes(10), hours(2), hours(30)),
  isDown: fc.boolean(),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const ask = (api: TestApi, { kind, player, league }: Step): Promise<Said> => {
  const path = { league, player };
  switch (kind) {
    case 'player':
      return api.get(ROUTE.player, path);
    case 'stats':
      return api.get(ROUTE.stats, path, { season: '2024' });
    case 'career':
      return api.get(ROUTE.stats, path);
    case 'teams':
      return api.get(ROUTE.teams, path);
    case 'roster':
      return api.get(ROUTE.roster, { league, team: '12' });
    case 'search':
      return api.get(ROUTE.search, path, { name: 'Patrick Mahomes' });
    case 'batch':
      return api.post(ROUTE.statsBatch, path, { player_ids: PLAYERS, season: 2024 });
    case 'compare':
      return api.get(ROUTE.compare, path, { players: '3139477,4361423', season: '2024' });
    case 'bad':
      return api.get(ROUTE.player, { league, player: 'x' });
    case 'health':
      return api.get(ROUTE.health);
  }
};

it('counts exactly what a run looks like from outside', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const { clock, upstream, ledgers, apis, api, usageOf } = open(3);
      const outside: Outside = { hits: {}, stale: 0, misses: 0, collapsed: 0, failed: 0 };
      // Usage can be asked for 168 hours back, the present one included: a run never lasts longer.
      const end = clock.now() + hours(167);
      for (const each of steps) {
        clock.advance(Math.min(each.advance, end - clock.now()));
        upstream.fail(each.isDown ? new UpstreamError('failed', 'out of order') : undefined);
        const asked = apis[each.at] ?? api;
        const said = await Promise.all(Array.from({ length: each.times }, () => ask(asked, each)));
        for (const one of said) note(outside, one);
        await ledgers[each.at]?.flush.whenDue();
      }
      for (const { flush } of ledgers) await flush.now();
      const usage = await usageOf(api, { hours: '168' });
      const { totals, provider, leagues, hours: byHour, callers, latency, savings } = usage;
      const { hits, stale, misses, collapsed, failed, total } = totals.questions;
      const counted = { hits: Object.fromEntries(Object.entries(hits).filter(([, count]) => count > 0)), stale };
      expect({ ...counted, misses, collapsed, failed }).toEqual(outside);
      expect(provider.calls).toBe(upstream.asked().length);
      const sum = (all: readonly { readonly questions: { readonly total: number } }[]): number =>
        all.reduce((of, each) => of + each.questions.total, 0);
      expect([sum(Object.values(leagues)), sum(byHour)]).toEqual([total, total]);
      // The pages of their own agree with the sums.
      expect(callers.busiest.reduce((of, { questions }) => of + questions, 0)).toBe(total);
      expect(callers.busiest.reduce((of, caller) => of + caller.failed, 0)).toBe(failed);
      const timed = Object.entries(latency).map(([of, { questions }]) => [of, questions]);
      const { l1 = 0, l2 = 0, l3 = 0 } = hits;
      expect(Object.fromEntries(timed)).toEqual({ l1, l2, l3, stale, failed, provider: misses + collapsed });
      const { original, careful } = savings;
      expect(byHour.reduce((of, { saved }) => of + saved.original, 0)).toBe(original.saved);
      expect(byHour.reduce((of, { saved }) => of + saved.careful, 0)).toBe(careful.saved);
    }),
    { numRuns: 60 },
  );
});

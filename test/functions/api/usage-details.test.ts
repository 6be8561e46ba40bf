import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../../lib/cache/index.ts';
import type { UsageAnswer, UsageEventsAnswer, UsagePopularAnswer } from '../../../lib/http/answers/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { warmHappening } from '../../../lib/telemetry/usage/warm-happening.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemoryCounters } from '../../support/memory-counters.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';
import { tellGoneFields } from '../../../lib/ledgers/gone-fields.ts';
import { readUsage } from '../../../lib/telemetry/usage/report.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';

const MAHOMES = '3139477';

const open = () => {
  const clock = createFakeClock();
  const upstream = createFakeUpstream();
  const counters = createMemoryCounters();
  const shared = [createMemorySharedTier('l2', { clock }), createMemorySharedTier('l3', { clock, durable: true })];
  const environment = () => {
    const ledgers = createTestLedgers({ clock, counters });
    return { ledgers, api: createTestApi({ upstream, clock, shared, ledgers }) };
  };
  const { api, ledgers } = environment();
  return { clock, upstream, counters, api, ledgers, environment };
};

const ask = (api: TestApi, player: string, caller?: string, league = 'nfl') =>
  api.raw({
    routeKey: ROUTE.player,
    headers: {},
    pathParameters: { league, player },
    isBase64Encoded: false,
    ...(caller !== undefined && { caller: { name: caller, of: 3 } }),
  });

const usageOf = async (api: TestApi, query = {}): Promise<UsageAnswer> =>
  (await api.get(ROUTE.usage, {}, query)).json as UsageAnswer;
const eventsOf = async (api: TestApi, query = {}): Promise<UsageEventsAnswer> =>
  (await api.get(ROUTE.usageEvents, {}, query)).json as UsageEventsAnswer;
const popularOf = async (api: TestApi, query = {}): Promise<UsagePopularAnswer> =>
  (await api.get(ROUTE.usagePopular, {}, query)).json as UsagePopularAnswer;

describe('GET /v1/usage', () => {
  it('tells who asked, by the name of the key, what failed, and whose questions made calls', async () => {
    const { api, upstream, environment } = open();
    for (let time = 0; time < 3; time += 1) await ask(api, MAHOMES, 'discord');
    await ask(environment().api, MAHOMES, 'slack');
    upstream.fail(new UpstreamError('failed', 'out of order'));
    await ask(api, '4361423', 'discord');
    const { callers, totals } = await usageOf(api);
    expect(callers).toEqual({
      busiest: [{ name: 'discord', questions: 4, failed: 1, calls: expect.any(Number) as number }],
      others: { questions: 0, failed: 0, calls: 0 },
    });
    expect(totals.questions.total).toBe(4);
  });

  it('has nobody’s name where nobody needs a key', async () => {
    const { api } = open();
    await ask(api, MAHOMES);
    expect((await usageOf(api)).callers.busiest).toMatchObject([{ name: null, questions: 1 }]);
  });

  it('keeps a key’s name apart from what it might mean here', async () => {
    const { api } = open();
    for (const name of ['others', '__proto__', 'constructor', '+', 'q.x']) await ask(api, MAHOMES, name);
    const { busiest, others } = (await usageOf(api)).callers;
    expect(busiest.map(({ name }) => name).sort()).toEqual(['+', '__proto__', 'constructor', 'others', 'q.x']);
    expect(others.questions).toBe(0);
  });

  it('tells how long answers took, by where they came from', async () => {
    const { api, ledgers } = open();
    await ask(api, MAHOMES);
    for (let time = 0; time < 9; time += 1) await ask(api, MAHOMES);
    ledgers.usage.took('l2', 12);
    ledgers.usage.took('l2', 40_000);
    const { latency } = await usageOf(api);
    expect(latency.l1).toMatchObject({ questions: 9, p50: 1, p99: 1 });
    expect(latency.provider).toMatchObject({ questions: 1 });
    expect(latency.l2).toMatchObject({ questions: 2, p50: 15 });
    expect(latency.l2.buckets.map(({ questions }) => questions)).toEqual([0, 0, 1, 0, 0, 0, 0, 1]);
    expect(latency.stale).toMatchObject({ questions: 0, p50: null, p99: null });
  });

  it('reckons what the same questions would have cost, less every call that was made', async () => {
    const { api, ledgers } = open();
    for (let time = 0; time < 5; time += 1) await ask(api, MAHOMES);
    for (let call = 0; call < 7; call += 1) ledgers.usage.called('warm', { admitted: true });
    const { savings, provider, totals, hours: byHour } = await usageOf(api);
    const { entries } = totals;
    const answered = (entries.hits.l1 ?? 0) + entries.misses;
    expect(totals.players).toBe(5);
    expect(savings).toMatchObject({
      calls: provider.calls,
      original: { wouldHaveCost: 85, saved: 85 - provider.calls },
      careful: { wouldHaveCost: answered, saved: answered - provider.calls },
    });
    expect(savings.careful.saved).toBeLessThan(0);
    expect(savings.original.formula).toContain('17 calls × 5 players');
    expect(byHour[0]?.saved).toEqual({ original: savings.original.saved, careful: savings.careful.saved });
  });

  it('counts the environments of each hour, and those that are new', async () => {
    const { api, clock, environment } = open();
    const { api: other } = environment();
    for (const each of [api, other]) {
      await ask(each, MAHOMES);
      await usageOf(each);
    }
    clock.advance(hours(1));
    await ask(api, MAHOMES);
    const usage = await usageOf(api);
    expect(usage.environments).toEqual({ most: { api: 2 }, coldStarts: { api: 2 } });
    expect(usage.hours.map(({ environments }) => environments)).toEqual([2, 1]);
  });

  it('tells what memory holds', async () => {
    const { api, ledgers } = open();
    ledgers.usage.observe({ kind: 'evict', key: 'nfl:teams' as never });
    await ask(api, MAHOMES);
    const { memory } = await usageOf(api);
    expect(memory).toEqual({ evictions: 1, meanBytes: 0, here: { bytes: 0, entries: 0, maxBytes: 10_000_000 } });
  });
});

describe('fields that the provider has taken away', () => {
  it('are listed while they are gone, and are unknown where the store does not answer', async () => {
    const documents = createMemoryDocumentStore();
    const { api, clock, ledgers } = open();
    expect((await usageOf(api)).fieldsGone).toEqual([]);
    const gone = { documents: 'nfl roster', field: 'athletes.jersey', since: clock.now(), toldAt: clock.now() };
    await tellGoneFields(ledgers.documents, 'nfl roster', [gone]);
    const since = new Date(clock.now()).toISOString();
    expect((await usageOf(api)).fieldsGone).toEqual([{ documents: 'nfl roster', field: 'athletes.jersey', since }]);
    documents.fail();
    const deaf = await readUsage(
      { ...ledgers, documents, caller: { name: null, role: 'admin' } },
      { hours: [1], now: clock.now() },
    );
    expect(deaf.fieldsGone).toBeNull();
  });
});

describe('GET /v1/usage?format=prometheus', () => {
  const textOf = async (api: TestApi) => {
    const { body, headers } = await api.raw({
      routeKey: ROUTE.usage,
      headers: {},
      queryStringParameters: { format: 'prometheus' },
      isBase64Encoded: false,
    });
    return { body, type: headers['content-type'] };
  };

  it('has the totals since midnight, UTC, as text', async () => {
    const { api, clock } = open();
    await ask(api, MAHOMES, 'a "quoted"\n\\name');
    // The fake clock stands at 17:00.
    clock.advance(hours(6));
    await ask(api, MAHOMES);
    const { body, type } = await textOf(api);
    expect(type).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(body).toContain('statline_questions_total{league="nfl",outcome="misses"} 1\n');
    expect(body).toContain('statline_caller_questions_total{caller="a \\"quoted\\"\\n\\\\name"} 1\n');
    expect(body).toMatch(/^statline_answers_within_total\{origin="provider",le="\+Inf"\} \d+$/m);
    for (const line of body.trimEnd().split('\n')) {
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) statline_\w+ .+|statline_\w+(?:\{.+\})? -?\d+(?:\.\d+)?)$/);
    }
    clock.advance(hours(2));
    expect((await textOf(api)).body).not.toContain('statline_questions_total');
  });

  it('does not take hours', async () => {
    const { api } = open();
    const { status, json } = await api.get(ROUTE.usage, {}, { format: 'prometheus', hours: '3' });
    expect({ status, json }).toMatchObject({ status: 400, json: { field: 'hours' } });
  });
});

describe('GET /v1/usage/popular', () => {
  it('names the players of each league who were asked about most, of all environments and hours', async () => {
    const { api, clock, ledgers: own, environment } = open();
    const { api: other, ledgers } = environment();
    await ask(api, MAHOMES);
    await own.flush.now();
    await ask(other, MAHOMES);
    await ask(other, '4361423');
    await ledgers.flush.now();
    clock.advance(hours(3));
    await ask(api, MAHOMES);
    await api.get(ROUTE.teams, { league: 'nba' });
    const { leagues } = await popularOf(api);
    expect(Object.keys(leagues)).toEqual(['nfl']);
    expect(leagues.nfl?.map(({ id, questions }) => [id, questions])).toEqual([
      [MAHOMES, 3],
      ['4361423', 1],
    ]);
    // No list is held, but the documents that were asked for are.
    expect(leagues.nfl?.[0]).toMatchObject({ name: 'Patrick Mahomes', position: 'QB' });
    expect((await popularOf(api, { hours: '1', limit: '1' })).leagues.nfl).toMatchObject([{ questions: 1 }]);
    expect((await popularOf(api, { league: 'NBA' })).leagues).toEqual({});
  });

  it('still reads the hours of a release that counted players among the sums', async () => {
    const { api, counters, clock } = open();
    const key = `usage:${new Date(clock.now()).toISOString().slice(0, 13)}`;
    await counters.add(key, { [`nfl.asked.${MAHOMES}`]: 4 }, Infinity);
    await ask(api, MAHOMES);
    expect((await popularOf(api)).leagues.nfl).toMatchObject([{ id: MAHOMES, questions: 5 }]);
  });

  it.each([{ league: 'nope' }, { league: '__proto__' }])('knows no league %j', async (query) => {
    expect((await open().api.get(ROUTE.usagePopular, {}, query)).status).toBe(404);
  });

  it.each([{ limit: '0' }, { limit: '41' }, { hours: 'x' }, { days: '1' }])('refuses %j', async (query) => {
    const { status, json } = await open().api.get(ROUTE.usagePopular, {}, query);
    expect({ status, json }).toMatchObject({ status: 400, json: { field: Object.keys(query)[0] } });
  });
});

describe('GET /v1/usage/events', () => {
  it('tells of purges, and who asked for them', async () => {
    const { api, clock } = open();
    const at = new Date(clock.now()).toISOString();
    await api.post(ROUTE.purge, {}, { league: 'nfl', scope: 'player:1' });
    const { events, dropped } = await eventsOf(api);
    expect(events).toContainEqual({
      at,
      count: 1,
      kind: 'purge',
      league: 'nfl',
      scopes: expect.arrayContaining(['player:1']) as string[],
      more: 0,
      why: 'request',
      by: null,
    });
    expect(dropped).toBe(0);
    expect((await eventsOf(api, { league: 'nba' })).events).toEqual([]);
  });

  it('has a breaker, a refusal, a fault and a run among others, the oldest first; what comes again is counted', async () => {
    const { api, clock, ledgers, environment } = open();
    const { usage } = ledgers;
    const error = new UpstreamError('malformed', 'what is this');
    const at = clock.now();
    usage.observe({ kind: 'breaker-opened', documents: 'site roster', since: at });
    clock.advance(seconds(1));
    for (let time = 0; time < 3; time += 1) usage.called('warm', { admitted: false });
    const { ledgers: other, api: otherApi } = environment();
    clock.advance(seconds(1));
    other.usage.called('warm', { admitted: false });
    await eventsOf(otherApi);
    usage.observe({ kind: 'load-failed', source: 'nfl:roster:12', elapsed: 1, error });
    usage.observe({ kind: 'load-failed', source: 'nfl:roster:13', elapsed: 1, error });
    usage.observe({ kind: 'contradicted', source: 'nfl:stats:1:career', doubt: 'x', since: at, loads: 1 });
    const summary = { planned: 3, loaded: 2, kept: 0, fresh: 0, elsewhere: 0, failed: 1, left: 0 };
    usage.happened(warmHappening({ league: 'nfl', ...summary }));
    clock.advance(minutes(1));
    usage.observe({ kind: 'breaker-closed', documents: 'site roster', since: at });
    const { events } = await eventsOf(api);
    expect(events.map(({ kind, count, at: when }) => [kind, count, (Date.parse(when) - at) / 1000])).toEqual([
      ['breaker', 1, 0],
      ['refused', 4, 1],
      ['malformed', 2, 2],
      ['contradicted', 1, 2],
      ['warm', 1, 2],
      ['breaker', 1, 62],
    ]);
    expect((await usageOf(api)).provider).toMatchObject({ malformed: { roster: 2 }, contradicted: { stats: 1 } });
  });

  it('has the windows of the calendar, and the next one of each league', async () => {
    const { api, clock } = open();
    clock.advance(Date.UTC(2026, 10, 3, 22) - clock.now());
    const { events, windows } = await eventsOf(api, { league: 'nfl', hours: '168' });
    expect(windows.map(({ state }) => state)).toContain('next');
    expect(windows.every(({ league, opensAt, closesAt }) => league === 'nfl' && opensAt < closesAt)).toBe(true);
    const opened = windows.filter(({ state, opensAt }) => state !== 'next' && opensAt > '2026-10-27T23');
    expect(events.filter((event) => event.kind === 'window' && event.change === 'opens')).toHaveLength(opened.length);
  });

  it('counts what an hour has no room for', async () => {
    const { api, ledgers, clock } = open();
    for (let purge = 0; purge < 130; purge += 1) {
      ledgers.usage.observe({ kind: 'purge', namespace: 'nfl', scopes: [`player:${purge}`] });
    }
    const { events, dropped } = await eventsOf(api);
    expect([events.length, dropped]).toEqual([100, 30]);
    clock.advance(hours(1));
    ledgers.usage.observe({ kind: 'purge', namespace: 'nfl', scopes: ['*'] });
    expect((await eventsOf(api)).events).toHaveLength(101);
  });

  it('leaves out what another release has written and this one cannot read', async () => {
    const { api, counters, clock } = open();
    const key = `usage-events:${new Date(clock.now()).toISOString().slice(0, 13)}`;
    const at = clock.now();
    const names = [
      '{"at":1,',
      '{"at":"now","kind":"breaker","change":"opened","documents":"x"}',
      JSON.stringify({ at, kind: 'comet' }),
      JSON.stringify({ at, kind: 'constructor' }),
      JSON.stringify({ at, kind: 'breaker', change: 'molten', documents: 'x' }),
      JSON.stringify({ at, kind: 'breaker', change: 'opened', documents: 'x', later: true }),
    ];
    await counters.add(key, Object.fromEntries(names.map((name) => [name, 1])), Infinity);
    expect((await eventsOf(api)).events).toEqual([
      { at: new Date(at).toISOString(), count: 1, kind: 'breaker', change: 'opened', documents: 'x' },
    ]);
  });

  it('answers 503 while the counters cannot be read', async () => {
    const { api, counters } = open();
    counters.fail();
    expect((await api.get(ROUTE.usageEvents)).status).toBe(503);
    expect((await api.get(ROUTE.usagePopular)).status).toBe(503);
  });
});

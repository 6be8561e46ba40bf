import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { composeHealth } from '../../../functions/compose/health.ts';
import { minutes, seconds } from '../../../lib/cache/index.ts';
import { ENV } from '../../../lib/config.ts';
import { createRunRecorder } from '../../../lib/ledgers/job-runs.ts';
import { runWithReason } from '../../../lib/ledgers/load-reason.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { startUpstreamServer, type UpstreamServer } from '../../support/upstream-server.ts';
import { later, open, QUIET, question, withNeighbours, type Composed } from './neighbours.ts';

const neighbours = withNeighbours();
const LEAGUES: readonly LeagueId[] = ['nfl', 'nba'];

const readerOf = (composed: Composed) =>
  composeHealth(composed.config, { composition: composed, leagues: LEAGUES, clock: Date });

const iso = (time: number): string => new Date(time).toISOString();

describe('what an operator hears', () => {
  it('is one command of Redis and one of the table, whatever is asked of them', async () => {
    const { both, redis, table } = neighbours();
    const a = open(both);
    await a.cache.read(question('restores the log'));
    await a.drain();
    await a.cache.purge('nfl', ['teams', 'rosters']);
    await createRunRecorder(
      'warm',
      a.documents,
    )({
      startedAt: QUIET - minutes(1),
      endedAt: QUIET,
      outcome: 'incomplete',
      counts: { planned: 9, loaded: 7, failed: 1, left: 1 },
      failures: { nba: 'provider' },
    });
    await runWithReason('warm', () => a.budget.admit('warm'));
    const before = { redis: redis.requests.length, table: table.requests.length };
    const facts = await readerOf(a).read();
    expect({ redis: redis.requests.length - before.redis, table: table.requests.length - before.table }).toEqual({
      redis: 1,
      table: 1,
    });
    expect(facts).toEqual({
      readAt: iso(QUIET),
      tiers: [
        {
          name: 'l2',
          state: 'answered',
          roundTripMs: 0,
          limitMs: 5000,
          purgeLogs: { nfl: 2, nba: null },
          ...AVAILABLE,
        },
        { name: 'l3', state: 'answered', roundTripMs: 0, limitMs: 5000, purgeLogs: { nfl: 2, nba: 0 }, ...AVAILABLE },
      ],
      budget: expect.objectContaining({ provider: 'espn', spent: { day: 1, minute: 1 } }) as unknown,
      runs: {
        warm: {
          startedAt: iso(QUIET - minutes(1)),
          endedAt: iso(QUIET),
          outcome: 'incomplete',
          counts: { planned: 9, loaded: 7, failed: 1, left: 1 },
          failures: { nba: 'provider' },
        },
        purge: null,
      },
      provider: {
        name: 'espn',
        label: a.config.upstreamLabel,
        userAgent: a.config.userAgent,
        lastSuccess: { at: iso(QUIET), source: 'nfl:name:restores-the-log' },
        lastFailure: null,
        outages: [],
      },
    });
  });

  it('is remembered for five seconds, for everybody who asks meanwhile', async () => {
    const { both, redis } = neighbours();
    const reader = readerOf(open(both));
    const [first, second] = await Promise.all([reader.read(), reader.read()]);
    later(seconds(4));
    expect([second, await reader.read()]).toEqual([first, first]);
    expect(redis.requests).toHaveLength(1);
    later(seconds(1));
    expect((await reader.read()).readAt).toBe(iso(QUIET + seconds(5)));
    expect(redis.requests).toHaveLength(2);
  });

  it('says which tier does not answer, and that it is left alone, without waiting for long', async () => {
    const { both, redis, table } = neighbours();
    const a = open({ ...both, [ENV.redisTimeout]: '50' });
    redis.rule(() => 'silent');
    await a.cache.read(question('silent redis'));
    await a.drain();
    table.rule(() => 'refuse');
    const { tiers, budget, runs, provider } = await readerOf(a).read();
    expect(tiers).toMatchObject([
      { name: 'l2', state: 'timed-out', roundTripMs: null, limitMs: 50, available: false, purgeLogs: {} },
      { name: 'l3', state: 'failed', roundTripMs: null, available: true, purgeLogs: {} },
    ]);
    expect(tiers.map(({ fault }) => fault)).toEqual([
      'CallTimeoutError: l2 did not answer within 200 ms',
      expect.stringContaining('Error') as unknown,
    ]);
    expect({ budget, runs, outages: provider.outages }).toEqual({ budget: null, runs: null, outages: null });
  });

  it('says what another environment has reported of a tier', async () => {
    const { both, redis } = neighbours();
    const a = open({ ...both, [ENV.redisTimeout]: '50' });
    redis.rule(() => 'silent');
    await a.cache.read(question('reported'));
    await a.drain();
    redis.rule(() => 'pass');
    const { tiers } = await readerOf(open(both)).read();
    expect(tiers).toMatchObject([
      { name: 'l2', state: 'answered', available: true, reportedDownUntil: iso(QUIET + seconds(10)) },
      { name: 'l3', reportedDownUntil: null },
    ]);
  });

  it('is this environment alone where there is no table', async () => {
    const a = open({ ...neighbours().onlyRedis });
    const { tiers, budget, runs } = await readerOf(a).read();
    expect(tiers.map(({ name }) => name)).toEqual(['l2']);
    expect({ runs, spent: budget?.spent }).toEqual({
      runs: { warm: null, purge: null },
      spent: { day: 0, minute: 0 },
    });
  });

  it('is the last load that succeeded and the last that failed', async () => {
    const a = open(neighbours().onlyTable);
    await a.cache.read(question('good'));
    later(seconds(2));
    const load = (): Promise<never> => Promise.reject(new DOMException('Late', 'TimeoutError'));
    await a.cache.read(question('bad', { load }));
    const { provider } = await readerOf(a).read();
    expect(provider).toMatchObject({
      lastSuccess: { at: iso(QUIET), source: 'nfl:name:good' },
      lastFailure: { at: iso(QUIET + seconds(2)), source: 'nfl:name:bad', reason: 'timeout' },
    });
  });
});

const AVAILABLE = { available: true, reportedDownUntil: null };

describe('a probe of the provider', () => {
  let espn: UpstreamServer;
  beforeEach(async () => {
    espn = await startUpstreamServer();
  });
  afterEach(() => espn[Symbol.asyncDispose]());

  const openAt = (variables: Readonly<Record<string, string>> = {}): Composed =>
    open({
      ...neighbours().onlyTable,
      [ENV.espnSiteUrl]: espn.url,
      [ENV.espnWebUrl]: `${espn.url}/web`,
      ...variables,
    });

  it('is one call, counted under its own cause', async () => {
    espn.reply(() => ({ status: 200, body: JSON.stringify(TEAMS) }));
    const a = openAt();
    const reader = readerOf(a);
    const [probed] = await Promise.all([reader.probe(), reader.probe()]);
    expect(probed).toEqual({
      outcome: 'answered',
      at: iso(QUIET),
      elapsedMs: 0,
      asked: 'nfl teams',
      detail: 'The provider answered with the document that was asked for',
    });
    expect(espn.requests).toHaveLength(1);
    await a.drain();
    const hour = `usage:${iso(QUIET).slice(0, 13)}`;
    expect((await a.ledgers.counters.read([hour])).get(hour)).toEqual({
      'call.probe': 1,
      'env.test': 1,
      'start.test': 1,
    });
    expect((await reader.read()).budget?.spent.day).toBe(1);
  });

  it('that is refused says that the User-Agent may be, and does not ask the mirror', async () => {
    espn.reply(() => ({ status: 403, body: '<html>' }));
    const { outcome, detail } = await readerOf(openAt({ [ENV.userAgent]: 'curl/8' })).probe();
    expect({ outcome, asked: espn.requests.length }).toEqual({ outcome: 'refused', asked: 1 });
    expect(detail).toMatch(/answered 403\. .*User-Agent "curl\/8" \(UPSTREAM_USER_AGENT\)/);
  });

  it.each([
    [500, '{}', 'failed'],
    [200, '<html>', 'failed'],
    [429, '{}', 'rate-limited'],
  ])('that is answered with %d and %s has %s', async (status, body, outcome) => {
    espn.reply(() => ({ status, body }));
    expect(await readerOf(openAt()).probe()).toMatchObject({ outcome });
  });

  it('asks although a breaker is open, and says what the provider says', async () => {
    espn.reply(() => ({ status: 403, body: '' }));
    const a = openAt();
    const call = { signal: AbortSignal.timeout(5000) };
    for (const league of ['nfl', 'nba', 'mlb', 'nhl'] as const)
      await a.upstream.teams(league, call).catch(() => undefined);
    await a.drain();
    const reader = readerOf(a);
    const { provider } = await reader.read();
    expect(provider.outages?.map(({ documents }) => documents)).toContain('site teams');
    expect(await reader.probe()).toMatchObject({ outcome: 'refused' });
  });

  it('is not made where the budget is spent', async () => {
    const a = openAt({ [ENV.dailyBudget]: '1' });
    await a.budget.admit('ask');
    expect(await readerOf(a).probe()).toMatchObject({
      outcome: 'not-asked',
      detail: expect.stringContaining('The budget did not allow the call') as unknown,
    });
    expect(espn.requests).toHaveLength(0);
  });
});

const TEAMS = {
  sports: [
    {
      leagues: [
        {
          season: { year: 2026 },
          teams: [
            {
              team: {
                id: '12',
                abbreviation: 'KC',
                displayName: 'Kansas City Chiefs',
                location: 'Kansas City',
                name: 'Chiefs',
              },
            },
          ],
        },
      ],
    },
  ],
};

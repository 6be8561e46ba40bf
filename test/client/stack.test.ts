import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { hours } from '../../lib/cache/index.ts';
import {
  createStatlineClient,
  describe as tell,
  type ClientOptions,
  type StatlineClient,
} from '../../lib/client/index.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';
import { startStackWithFaults, type StackWithFaults } from '../support/stack-with-faults.ts';

// Longer than any answer takes on a machine that is busy with other work.
const PATIENT = 50_000;
const SEASON = { season: 2024 } as const;

/** A client that counts its requests. */
const counting = (url: string, options: Partial<ClientOptions> = {}): readonly [StatlineClient, () => number] => {
  let requests = 0;
  const client = createStatlineClient({
    url,
    timeout: PATIENT,
    fetch: (...sent) => {
      requests += 1;
      return fetch(...sent);
    },
    ...options,
  });
  return [client, () => requests];
};

describe('the client and a running stack', () => {
  const clock = createStackClock({ speed: 0.001 });
  let faulty: StackWithFaults;
  let edge: FaultProxy;
  let client: StatlineClient;
  let requests: () => number;

  beforeAll(async () => {
    faulty = await startStackWithFaults({
      bundles: await realBundles(),
      environments: 1,
      clock,
      // The minute hardly passes.
      variables: { ...GENEROUS_LIMITS, [ENV.minuteBudget]: '5000' },
    });
    edge = await startFaultProxy(faulty.stack.url);
  });
  afterAll(async () => {
    await edge.close();
    await faulty.close();
  });
  beforeEach(() => {
    faulty.stack.upstream?.configure({ fail: 'none', latency: 0 });
    for (const proxy of [faulty.redis, faulty.table, edge]) proxy.set('none');
    [client, requests] = counting(edge.url);
  });

  it('ask everything there is to ask', async () => {
    const { nfl } = client;
    const kinds = {
      health: client.health(),
      leagues: client.leagues(),
      usage: client.usage(),
      searchAll: client.search('mahomes'),
      autocompleteAll: client.autocomplete('maho'),
      line: nfl.stats('mahomes', SEASON),
      career: nfl.stats('mahomes'),
      player: nfl.player('mahomes'),
      card: nfl.card('mahomes'),
      games: nfl.games('mahomes', SEASON),
      compare: nfl.compare(['mahomes', 'josh allen'], SEASON),
      roster: nfl.roster('KC'),
      team: nfl.team('KC'),
      teams: nfl.teams(),
      search: nfl.search('mahomes'),
      autocomplete: nfl.autocomplete('maho'),
      live: nfl.live(),
      moves: nfl.moves(),
      glossary: nfl.glossary(),
    };
    const results = await Promise.all(Object.values(kinds));
    // Sentences of what is not ok, so that a failure says why.
    expect(results.filter(({ kind }) => kind !== 'ok').map(tell)).toEqual([]);
    // The table of a season is the warm function's to load.
    expect(await nfl.leaders('passing.passingYards')).toMatchObject({ kind: 'no-table' });
  });

  it('answer fifty questions of one tick with one request', async () => {
    const roster = await client.nfl.roster('BUF');
    if (roster.kind !== 'ok') throw new Error(tell(roster));
    const ids = roster.data.players.slice(0, 50).map(({ id }) => id);
    expect(ids.length).toBe(50);
    const before = requests();
    const results = await Promise.all(ids.map((id) => client.nfl.stats(id, SEASON)));
    expect(requests() - before).toBe(1);
    expect(results.length).toBe(50);
    expect(results.filter(({ kind }) => kind !== 'ok' && kind !== 'no-stats').map(tell)).toEqual([]);
    expect(results.some((result) => result.kind === 'ok' && result.meta.sharedBy === 50)).toBe(true);
  });

  it('tell four different answers apart', async () => {
    const { nfl } = client;
    expect(await nfl.stats('patrik mahomse', SEASON)).toMatchObject({ kind: 'not-found', what: 'player' });
    const early = await nfl.stats('mahomes', { season: 2003 });
    expect(early).toMatchObject({ kind: 'no-stats', player: { name: 'Patrick Mahomes' } });
    if (early.kind === 'no-stats') expect(early.seasons).toContain(2024);
    expect(await nfl.roster('nobody at all')).toMatchObject({ kind: 'not-found', what: 'team' });
    expect(await nfl.stats('mahomes', { season: 'last year' })).toMatchObject({ kind: 'invalid', field: 'season' });
  });

  it('send a body once', async () => {
    expect(await client.nfl.roster('KC')).toMatchObject({ kind: 'ok', meta: { reused: false } });
    const again = await client.nfl.roster('KC');
    expect(again).toMatchObject({ kind: 'ok', meta: { reused: true, source: 'l1' } });
    expect(tell(again)).toMatch(/^nfl roster of KC: from memory, \d+ s old\.$/);
  });

  it('without Redis: every question has its answer', async () => {
    faulty.redis.set('refused');
    expect(await client.nfl.roster('MIA')).toMatchObject({ kind: 'ok', meta: { source: 'provider' } });
    expect(await client.nfl.roster('MIA')).toMatchObject({ kind: 'ok', meta: { source: 'l1' } });
  });

  it('with a gateway that throttles a part: retries get through', async () => {
    edge.set('gateway429', 0.5);
    const [patient, sent] = counting(edge.url, { retries: 10, maxRetryDelay: 100 });
    const teams = ['KC', 'BUF', 'MIA', 'NE', 'NYJ', 'SF', 'LAR', 'GB'];
    const results = await Promise.all(teams.map((team) => patient.nfl.team(team)));
    expect(results.map(({ kind }) => kind)).toEqual(teams.map(() => 'ok'));
    expect(sent()).toBeGreaterThan(8);
  });

  it.each([
    ['cut connections', 'refused', { kind: 'unavailable', reason: 'connection' }],
    ['a gateway that throttles', 'gateway429', { kind: 'unavailable', reason: 'throttled', code: null }],
    ['errors without a problem', 'error500', { kind: 'unavailable', reason: 'service-failed' }],
    ['pages of HTML', 'not-json', { kind: 'unavailable', reason: 'not-understood' }],
    ['JSON of something else', 'garbage', { kind: 'unavailable', reason: 'not-understood' }],
  ] as const)('with %s at the edge: each question has a result that says so', async (_, fault, told) => {
    edge.set(fault);
    const [hasty] = counting(edge.url, { retries: 1 });
    expect(await hasty.nfl.teams()).toMatchObject(told);
    expect(await hasty.nfl.statsBatch(['josh allen', 'mahomes'])).toMatchObject([told, told]);
  });

  it('with silence at the edge: the time is kept, and a signal ends it sooner', async () => {
    edge.set('silent');
    const started = performance.now();
    expect(await client.nfl.teams({ timeout: 300 })).toMatchObject({ kind: 'unavailable', reason: 'client-timeout' });
    expect(performance.now() - started).toBeLessThan(10_000);
    await expect(client.nfl.teams({ signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/i);
    await expect.poll(() => edge.unanswered(), { timeout: 5000 }).toBe(0);
  });

  it('with a slow provider: who can wait no longer is told that it is being loaded', async () => {
    faulty.stack.upstream?.configure({ latency: 1500 });
    const pending = await client.nfl.stats('3052587', { ...SEASON, wait: 0.5 });
    expect(pending).toMatchObject({ kind: 'pending', code: 'still-loading', retryAfterSeconds: 1 });
    expect(await client.nfl.stats('3052587', SEASON)).toMatchObject({ kind: 'ok' });
  });

  it('with a provider that blocks: what is cached is served, and the rest says why', async () => {
    expect(await client.nba.roster(13)).toMatchObject({ kind: 'ok' });
    clock.advance(hours(30));
    faulty.stack.upstream?.configure({ fail: 'html403' });
    const stale = await client.nba.roster(13);
    expect(stale).toMatchObject({ kind: 'ok', meta: { stale: 'stale-if-error' } });
    expect(tell(stale)).toMatch(
      /^nba roster of 13: from \w+, (29|30) h old and stale: the provider cannot be asked\.$/,
    );
    const unknown = await client.nfl.stats('3912547', SEASON);
    expect(unknown).toMatchObject({ kind: 'unavailable', code: 'upstream-unavailable', reason: 'blocked' });
    if (unknown.kind === 'unavailable') expect(unknown.until).toBeInstanceOf(Date);
  });
});

describe('the client and a stack with keys and a budget', () => {
  let stack: Stack;

  beforeAll(async () => {
    stack = await startStack({
      bundles: await realBundles(),
      environments: 1,
      dailyBudget: 3,
      variables: { ...GENEROUS_LIMITS, [ENV.apiKeyHashes]: `read:${sha256Of('a-key')}` },
    });
  });
  afterAll(() => stack.close());

  it('says that a key is missing or wrong, and needs none for health', async () => {
    const [without] = counting(stack.url);
    expect(await without.nfl.teams()).toMatchObject({ kind: 'unauthorized', code: 'unauthorized' });
    expect(await without.health()).toMatchObject({ kind: 'ok', data: { status: 'ok' } });
    const [wrong] = counting(stack.url, { key: 'another-key' });
    expect(tell(await wrong.nfl.teams())).toMatch(/^nfl teams: check the key \(The API key is not valid\)\.$/);
  });

  it('says that the budget is spent, whose it is and until when', async () => {
    const [client] = counting(stack.url, { key: 'a-key' });
    const seen: string[] = [];
    for (const team of ['KC', 'BUF', 'MIA', 'NE', 'NYJ', 'SF']) {
      const result = await client.nfl.roster(team);
      seen.push(result.kind);
      if (result.kind !== 'unavailable') continue;
      expect(result).toMatchObject({
        reason: 'over-budget',
        allowance: expect.stringMatching(/^(all|key|unknown)$/) as string,
      });
      expect(result.until?.getTime()).toBeGreaterThan(Date.now());
      expect(tell(result)).toMatch(/unavailable \(.*budget.*\); try again in /);
    }
    expect(seen.at(0)).toBe('ok');
    expect(seen.at(-1)).toBe('unavailable');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { entryName, storedPrefix } from '../../../functions/compose/stored-names.ts';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { espnVariables } from '../../../infra/local/stack/variables.ts';
import { cacheKey, decodeEntry, type CacheKey, type Entry, type Query } from '../../../lib/cache/index.ts';
import { ENV } from '../../../lib/config.ts';
import { currentSeason } from '../../../lib/sports/calendar/index.ts';
import { leagueOf, LEAGUES } from '../../../lib/sports/leagues.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { nameForm } from '../../../lib/sports/names/index.ts';
import { kindOf, type StoredKind } from '../../../lib/sports/resources/entry-key.ts';
import type { Capability } from '../../../lib/sports/upstream/index.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { startSimulatedRapidApi } from '../../../simulators/rapidapi/index.ts';
import { callRedis } from '../../support/redis-rest-call.ts';
import { wrongIn } from '../../support/stored-value.ts';
import { open, type Composed } from './neighbours.ts';

// A version of a stored shape is made from a schema. It vouches for what is read only if everything that is written is
// of that schema: here each league's provider is asked for everything there is, and Redis is looked through.

let redis: RedisRest;
let espn: SimulatedEspn;
beforeEach(async () => {
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  [redis, espn] = await Promise.all([startRedisRest(), startSimulatedEspn()]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all([redis.close(), espn.close()]);
});

const composed = (variables: Readonly<Record<string, string>>): Composed =>
  open({
    [ENV.redisUrl]: redis.url,
    [ENV.redisToken]: redis.token,
    [ENV.redisTimeout]: '5000',
    [ENV.dailyBudget]: '100000',
    [ENV.minuteBudget]: '100000',
    ...variables,
  });

const valueOf = async <V>({ cache }: Composed, query: Query<V>): Promise<V | undefined> => {
  const answer = await cache.read(query);
  return answer.kind === 'value' ? answer.value() : undefined;
};

/** Reads everything that there is of a league. */
const readLeague = async (a: Composed, league: LeagueId): Promise<void> => {
  const { resources, upstream } = a;
  const list = await valueOf(a, resources.teams(league));
  const team = list?.teams[0]?.id ?? ('1' as TeamId);
  const roster = await valueOf(a, resources.roster(league, team));
  const ids = roster?.players.map(({ id }) => id).slice(0, 3) ?? [];
  const name = roster?.players[0]?.name ?? '';
  const season = currentSeason(leagueOf(league), Date.now());
  const queries: readonly Query<unknown>[] = [
    resources.live(league),
    resources.season(league),
    resources.directory(league),
    resources.teamDocument(league, team),
    resources.nameSearch(league, nameForm(name)),
    ...(upstream.can(league, 'transactions') ? [resources.moveList(league)] : []),
    ...ids.flatMap((id) => [
      resources.player(league, id),
      resources.statLine({ league, id, type: 'regular' }, season - 1),
      resources.career({ league, id, type: 'regular' }),
      resources.career({ league, id, type: 'postseason' }),
      resources.gameLog({ league, id, season: season - 1 }),
    ]),
    ...upstream
      .seasonTableGroups(league)
      .map((group) => resources.seasonTable({ league, season, type: 'regular', group, page: 1 })),
  ];
  for (const query of queries) await a.cache.read(query);
  await a.drain();
};

/** Every entry that is there. */
const storedEntries = async ({ config }: Composed): Promise<ReadonlyMap<CacheKey, Entry>> => {
  const prefix = storedPrefix(config);
  const all = (await callRedis(redis, ['KEYS', `${prefix}*`])) as readonly string[];
  // Beside purge logs and leases.
  const names = all.filter((name) => /^\d+\.[0-9a-f]+:/.test(name.slice(prefix.length)));
  const found = new Map<CacheKey, Entry>();
  for (let start = 0; start < names.length; start += 500) {
    const part = names.slice(start, start + 500);
    const texts = (await callRedis(redis, ['MGET', ...part])) as readonly (string | null)[];
    for (const [index, name] of part.entries()) {
      const key = cacheKey(name.slice(name.indexOf(':', prefix.length) + 1));
      expect(prefix + entryName(key)).toBe(name);
      const [header = '', body = ''] = (texts[index] ?? '').split('\n');
      const entry = decodeEntry(header, body) ?? decodeEntry(header, new Uint8Array(Buffer.from(body, 'base64')));
      if (entry !== undefined) found.set(key, entry);
    }
  }
  return found;
};

const kindsIn = (entries: ReadonlyMap<CacheKey, Entry>): ReadonlySet<StoredKind> =>
  new Set([...entries].flatMap(([key, { body }]) => (body === null ? [] : [kindOf(key)])));

/** What is stored once everything is read, as the provider offers it. */
const kindsOf = ({ upstream }: Composed, league: LeagueId): readonly StoredKind[] => {
  const offered = (capability: Capability, ...kinds: readonly StoredKind[]): readonly StoredKind[] =>
    upstream.can(league, capability) ? kinds : [];
  const always: readonly StoredKind[] = ['career', 'line', 'live', 'player', 'roster', 'season', 'team', 'teams'];
  return [
    ...always,
    ...(leagueOf(league).college ? (['told'] as const) : (['directory'] as const)),
    ...offered('search', 'name'),
    ...offered('gameLog', 'games'),
    ...offered('transactions', 'moves'),
    ...offered('seasonTable', 'leaders', 'table'),
  ];
};

const expectAllOfShape = (entries: ReadonlyMap<CacheKey, Entry>): void =>
  expect([...entries].flatMap(([key, entry]) => wrongIn(key, entry)).slice(0, 10)).toEqual([]);

describe('what is stored', () => {
  it.each(LEAGUES.map(({ id }) => id))(
    'of the %s is of the shape of its kind',
    async (league) => {
      const a = composed(espnVariables({ url: espn.url, label: 'simulated' }));
      await readLeague(a, league);
      if (league === 'nba') {
        // Once more, with what is held: values that are confirmed, joined and partly filled.
        await a.cache.purge(league, ['stats', 'rosters']);
        await readLeague(a, league);
      }
      const entries = await storedEntries(a);
      expectAllOfShape(entries);
      expect([...kindsIn(entries)]).toEqual(expect.arrayContaining([...kindsOf(a, league)]));
    },
    60_000,
  );

  it('of another provider is of the same shapes', async () => {
    const rapidapi = await startSimulatedRapidApi({ key: 'made-up' });
    const a = composed({
      [ENV.upstream]: 'rapidapi',
      [ENV.rapidApiUrl]: rapidapi.url,
      [ENV.rapidApiKey]: 'made-up',
    });
    await readLeague(a, 'nfl');
    const entries = await storedEntries(a);
    await rapidapi.close();
    expectAllOfShape(entries);
    expect([...kindsIn(entries)]).toEqual(expect.arrayContaining(['teams', 'roster', 'player', 'line']));
  }, 60_000);

  it('of stats whose player could not be named, and of an answer that is doubted, is too', async () => {
    const a = composed(espnVariables({ url: espn.url, label: 'simulated' }));
    const { resources } = a;
    const roster = resources.roster('nfl', '12' as TeamId);
    await a.cache.read(resources.teams('nfl'));
    await a.cache.read(roster);
    espn.configure({ hollow: [{ endpoint: 'athlete' }, { endpoint: 'roster' }] });
    await a.cache.read(resources.career({ league: 'nfl', id: '3139477' as PlayerId, type: 'regular' }));
    await a.cache.purge('nfl', ['rosters']);
    await a.cache.read(roster);
    await a.drain();
    const entries = await storedEntries(a);
    expectAllOfShape(entries);
    expect([...kindsIn(entries)]).toEqual(expect.arrayContaining(['unnamed', 'note']));
  });
});

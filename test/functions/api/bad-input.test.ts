import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';

let upstream: FakeUpstream;
let api: TestApi;

beforeEach(() => {
  upstream = createFakeUpstream();
  api = createTestApi({ upstream, clock: createFakeClock() });
});

const nfl = { league: 'nfl' };

/** Every refusal names what is wrong and reaches nobody. */
const refused = (said: Said, field: string, status = 400): void => {
  expect(said.status).toBe(status);
  expect(said.headers['content-type']).toBe('application/problem+json');
  expect(said.json).toMatchObject({
    status,
    field,
    detail: expect.any(String) as string,
    code: expect.any(String) as string,
  });
  expect(upstream.asked()).toEqual([]);
};

describe('a path', () => {
  it.each(['mls', '', '../nfl', 'nfl '])('refuses the league %j', async (league) => {
    refused(await api.get(ROUTE.teams, { league }), 'league', 404);
  });

  it.each([
    ...['../..', '..', '1 2', '-1', '1e3', '1'.repeat(20), '', '١٢'],
    ...['x', '🏈🏈', 'x'.repeat(101), 'Patrick%20Mahomes', 'autocomplete', 'Stats'],
  ])('refuses the player %j', async (player) => {
    refused(await api.get(ROUTE.player, { ...nfl, player }), 'player');
    refused(await api.get(ROUTE.stats, { ...nfl, player }), 'player');
  });

  it('takes no hint for an id, which means one player alone', async () => {
    for (const route of [ROUTE.player, ROUTE.stats]) {
      refused(await api.get(route, { ...nfl, player: '3139477' }, { team: 'KC' }), 'team');
      refused(await api.get(route, { ...nfl, player: '3139477' }, { position: 'QB' }), 'position');
    }
  });

  it.each(['../12', '..', '', '🐐', '--', 'x'.repeat(61), '12?x=1', 'K\u0007C'])(
    'refuses the team %j',
    async (team) => {
      refused(await api.get(ROUTE.roster, { ...nfl, team }), 'team');
    },
  );

  it('that leads nowhere is a 404', async () => {
    expect(await api.get('$default')).toMatchObject({ status: 404, json: { code: 'route-not-found' } });
  });
});

describe('a query', () => {
  it.each([
    {},
    { name: '' },
    { name: '   ' },
    { name: 'x'.repeat(500) },
    { name: 'x' },
    { name: '🏈🏈' },
    { name: '7' },
  ])('refuses the name in %j', async (query: Record<string, string>) => {
    refused(await api.get(ROUTE.search, nfl, query), 'name');
  });

  it.each(['0', '101', '-1', '1.5', 'ten', ''])('refuses the limit %j', async (limit) => {
    refused(await api.get(ROUTE.search, nfl, { name: 'mahomes', limit }), 'limit');
  });

  it.each(['1850', '2200', '24', 'last', '2024.5', ''])('refuses the season %j', async (season) => {
    refused(await api.get(ROUTE.stats, { ...nfl, player: '3139477' }, { season }), 'season');
  });

  it('refuses a season type nobody plays', async () => {
    refused(await api.get(ROUTE.stats, { ...nfl, player: '3139477' }, { type: 'preseason' }), 'type');
  });

  it.each([
    [ROUTE.search, { q: 'mahomes' }, 'q is not known here; did you mean name?'],
    [ROUTE.search, { search: 'mahomes' }, 'search is not known here; did you mean name?'],
    [ROUTE.search, { name: 'mahomes', Team: 'KC' }, 'Team is not known here; did you mean team?'],
    [ROUTE.search, { nmae: 'mahomes' }, 'nmae is not known here; known are name, team, position, limit'],
    [ROUTE.compare, { ids: '1,2' }, 'ids is not known here; did you mean players?'],
    [ROUTE.teams, { season: '2024' }, 'season is not known here: nothing is to be given'],
  ])('of %s says of %j what was meant', async (route, query: Record<string, string>, detail) => {
    const { json } = await api.get(route, nfl, query);
    expect(json).toMatchObject({ detail });
  });

  it('takes a year for a season wherever it takes a season, and refuses two that differ', async () => {
    const stats = { ...nfl, player: '3139477' };
    refused(await api.get(ROUTE.stats, stats, { season: '2024', year: '2023' }), 'year');
    refused(await api.get(ROUTE.compare, nfl, { players: '1,2', season: '2024', year: '2023' }), 'year');
    refused(await api.get(ROUTE.stats, stats, { year: '1850' }), 'season');
    const bySeason = await api.get(ROUTE.stats, stats, { season: '2024' });
    expect(await api.get(ROUTE.stats, stats, { year: '2024', season: '2024' })).toMatchObject({ json: bySeason.json });
    expect(await api.get(ROUTE.stats, stats, { year: '2024' })).toMatchObject({ json: bySeason.json });
  });

  it('refuses what it does not know, rather than answer another question', async () => {
    refused(await api.get(ROUTE.stats, { ...nfl, player: '3139477' }, { saeson: '2024' }), 'saeson');
    refused(await api.get(ROUTE.teams, nfl, { season: '2024' }), 'season');
    refused(await api.get(ROUTE.health, {}, { verbose: '1' }), 'verbose');
  });
});

describe('a body', () => {
  const ids = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => String(index + 1));

  it.each([
    ['{"player_ids": ["1"', 'body'],
    ['', 'body'],
    ['[]', 'body'],
    ['null', 'body'],
    ['"1"', 'body'],
    [{}, 'player_ids'],
    [{ player_ids: [], names: [] }, 'player_ids'],
    [{ player_ids: '4361423' }, 'player_ids'],
    [{ player_ids: ids(101) }, 'player_ids'],
    [{ player_ids: ids(60), names: Array.from({ length: 41 }, () => 'Patrick Mahomes') }, 'player_ids'],
    [{ names: 'Patrick Mahomes' }, 'names'],
    [{ names: { 0: 'Patrick Mahomes' } }, 'names'],
    [{ player_ids: ['1'], season: 1850 }, 'season'],
    [{ player_ids: ['1'], season: '24' }, 'season'],
    [{ player_ids: ['1'], season: 2024.5 }, 'season'],
    [{ player_ids: ['1'], year: 1850 }, 'season'],
    [{ player_ids: ['1'], season: 2024, year: 2023 }, 'year'],
    [{ player_ids: ['1'], type: 'summer' }, 'type'],
    [{ player_ids: ['1'], players: ['2'] }, 'players'],
    ['{"names":["Patrick Mahomes"],"__proto__":{"season":2024}}', '__proto__'],
    [{ names: ['Patrick Mahomes'], constructor: 1 }, 'constructor'],
    [{ names: ['Patrick Mahomes'], toString: 1 }, 'toString'],
  ])('refuses %j', async (body, field) => {
    refused(await api.post(ROUTE.statsBatch, nfl, body), field);
  });

  it('refuses more than it will read', async () => {
    refused(await api.post(ROUTE.statsBatch, nfl, { names: ['x'.repeat(70_000)] }), 'body', 413);
  });

  it.each([
    [{ id: '3139477' }, 'id is not known here; did you mean player_ids?'],
    [{ ids: ['3139477'] }, 'ids is not known here; did you mean player_ids?'],
    [{ name: 'Josh Allen' }, 'name is not known here; did you mean names?'],
  ])('says of %j what was meant', async (body, detail) => {
    expect((await api.post(ROUTE.statsBatch, nfl, body)).json).toMatchObject({ status: 400, detail });
  });

  it('takes a hundred', async () => {
    const { status, json } = await api.post(ROUTE.statsBatch, nfl, { player_ids: ids(100), season: '2024' });
    expect(status).toBe(200);
    expect((json as { results: unknown[] }).results).toHaveLength(100);
  });
});

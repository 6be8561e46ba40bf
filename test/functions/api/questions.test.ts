import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { ATHLETES, TEAMS } from '../../support/fake-league.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { NO_TEAM_PROFILE } from '../../support/no-profile.ts';

let clock: FakeClock;
let upstream: FakeUpstream;
let api: TestApi;
let another: TestApi;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeUpstream();
  const shared = [createMemorySharedTier('l2', { clock }), createMemorySharedTier('l3', { clock, durable: true })];
  api = createTestApi({ upstream, clock, shared });
  another = createTestApi({ upstream, clock, shared });
});

const nfl = { league: 'nfl' };
const rowOf = (json: unknown, id: string): unknown =>
  (json as { readonly leagues: readonly { readonly id: string }[] }).leagues.find((league) => league.id === id);
const down = new UpstreamError('blocked', 'the provider sent a page instead of an answer');
const MISS = 'l3; fwd=miss, l2; fwd=miss, l1; fwd=miss';

describe('a question about a player', () => {
  const mahomes = { id: '3139477', name: 'Patrick Mahomes', position: 'QB', team: { abbreviation: 'KC' } };

  it('is answered by one search and one document, and then by the cache', async () => {
    const first = await api.get(ROUTE.search, nfl, { name: 'PATRICK mahomes' });
    expect(first).toMatchObject({ status: 200, from: MISS, json: { match: 'exact', players: [mahomes] } });
    expect(upstream.asked()).toEqual(['search patrick mahomes', 'player 3139477', 'teams nfl']);

    const second = await api.get(ROUTE.search, nfl, { name: 'Patrick Mahomes' });
    expect(second.from).toMatch(/^l1; hit; ttl=\d+$/);
    const third = await another.get(ROUTE.search, nfl, { name: 'mahomes, patrick' });
    expect(third.from).toMatch(/^l2; hit; ttl=\d+, l1; fwd=miss$/);
    expect(third.json).toMatchObject({ query: 'mahomes, patrick', match: 'exact', players: [mahomes] });
    expect(upstream.asked()).toEqual([]);
  });

  it('is found by name on a team that no list has', async () => {
    upstream.move('3139477', '99');
    const { status, json } = await api.get(ROUTE.search, nfl, { name: 'Patrick Mahomes' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ match: 'exact', players: [{ id: '3139477', position: 'QB', team: { id: '99' } }] });
  });

  it('is answered by the surname where only one bears it', async () => {
    const { json } = await api.get(ROUTE.search, nfl, { name: 'Parsons' });
    expect(json).toMatchObject({ match: 'surname', players: [{ id: '4361423' }] });
  });

  it('is not guessed between two active players', async () => {
    const { json } = await api.get(ROUTE.search, nfl, { name: 'byron young' });
    expect(json).toMatchObject({ match: 'ambiguous', players: [{ id: '4428633' }, { id: '4429202' }] });
  });

  it.each([{ team: 'phi' }, { team: 'Eagles' }, { team: '21' }, { position: 'dt' }])(
    'is told apart by %j',
    async (hint) => {
      const { json } = await api.get(ROUTE.search, nfl, { name: 'byron young', ...hint });
      expect(json).toMatchObject({ match: 'exact', players: [{ id: '4429202' }] });
    },
  );

  it('prefers the active bearer to the retired one', async () => {
    const { json } = await api.get(ROUTE.search, nfl, { name: 'lamar jackson' });
    expect(json).toMatchObject({ match: 'exact', players: [{ id: '3916387' }] });
  });

  it('suggests what is near, and answers nobody', async () => {
    const { status, json } = await api.get(ROUTE.search, nfl, { name: 'Micheal Parsons' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ match: 'none', players: [], suggestions: [{ id: '4361423', name: 'Micah Parsons' }] });
  });

  it('says where it looked for somebody whom it did not find', async () => {
    const ask = async (name: string) => (await api.get(ROUTE.search, nfl, { name })).json;
    expect(await ask('zzz qqq')).toMatchObject({
      match: 'none',
      searched: 'provider',
      note: expect.any(String) as string,
    });
    expect(await ask('大谷翔平')).toMatchObject({
      match: 'none',
      searched: 'nowhere',
      note: expect.any(String) as string,
    });
    expect(await ask('Иван Mahomes')).toMatchObject({ match: 'none', players: [] });
  });

  it('remembers for a while that nobody is called that', async () => {
    await api.get(ROUTE.search, nfl, { name: 'zzz qqq' });
    upstream.asked();
    const { json, from } = await api.get(ROUTE.search, nfl, { name: 'zzz qqq' });
    expect(json).toMatchObject({ match: 'none', suggestions: [] });
    expect(from).toMatch(/^l1; hit/);
    clock.advance(minutes(10));
    await api.get(ROUTE.search, nfl, { name: 'zzz qqq' });
    // The name, its surname and its given name: each is remembered for ten minutes.
    expect(upstream.asked()).toEqual(['search zzz qqq', 'search qqq', 'search zzz']);
  });
});

describe("a player's stats", () => {
  const stats = (id: string, query: Record<string, string>, from = api) =>
    from.get(ROUTE.stats, { ...nfl, player: id }, query);

  it('are numbers, and one call fills every season', async () => {
    const { json, from } = await stats('3139477', { season: '2024' });
    expect(from).toBe(MISS);
    expect(json).toMatchObject({
      player: { id: '3139477', name: 'Patrick Mahomes', position: 'QB' },
      league: 'nfl',
      season: 2024,
      seasonType: 'regular',
      teams: [{ abbreviation: 'KC' }],
      categories: { passing: { gamesPlayed: 16, passingYards: 3928 } },
    });
    upstream.asked();
    const before = await stats('3139477', { season: '2023' });
    expect(before.json).toMatchObject({ season: 2023, categories: { passing: { passingYards: 4183 } } });
    const whole = await stats('3139477', {}, another);
    expect(whole.json).toMatchObject({
      seasons: [{ season: 2023 }, { season: 2024 }],
      career: { categories: { passing: { passingYards: 8111 } } },
    });
    expect(upstream.asked()).toEqual([]);
  });

  it('of a season they did not play are told apart from an unknown player', async () => {
    expect(await stats('3139477', { season: '2010' })).toMatchObject({
      status: 404,
      json: {
        code: 'no-stats',
        detail: 'Patrick Mahomes (3139477) has no regular line for the season 2010; there are lines for 2023, 2024',
        player: { id: '3139477', name: 'Patrick Mahomes' },
        seasons: [2023, 2024],
      },
    });
    expect(await stats('999', { season: '2024' })).toMatchObject({ status: 404, json: { code: 'player-not-found' } });
    expect(await stats('200', { season: '2025' })).toMatchObject({ status: 404, json: { code: 'no-stats' } });
    expect(await stats('200', {})).toMatchObject({ status: 404, json: { code: 'no-stats' } });
    upstream.asked();
    expect((await stats('999', { season: '2024' })).from).toMatch(/^l1; hit/);
    expect(upstream.asked()).toEqual([]);
  });

  it('are unavailable, not missing, when nobody can say whether there is such a player', async () => {
    expect((await stats('999', { season: '2010' })).json).toMatchObject({ code: 'player-not-found' });
    // That there is no line of a finished season is believed for a day, that there is no such player for ten minutes.
    clock.advance(minutes(11));
    upstream.fail(down);
    expect(await stats('999', { season: '2010' })).toMatchObject({ status: 503, json: { reason: 'blocked' } });
  });

  it('of the postseason are another line', async () => {
    await stats('3139477', { season: '2024' });
    upstream.asked();
    await stats('3139477', { season: '2024', type: 'postseason' });
    expect(upstream.asked()).toEqual(['career 3139477 postseason']);
  });

  it('are unavailable, not missing, while the provider is out', async () => {
    upstream.fail(down);
    const { status, headers, json } = await stats('3139477', { season: '2024' });
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(json).toMatchObject({ code: 'upstream-unavailable', reason: 'blocked' });
    upstream.fail(undefined);
    // For a moment nobody tries again; that is not the player's fault either.
    expect(await stats('3139477', { season: '2024' })).toMatchObject({ status: 503, json: { reason: 'blocked' } });
    clock.advance(seconds(1));
    expect((await stats('3139477', { season: '2024' })).status).toBe(200);
  });

  it('ask to be left alone for as long as the provider asked', async () => {
    upstream.fail(new UpstreamError('rate-limited', 'slow down', { retryAfter: minutes(2) }));
    expect((await stats('3139477', { season: '2024' })).headers['retry-after']).toBe('120');
  });

  it('are served stale, and say so, while the provider is out', async () => {
    await stats('3139477', { season: '2024' });
    upstream.fail(down);
    // A season that is being played, six hours on: long past the revalidation window.
    clock.advance(hours(24 * 61));
    const { status, from, headers } = await stats('3139477', { season: '2024' });
    expect(status).toBe(503);
    expect(from).toBeUndefined();
    expect(headers['retry-after']).toBeDefined();
  });
});

describe('a roster', () => {
  it.each(['12', 'KC', 'kc', 'kansas-city-chiefs', 'Kansas City Chiefs'])('is found by %s', async (team) => {
    const { json } = await api.get(ROUTE.roster, { ...nfl, team });
    expect(json).toMatchObject({
      league: 'nfl',
      team: { id: '12', abbreviation: 'KC' },
      season: 2025,
      players: [{ id: '3139477', team: { abbreviation: 'KC' } }, { id: '3916387' }, { id: '200' }],
    });
  });

  it('of an unknown team is not asked for', async () => {
    expect(await api.get(ROUTE.roster, { ...nfl, team: 'XYZ' })).toMatchObject({
      status: 404,
      json: { code: 'team-not-found', field: 'team' },
    });
    expect(upstream.asked()).toEqual(['teams nfl']);
  });

  it('of an unlisted team is asked for by its id', async () => {
    const team = { id: '99', abbreviation: 'ACU', name: 'Abilene Christian Wildcats' };
    upstream.answerWith('roster 99', {
      team: { ...team, ...NO_TEAM_PROFILE },
      season: 2025,
      athletes: ATHLETES.slice(0, 1),
    });
    const { status, json } = await api.get(ROUTE.roster, { ...nfl, team: '99' });
    expect(status).toBe(200);
    expect(json).toMatchObject({ team, players: [{ id: '3139477', team }] });
  });

  it('that is empty in season is 503 with the reason, and says when to ask again', async () => {
    upstream.answerWith('roster 12', { team: TEAMS[0], season: 2025, athletes: [] });
    const { status, json, headers } = await api.get(ROUTE.roster, { ...nfl, team: 'KC' });
    expect([status, headers['retry-after']]).toEqual([503, '15']);
    expect(json).toMatchObject({
      code: 'upstream-unavailable',
      reason: 'contradicted',
      detail: 'Nothing is cached and the provider sent an answer that cannot be true; try again later',
    });
  });

  it('of an id that no team has costs one call in ten minutes', async () => {
    const { status, json, headers } = await api.get(ROUTE.roster, { ...nfl, team: '98' });
    expect([status, json]).toMatchObject([404, { code: 'team-not-found', field: 'team' }]);
    expect(headers['cache-status']).toBe(MISS);
    await another.get(ROUTE.roster, { ...nfl, team: '98' });
    clock.advance(minutes(9));
    await api.get(ROUTE.roster, { ...nfl, team: '98' });
    expect(upstream.asked()).toEqual(['roster 98']);
  });

  it('is found by its id while the list of teams is out', async () => {
    upstream.answerWith('teams nfl', Promise.reject(down));
    const { json } = await api.get(ROUTE.roster, { ...nfl, team: '12' });
    expect(json).toMatchObject({ team: { id: '12', abbreviation: 'KC' } });
    expect((await api.get(ROUTE.roster, { ...nfl, team: 'KC' })).status).toBe(503);
  });

  it('is served stale, and says so, while the provider is out', async () => {
    await api.get(ROUTE.roster, { ...nfl, team: 'KC' });
    upstream.fail(down);
    clock.advance(hours(10));
    const { status, from } = await api.get(ROUTE.roster, { ...nfl, team: 'KC' });
    expect(status).toBe(200);
    expect(from).toMatch(/hit; ttl=-14400; detail=stale-if-error/);
  });
});

describe('many players at once', () => {
  const batch = (body: unknown) => api.post(ROUTE.statsBatch, nfl, body);

  it('come back in order, each with what became of it', async () => {
    const { json } = await batch({
      player_ids: ['3139477', 999],
      names: ['byron young', 'micah parsons', 'nobody atall', 'new rookie'],
      year: 2024,
    });
    expect(json).toMatchObject({
      season: 2024,
      results: [
        { query: { id: '3139477' }, status: 'ok', stats: { categories: { passing: { passingYards: 3928 } } } },
        { query: { id: '999' }, status: 'not-found' },
        { query: { name: 'byron young' }, status: 'ambiguous', candidates: [{ id: '4428633' }, { id: '4429202' }] },
        { query: { name: 'micah parsons' }, status: 'ok', stats: { player: { id: '4361423' } } },
        { query: { name: 'nobody atall' }, status: 'not-found' },
        { query: { name: 'new rookie' }, status: 'no-stats', player: { id: '200', name: 'New Rookie' } },
      ],
    });
  });

  it('cost two players four calls, cold and by name, and none afterwards', async () => {
    const names = ['Patrick Mahomes', 'Micah Parsons'];
    await batch({ names, season: 2024 });
    expect(upstream.asked()).toHaveLength(4);
    await batch({ names, season: 2023 });
    expect(upstream.asked()).toEqual([]);
  });

  it('mean the season the provider is in when none is named, and say so', async () => {
    const { json } = await batch({ player_ids: ['3139477'] });
    expect(json).toMatchObject({ season: 2025, results: [{ status: 'no-stats' }] });
  });

  it('fail one by one', async () => {
    await batch({ player_ids: ['3139477'], season: 2024 });
    upstream.fail(down);
    const { status, json } = await batch({ player_ids: ['3139477', '4361423'], names: ['new rookie'], season: 2024 });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      results: [{ status: 'ok' }, { status: 'unavailable', reason: 'blocked' }, { status: 'unavailable' }],
    });
  });
});

describe('the rest', () => {
  it('lists teams', async () => {
    const { json } = await api.get(ROUTE.teams, nfl);
    expect(json).toMatchObject({
      league: 'nfl',
      teams: [{ id: '12', abbreviation: 'KC', slug: 'kansas-city-chiefs' }, {}, {}, {}],
    });
  });

  it('gives a player by id', async () => {
    expect(await api.get(ROUTE.player, { ...nfl, player: '100' })).toMatchObject({
      json: { name: 'Lamar Jackson', team: null },
    });
    expect(await api.get(ROUTE.player, { ...nfl, player: '101' })).toMatchObject({
      status: 404,
      json: { code: 'player-not-found' },
    });
  });

  it('lists leagues with the season the provider is in', async () => {
    const { json } = await api.get(ROUTE.leagues);
    expect(rowOf(json, 'nfl')).toMatchObject({ season: { year: 2025, label: '2025' } });
  });

  it('lists leagues by the calendar while the provider is out', async () => {
    upstream.fail(down);
    const { json } = await api.get(ROUTE.leagues);
    expect(rowOf(json, 'nfl')).toMatchObject({ season: { year: 2025, source: 'calendar' } });
    expect(rowOf(json, 'nba')).toMatchObject({ season: { year: 2025, label: '2024-25' } });
  });

  it('is healthy without asking anybody', async () => {
    upstream.fail(down);
    expect(await api.get(ROUTE.health)).toMatchObject({
      status: 200,
      json: { status: 'ok', tiers: ['l1', 'l2', 'l3'] },
    });
    expect(upstream.asked()).toEqual([]);
  });
});

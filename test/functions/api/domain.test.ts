import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createDomain } from '../../support/domain.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { gameOf } from '../../support/game.ts';

const nfl = { league: 'nfl' };

let clock: FakeClock;
let upstream: FakeUpstream;
let l2: MemorySharedTier;
let api: TestApi;

beforeEach(() => {
  clock = createFakeClock(Date.parse('2025-01-05T17:00Z'));
  upstream = createFakeUpstream();
  l2 = createMemorySharedTier('l2', { clock });
  api = createTestApi({ upstream, clock, shared: [l2] });
});

describe('a league whose directory is warm', () => {
  beforeEach(async () => {
    // What the warmer does, in an environment of its own.
    const { cache, resources, drain } = createDomain({ upstream, clock, shared: [l2] });
    await cache.read(resources.directory('nfl'));
    await cache.read(resources.teams('nfl'));
    await drain();
    upstream.asked();
  });

  it('answers names without the provider: found, ambiguous, or suggested', async () => {
    const exact = await api.get(ROUTE.search, nfl, { name: 'PATRICK MAHOMES II' });
    expect(exact.json).toMatchObject({ match: 'exact', players: [{ id: '3139477', team: { abbreviation: 'KC' } }] });
    const both = await api.get(ROUTE.search, nfl, { name: 'byron young' });
    expect(both.json).toMatchObject({ match: 'ambiguous', players: [{ id: '4428633' }, { id: '4429202' }] });
    const typo = await api.get(ROUTE.search, nfl, { name: 'Micheal Parsons' });
    expect(typo.json).toMatchObject({
      match: 'none',
      players: [],
      suggestions: [
        {
          id: '4361423',
          name: 'Micah Parsons',
          team: { id: '9', abbreviation: 'GB', name: 'Green Bay Packers' },
          position: 'LB',
        },
      ],
    });
    const hinted = await api.get(ROUTE.search, nfl, { name: 'byron young', team: 'PHI' });
    expect(hinted.json).toMatchObject({ players: [{ id: '4429202' }] });
    expect(upstream.asked()).toEqual([]);
  });

  it('compares by name with a call for each career, and with none the next time', async () => {
    const players = { players: 'patrick mahomes,4361423,Nobody Atall,byron young', season: '2024' };
    const first = await api.get(ROUTE.compare, nfl, players);
    expect(first.json).toMatchObject({
      league: 'nfl',
      season: 2024,
      players: [
        { query: 'patrick mahomes', status: 'ok', player: { id: '3139477' } },
        { query: '4361423', status: 'ok' },
        { query: 'Nobody Atall', status: 'not-found' },
        { query: 'byron young', status: 'ambiguous', candidates: [{ id: '4428633' }, { id: '4429202' }] },
      ],
      categories: { passing: { passingYards: { values: { '3139477': 3928, '4361423': 3928 }, leaders: [] } } },
    });
    // The id alone does not tell the name.
    expect(upstream.asked().toSorted()).toEqual(['career 3139477', 'career 4361423', 'player 4361423']);
    await api.get(ROUTE.compare, nfl, players);
    expect(upstream.asked()).toEqual([]);
  });
});

describe('comparing', () => {
  it.each([
    ['one player', 'patrick mahomes'],
    ['eleven', Array.from({ length: 11 }, (_, index) => String(index + 1)).join()],
  ])('refuses %s', async (_what, players) => {
    const { status, json } = await api.get(ROUTE.compare, nfl, { players });
    expect(status).toBe(400);
    expect(json).toMatchObject({ field: 'players' });
    expect(upstream.asked()).toEqual([]);
  });

  it('says which season is meant when none is asked for', async () => {
    const { json } = await api.get(ROUTE.compare, nfl, { players: '3139477,4361423' });
    expect(json).toMatchObject({ season: 2024, seasonType: 'regular' });
  });
});

describe('the games', () => {
  it('are those of the day, with the teams that play now', async () => {
    const team = { id: '12' as TeamId, abbreviation: 'KC', home: true, score: 7 };
    const start = Date.parse('2025-01-05T16:00Z');
    upstream.setGames([gameOf({ start, state: 'in', period: 2, clock: '11:09', teams: [team] })]);
    const { json, headers } = await api.get(ROUTE.live, nfl);
    expect(json).toMatchObject({ league: 'nfl', games: [{ id: '1', state: 'in' }], liveTeams: ['12'] });
    expect(headers['cache-control']).toContain('max-age=30');
    await api.get(ROUTE.live, nfl);
    expect(upstream.asked()).toEqual(['scoreboard nfl']);
  });
});

describe('the glossary', () => {
  it('tells what the stats of a league are, without the provider', async () => {
    const { json, headers } = await api.get(ROUTE.glossary, { league: 'nhl' });
    const stats = (json as { readonly stats: readonly { readonly name: string }[] }).stats;
    expect(stats.find(({ name }) => name === 'goals')).toMatchObject({ category: 'skating', direction: 'higher' });
    expect(headers).toHaveProperty('etag');
    expect(upstream.asked()).toEqual([]);
  });
});

describe('a provider with rosters and single seasons only', () => {
  beforeEach(() => {
    upstream = createFakeUpstream({ capabilities: [] });
    api = createTestApi({ upstream, clock, shared: [l2] });
  });

  it('finds names by its rosters, once for everybody', async () => {
    const { json } = await api.get(ROUTE.search, nfl, { name: 'Patrick Mahomes' });
    expect(json).toMatchObject({ match: 'exact', players: [{ id: '3139477' }] });
    expect(upstream.asked().toSorted()).toEqual(['roster 12', 'roster 14', 'roster 21', 'roster 9', 'teams nfl']);
    await api.get(ROUTE.search, nfl, { name: 'Micah Parsons' });
    expect(upstream.asked()).toEqual([]);
  });

  it('tells a season, and asks for one where none is named', async () => {
    const path = { league: 'nfl', player: '3139477' };
    const line = await api.get(ROUTE.stats, path, { season: '2024' });
    expect(line.json).toMatchObject({ season: 2024, categories: { passing: { passingYards: 3928 } } });
    const career = await api.get(ROUTE.stats, path);
    expect(career).toMatchObject({ status: 400, json: { field: 'season' } });
  });

  it('says that it does not tell games', async () => {
    expect(await api.get(ROUTE.live, nfl)).toMatchObject({ status: 501, json: { code: 'not-offered' } });
  });
});

describe('a league that is not served', () => {
  it('is not found, whatever is asked of it', async () => {
    api = createTestApi({ upstream: { ...upstream, leagues: ['nfl'] }, clock });
    const { status, json } = await api.get(ROUTE.teams, { league: 'nba' });
    expect(status).toBe(404);
    expect(json).toMatchObject({ code: 'league-not-found', detail: 'There is no league "nba" here; served: nfl' });
    const { json: leagues } = await api.get(ROUTE.leagues);
    expect(leagues).toMatchObject({ leagues: [{ id: 'nfl' }] });
    expect(await api.post(ROUTE.purge, {}, { league: 'nba', scope: '*' })).toMatchObject({ status: 404 });
  });
});

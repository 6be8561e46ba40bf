import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { Game, GameLog } from '../../../lib/sports/model/index.ts';
import type { GameLogRecord } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { gameLogOf } from '../../support/fake-league.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { gameOf } from '../../support/game.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';

const MAHOMES = '3139477';
const ROOKIE = '200';
const LOG = `gameLog ${MAHOMES} 2024`;

let clock: FakeClock;
let upstream: FakeUpstream;
let l2: MemorySharedTier;
let api: TestApi;

beforeEach(() => {
  // During the season of 2024.
  clock = createFakeClock(Date.parse('2024-10-15T12:00Z'));
  upstream = createFakeUpstream();
  l2 = createMemorySharedTier('l2', { clock, durable: true });
  api = createTestApi({ upstream, clock, shared: [l2] });
});

const ask = (player: string, query: Record<string, string> = {}, league = 'nfl', from = api): Promise<Said> =>
  from.get(ROUTE.games, { league, player }, query);
const gamesIn = ({ json }: Said): GameLog['games'] => (json as GameLog).games;

describe("a player's games", () => {
  it('are told one by one, the latest first, with numbers under the names of stat lines', async () => {
    const said = await ask(MAHOMES, { season: '2024' });
    expect(said.status).toBe(200);
    expect(said.json).toMatchObject({
      player: { id: MAHOMES, name: 'Patrick Mahomes', position: 'QB' },
      league: 'nfl',
      season: 2024,
    });
    expect(gamesIn(said)[0]).toEqual({
      id: '20242',
      date: '2024-09-14T17:00:00.000Z',
      week: 2,
      seasonType: 'regular',
      note: null,
      // The log has no name of the player's own team.
      team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' },
      opponent: { id: '9', abbreviation: 'GB', name: 'Green Bay Packers' },
      home: false,
      result: 'W',
      score: { for: 27, against: 20 },
      categories: { passing: { passingYards: 1000 } },
    });
    expect(gamesIn(said).map(({ week }) => week)).toEqual([2, 1]);
  });

  it('cost one call for a player and season, beside the player and the list of teams, and none again', async () => {
    await ask(MAHOMES, { season: '2024' });
    expect(upstream.asked().toSorted()).toEqual([LOG, `player ${MAHOMES}`, 'teams nfl']);
    await ask(MAHOMES, { season: '2024' });
    await ask(
      'patrick-mahomes',
      { season: '2024', last: '1' },
      'nfl',
      createTestApi({ upstream, clock, shared: [l2] }),
    );
    expect(upstream.asked().filter((call) => !call.startsWith('search'))).toEqual([]);
    await ask(MAHOMES, { season: '2023' });
    expect(upstream.asked()).toEqual([`gameLog ${MAHOMES} 2023`]);
  });

  it('are as many as asked for', async () => {
    expect(gamesIn(await ask(MAHOMES, { season: '2024', last: '1' })).map(({ week }) => week)).toEqual([2]);
    expect(gamesIn(await ask(MAHOMES, { season: '2024', last: '50' }))).toHaveLength(2);
    for (const last of ['0', '51', 'all', '-1', '1.5']) {
      const { status, json } = await ask(MAHOMES, { season: '2024', last });
      expect({ status, json }).toMatchObject({
        status: 400,
        json: { code: 'invalid-parameter', field: 'last', detail: 'last must be a number from 1 to 50' },
      });
    }
  });

  it('are those of the current season where none is named', async () => {
    expect((await ask(MAHOMES)).json).toEqual((await ask(MAHOMES, { season: '2024' })).json);
    expect((await ask(MAHOMES, { season: 'current' })).json).toMatchObject({ season: 2024 });
    expect(await ask(MAHOMES, { season: '1919' })).toMatchObject({ status: 400, json: { field: 'season' } });
  });

  it('are those of the one whom a name means', async () => {
    expect((await ask('patrick mahomes')).json).toEqual((await ask(MAHOMES)).json);
    expect(await ask('byron young')).toMatchObject({ status: 409, json: { code: 'player-ambiguous' } });
    const one = await ask('byron young', { position: 'DT' });
    expect(one.json).toMatchObject({ player: { id: '4429202', position: 'DT' } });
    expect(await ask(MAHOMES, { team: 'KC' })).toMatchObject({ status: 400, json: { field: 'team' } });
  });

  it('are a 404 where there are none, which says whether there is such a player', async () => {
    expect(await ask(ROOKIE)).toMatchObject({
      status: 404,
      json: { code: 'no-stats', field: 'season', detail: 'New Rookie (200) has no games in the season 2024' },
    });
    upstream.asked();
    expect(await ask('99999')).toMatchObject({ status: 404, json: { code: 'player-not-found', field: 'player' } });
    // Nobody who does not exist costs a second call.
    expect(upstream.asked()).toEqual(['player 99999']);
  });

  it('are not offered where the provider has none, and nobody is asked', async () => {
    upstream = createFakeUpstream({ capabilities: ['search', 'career', 'live'] });
    api = createTestApi({ upstream, clock });
    expect(await ask(MAHOMES)).toMatchObject({ status: 501, json: { code: 'not-offered' } });
    expect(await ask('patrick mahomes')).toMatchObject({ status: 501 });
    expect(upstream.asked()).toEqual([]);
    const { leagues } = (await api.get(ROUTE.leagues)).json as { readonly leagues: readonly unknown[] };
    expect(leagues[0]).toMatchObject({ id: 'nfl', offers: { games: false } });
  });

  it('of an unknown id are paid for by the allowance of the unknown', async () => {
    const ledgers = createTestLedgers({ clock, plan: { perDay: 1000, perMinute: undefined } });
    api = createTestApi({ upstream, clock, shared: [l2], ledgers });
    const statuses = [];
    for (let id = 90_000; id < 90_120; id += 1) statuses.push((await ask(String(id))).status);
    expect(new Set(statuses)).toEqual(new Set([404, 503]));
    expect(statuses.filter((status) => status === 404).length).toBeLessThan(60);
    expect(upstream.asked().filter((call) => call.startsWith('gameLog'))).toEqual([]);
  });
});

describe('a log of games in play', () => {
  const chiefs = (start: string, state: Game['state']): Game =>
    gameOf({ id: start, start: Date.parse(start), state, teams: ['12', '9'] });
  const read = async (): Promise<readonly string[]> => {
    await ask(MAHOMES, { season: '2024' });
    return upstream.asked().filter((call) => call === LOG);
  };

  it('is loaded again once the team has played, and not before', async () => {
    upstream.setGames([chiefs('2024-10-17T17:00Z', 'pre')]);
    await api.get(ROUTE.live, { league: 'nfl' });
    expect(await read()).toEqual([LOG]);
    for (let hour = 0; hour < 22; hour += 2) {
      clock.advance(hours(2));
      await api.get(ROUTE.live, { league: 'nfl' });
      expect(await read()).toEqual([]);
    }
    // A day old: scorers may have corrected it.
    clock.advance(hours(2));
    await api.get(ROUTE.live, { league: 'nfl' });
    expect(await read()).toEqual([LOG]);
    clock.advance(hours(28));
    upstream.setGames([chiefs('2024-10-17T17:00Z', 'in')]);
    await api.get(ROUTE.live, { league: 'nfl' });
    expect(await read()).toEqual([LOG]);
    clock.advance(minutes(8));
    expect(await read()).toEqual([LOG]);
  });

  it('of a finished season is kept for 30 days', async () => {
    clock.advance(days(365));
    expect(await read()).toEqual([LOG]);
    clock.advance(days(29));
    expect(await read()).toEqual([]);
    clock.advance(days(2));
    await ask(MAHOMES, { season: '2024' });
    expect(upstream.asked()).toContain(LOG);
  });

  it('goes with the stats and with the player', async () => {
    expect(await read()).toEqual([LOG]);
    for (const scope of ['stats', `player:${MAHOMES}`, '*']) {
      await api.post(ROUTE.purge, {}, { league: 'nfl', scope });
      expect(await read(), scope).toEqual([LOG]);
    }
    await api.post(ROUTE.purge, {}, { league: 'nfl', scope: 'player:200' });
    expect(await read()).toEqual([]);
  });
});

describe('a log that cannot be true', () => {
  const contradicted = { status: 503, json: { reason: 'contradicted' } };
  const answerWith = (record: GameLogRecord): void => upstream.answerWith(LOG, record);

  it('of games of another season is no answer', async () => {
    answerWith(gameLogOf(MAHOMES, 2023));
    expect(await ask(MAHOMES, { season: '2024' })).toMatchObject(contradicted);
  });

  it('without games that are held is no answer, and what is held stays', async () => {
    await ask(MAHOMES, { season: '2024' });
    clock.advance(hours(2));
    for (const games of [[], gameLogOf(MAHOMES, 2024).games.slice(1)]) {
      answerWith({ games });
      expect(gamesIn(await ask(MAHOMES, { season: '2024' }))).toHaveLength(2);
      clock.advance(minutes(2));
    }
    expect(upstream.asked().filter((call) => call === LOG).length).toBeGreaterThan(1);
  });

  it('without games of a season that has a line is no answer', async () => {
    await api.get(ROUTE.stats, { league: 'nfl', player: MAHOMES }, { season: '2024' });
    answerWith({ games: [] });
    expect(await ask(MAHOMES, { season: '2024' })).toMatchObject(contradicted);
  });
});

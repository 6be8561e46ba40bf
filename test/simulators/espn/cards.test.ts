import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { LeagueId, Roster, Card, TeamList } from '../../../lib/sports/model/index.ts';
import { STARTERS } from '../../../lib/sports/popularity/starters-table.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { startSimulatedRapidApi, type SimulatedRapidApi } from '../../../simulators/rapidapi/index.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { HONEST, LEAGUES } from './support.ts';

const MAX_CARD_BYTES = 2048;
// The first search makes an index in this very process.
const LIMIT_MS = 30_000;
const deadline = (): AbortSignal => AbortSignal.timeout(LIMIT_MS);
const leagues = Object.keys(LEAGUES) as LeagueId[];
// In the seasons of football, basketball and hockey, with games of the day before.
const clock = createFakeClock(Date.parse('2026-11-23T17:00Z'));

let espn: SimulatedEspn;

beforeAll(async () => {
  espn = await startSimulatedEspn({ clock });
});
afterAll(() => espn.close());

const upstreamOf = ({ url }: SimulatedEspn) =>
  createEspnUpstream({
    siteUrl: url,
    webUrl: url,
    coreUrl: url,
    partnersUrl: url,
    userAgent: HONEST,
    clock,
    timeout: LIMIT_MS,
  });

interface World {
  readonly api: TestApi;
  readonly players: readonly string[];
}

/** A league of which that much is held, loaded ten minutes ago. */
const holding = async (league: LeagueId, what: 'teams' | 'directory' | 'everybody'): Promise<World> => {
  const upstream = upstreamOf(espn);
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  const { cache, resources, drain } = createDomain({ upstream, clock, shared });
  const list = await cache.read(resources.teams(league));
  const teams = list.kind === 'value' ? (list.value() satisfies TeamList).teams : [];
  const first = teams.slice(0, 3);
  const some = upstream.can(league, 'everyPlayer') && what === 'everybody' ? teams : first;
  const rosters = await Promise.all(
    what === 'everybody' ? some.map(({ id }) => cache.read(resources.roster(league, id))) : [],
  );
  if (what !== 'teams' && upstream.can(league, 'everyPlayer')) await cache.read(resources.directory(league));
  if (what === 'everybody') await cache.read(resources.live(league));
  await drain();
  clock.advance(minutes(10));
  const listed = rosters.flatMap((roster) =>
    roster.kind === 'value' ? (roster.value() satisfies Roster).players : [],
  );
  const starters = STARTERS[league];
  return {
    api: createTestApi({ upstream, clock, shared, deadline }),
    players:
      starters.length > 0
        ? starters
        : listed
            .filter(({ team }) => team !== null)
            .map(({ id }) => id)
            .slice(0, 10),
  };
};

const callsOf = async (work: () => Promise<unknown>): Promise<number> => {
  espn.reset();
  await work();
  return espn.calls().total;
};

describe.each(leagues)('a card of the %s', (league) => {
  it('of each popular player has 2 KB at the most, and costs no more than three calls and nothing again', async () => {
    const { api, players } = await holding(league, 'everybody');
    expect(players.length).toBeGreaterThan(0);
    for (const player of players) {
      const ask = () => api.get(ROUTE.card, { league, player });
      // The best of baseball have three views of their stats.
      expect(await callsOf(ask), player).toBeLessThanOrEqual(3);
      if (league === 'nfl') await api.get(ROUTE.games, { league, player });
      const said = await ask();
      // Not everybody of the list plays in the simulated provider.
      if (said.status === 404) continue;
      expect(await callsOf(ask), player).toBe(0);
      expect(said.status, player).toBe(200);
      const { headline, team, missing } = said.json as Card;
      const bytes = Buffer.byteLength(JSON.stringify(said.json));
      expect({ player, bytes, isSmall: bytes <= MAX_CARD_BYTES }).toMatchObject({ isSmall: true });
      if (team !== null) expect({ player, team }).toMatchObject({ team: { color: expect.any(String) as string } });
      if (headline === null) expect(missing.map(({ part }) => part)).toContain('headline');
    }
  });
});

describe('where there is a directory and no roster, or neither,', () => {
  it.each<readonly [LeagueId, string, number, number]>([
    ['nfl', '3139477', 3, 3],
    ['nba', '3975', 3, 3],
    ['nhl', '3895074', 3, 3],
    ['wnba', '4433403', 3, 3],
    // Two views of the stats, and three: as their lines cost, which leaves nothing for the team.
    ['mlb', '33192', 3, 3],
    ['mlb', '39832', 4, 4],
  ])('a card of the %s costs what its player and line cost, and three at the least (%s)', async (...row) => {
    const [league, player, withoutDirectory, withDirectory] = row;
    for (const [what, calls] of [
      ['teams', withoutDirectory],
      ['directory', withDirectory],
    ] as const) {
      const { api } = await holding(league, what);
      expect(await callsOf(() => api.get(ROUTE.card, { league, player })), what).toBe(calls);
      expect(await callsOf(() => api.get(ROUTE.card, { league, player })), what).toBe(0);
    }
  });
});

describe('with RapidAPI', () => {
  let rapidapi: SimulatedRapidApi;
  beforeAll(async () => {
    rapidapi = await startSimulatedRapidApi({ key: 'the-key', clock });
  });
  afterAll(() => rapidapi.close());

  it('a card costs the list of teams, the player and the line, and nothing again', async () => {
    const upstream = createRapidApiUpstream({ url: rapidapi.url, key: 'the-key', userAgent: HONEST, clock });
    const shared = [createMemorySharedTier('l2', { clock, durable: true })];
    const api = createTestApi({ upstream, clock, shared, deadline });
    const ask = () => api.get(ROUTE.card, { league: 'nfl', player: '3139477' });
    const said = await ask();
    expect(said).toMatchObject({ status: 200, json: { player: { name: 'Patrick Mahomes' }, team: { id: '12' } } });
    const first = rapidapi.calls().total;
    expect(first).toBeLessThanOrEqual(3);
    await ask();
    expect(rapidapi.calls().total).toBe(first);
  });
});

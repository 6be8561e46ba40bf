import { describe, expect, it } from 'vitest';
import type { LeagueId, TeamId } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import { movingClock } from './moving-clock.ts';
import { HONEST, LEAGUES, simulate } from './support.ts';

const adapterOf = (url: string) =>
  createEspnUpstream({ siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url, userAgent: HONEST });
const call = () => ({ signal: AbortSignal.timeout(20_000) });
const leagues = Object.keys(LEAGUES) as LeagueId[];

describe('the real adapter against the simulated season', () => {
  it.each(leagues)('reads the games, the phases and the moves of the %s', async (league) => {
    const clock = movingClock('2026-11-22T19:30Z');
    const espn = await simulate({ clock });
    const upstream = adapterOf(espn.url);
    const { games } = await upstream.scoreboard(league, undefined, call());
    expect(games.length).toBeGreaterThan(0);
    for (const game of games) expect(game.teams.map(({ home }) => home)).toEqual([true, false]);
    const day = await upstream.scoreboard(league, '20261121', call());
    expect(day.games.every(({ state }) => state === 'post' || state === 'postponed')).toBe(true);
    const { season, phases } = await upstream.season(league, call());
    expect(season).toBeGreaterThanOrEqual(2026);
    expect(phases.length).toBe(league === 'nba' ? 5 : 4);
    const moves = await upstream.transactions(league, 10, call());
    expect(moves).toHaveLength(10);
    expect(moves.every(({ teamId, date }) => teamId !== null && date <= clock.now())).toBe(true);
    expect(espn.calls()).toMatchObject({
      failed: 0,
      byEndpoint: { scoreboard: 2, season: 1, transactions: 1, other: 0 },
    });
  });

  it('sees a trade: the move names the team, and its roster has changed', async () => {
    const espn = await simulate();
    const upstream = adapterOf(espn.url);
    espn.trade({ league: 'nfl', name: 'Patrick Mahomes', to: 'NYJ' });
    const [first, second] = await upstream.transactions('nfl', 5, call());
    expect([first?.teamId, second?.teamId].toSorted()).toEqual(['12', '20']);
    const roster = await upstream.roster('nfl', '20' as TeamId, call());
    expect(roster?.athletes.map(({ name }) => name)).toContain('Patrick Mahomes');
  });

  it.each(leagues)('reads everybody of the %s, where it can', async (league) => {
    const espn = await simulate();
    const upstream = adapterOf(espn.url);
    if (!upstream.can(league, 'everyPlayer')) return;
    const { athletes } = await upstream.everyPlayer(league, call());
    expect(athletes.length).toBeGreaterThan(150);
    expect(athletes.some(({ teamId }) => teamId === null)).toBe(true);
    for (const group of upstream.seasonTableGroups(league)) {
      const page = await upstream.seasonTable(league, { season: 2025, type: 'regular', group, page: 1 }, call());
      expect(page.athletes.length).toBeGreaterThan(50);
      expect(page.athletes.every(({ teams }) => teams.length > 0 && teams.every(({ id }) => id !== null))).toBe(true);
      if (page.pages > 1) {
        const next = await upstream.seasonTable(league, { season: 2025, type: 'regular', group, page: 2 }, call());
        const ids = new Set(page.athletes.map(({ id }) => id));
        expect(next.athletes.some(({ id }) => ids.has(id))).toBe(false);
      }
    }
  });
});

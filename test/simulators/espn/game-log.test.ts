import { describe, expect, it } from 'vitest';
import { buildCareer } from '../../../lib/sports/stats/career.ts';
import { buildGames } from '../../../lib/sports/stats/game-log.ts';
import type { LoggedGame, PlayerId, SeasonLine, TeamId } from '../../../lib/sports/model/index.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import { HOUR, movingClock } from './moving-clock.ts';
import { HONEST, simulate } from './support.ts';

const MAHOMES = '3139477' as PlayerId;
const call = () => ({ signal: AbortSignal.timeout(10_000) });
const adapterOf = ({ url }: SimulatedEspn) =>
  createEspnUpstream({ siteUrl: url, webUrl: url, coreUrl: url, partnersUrl: url, userAgent: HONEST });
const gamesOf = async (espn: SimulatedEspn, id: PlayerId, season: number): Promise<readonly LoggedGame[] | null> => {
  const log = await adapterOf(espn).gameLog('nfl', { id, season }, call());
  return log && buildGames(log, new Map());
};
const seasonsOf = async (espn: SimulatedEspn, id: PlayerId): Promise<readonly SeasonLine[]> => {
  const table = await adapterOf(espn).career('nfl', id, 'regular', call());
  return table === null ? [] : buildCareer(table, { league: 'nfl', seasonType: 'regular' }).seasons;
};

// Worked out of others, or the best of a season.
const ADDS_UP = /^(?!gamesPlayed$|long|avg|adj|QBRating$|completionPct$|yardsPer|grossAvg)/;
const rounded = (value: number): number => Math.round(value * 10) / 10;

/** What of a season's line its games do not add up to. */
const disagreements = (line: SeasonLine, games: readonly LoggedGame[]): readonly string[] => {
  const regular = games.filter(({ seasonType }) => seasonType === 'regular');
  const logged = new Set(regular.flatMap(({ categories }) => Object.keys(categories)));
  return Object.entries(line.categories).flatMap(([category, stats]) =>
    !logged.has(category)
      ? []
      : Object.entries(stats).flatMap(([name, value]) => {
          const own = regular.map((game) => game.categories[category]?.[name]);
          if (!ADDS_UP.test(name) || value === null || own.every((each) => each === undefined)) return [];
          const sum = own.reduce<number>((total, each) => total + (each ?? 0), 0);
          return rounded(sum) === rounded(value) ? [] : [`${line.season} ${category}.${name}: ${sum} of ${value}`];
        }),
  );
};

describe('the simulated games of a player', () => {
  it('add up to the lines of every season, of a third of a team', async () => {
    const espn = await simulate();
    const roster = await adapterOf(espn).roster('nfl', '12' as TeamId, call());
    let compared = 0;
    for (const { id } of roster?.athletes.filter((_, index) => index % 3 === 0) ?? []) {
      const lines = await seasonsOf(espn, id);
      for (const line of lines.filter(({ season }) => season >= 2015)) {
        const games = (await gamesOf(espn, id, line.season)) ?? [];
        expect(disagreements(line, games), id).toEqual([]);
        expect(games.length, `${id} in ${line.season}`).toBeGreaterThan(0);
        compared += games.length;
      }
    }
    expect(compared).toBeGreaterThan(300);
  }, 60_000);

  it('are those of the schedule: days, opponents, scores, and none in a week off', async () => {
    const espn = await simulate({ clock: movingClock('2026-12-15T12:00Z') });
    const games = (await gamesOf(espn, MAHOMES, 2026)) ?? [];
    for (const game of games) {
      // The scoreboard's days are Eastern.
      const day = new Date(Date.parse(game.date) - 5 * HOUR).toISOString().slice(0, 10).replaceAll('-', '');
      const { games: listed } = await adapterOf(espn).scoreboard('nfl', day, call());
      const same = listed.find(({ id }) => id === game.id);
      expect(same).toMatchObject({ date: game.date, state: 'post' });
      const [home, away] = game.home ? [game.score?.for, game.score?.against] : [game.score?.against, game.score?.for];
      expect(same?.teams.map(({ score }) => score)).toEqual([home, away]);
      expect(same?.teams.map(({ id }) => id).toSorted()).toEqual([game.team.id, game.opponent.id].toSorted());
      expect(game.result).toBe((game.score?.for ?? 0) > (game.score?.against ?? 0) ? 'W' : 'L');
    }
    const weeks = games.map(({ week }) => week);
    expect(new Set(weeks).size).toBe(weeks.length);
    // Fourteen weeks have been played, and one of them was off.
    expect(games.length).toBeGreaterThan(6);
    expect(games.length).toBeLessThan(14);
  });

  it('stay as they are while the season goes on', async () => {
    const clock = movingClock('2026-10-01T12:00Z');
    const espn = await simulate({ clock });
    let before = (await gamesOf(espn, MAHOMES, 2026)) ?? [];
    for (const moment of ['2026-10-28T12:00Z', '2026-12-02T12:00Z', '2027-01-12T12:00Z']) {
      clock.set(moment);
      const now = (await gamesOf(espn, MAHOMES, 2026)) ?? [];
      expect(now.length).toBeGreaterThan(before.length);
      expect(now.slice(-before.length)).toEqual(before);
      before = now;
    }
  });

  it('are of the new team after a trade, and of the old one before', async () => {
    const clock = movingClock('2026-10-28T12:00Z');
    const espn = await simulate({ clock });
    espn.trade({ league: 'nfl', athleteId: MAHOMES, to: 'NYJ' });
    const before = (await gamesOf(espn, MAHOMES, 2026)) ?? [];
    clock.set('2026-12-30T12:00Z');
    const games = (await gamesOf(espn, MAHOMES, 2026)) ?? [];
    const teams = games.map(({ team, date }) => `${team.abbreviation} ${date < '2026-10-28' ? 'before' : 'after'}`);
    expect([...new Set(teams)]).toEqual(['NYJ after', 'KC before']);
    expect(games.slice(-before.length)).toEqual(before);
    const [line] = (await seasonsOf(espn, MAHOMES)).filter(({ season }) => season === 2026);
    expect(line?.teams.map(({ abbreviation }) => abbreviation)).toEqual(['KC', 'NYJ']);
    if (line !== undefined) expect(disagreements(line, games)).toEqual([]);
  });

  it('are those of the last season where the one asked for has none, which is said', async () => {
    const espn = await simulate();
    expect(await gamesOf(espn, MAHOMES, 2010)).toBeNull();
    expect(await gamesOf(espn, MAHOMES, 2024)).toHaveLength(16);
  });
});

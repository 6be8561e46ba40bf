import { describe, expect, it } from 'vitest';
import { statLookup } from '../../../lib/sports/glossary/index.ts';
import { qualificationOf } from '../../../lib/sports/leaders/qualification.ts';
import { rank } from '../../../lib/sports/leaders/rank.ts';
import { statNamed } from '../../../lib/sports/leaders/stat-named.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { LEADERS_VERSION, type LeaderPage } from '../../../lib/sports/stats/index.ts';

type Figures = Readonly<Record<string, number | null>>;

interface Row {
  readonly id: number;
  readonly team?: string | undefined;
  readonly position?: string;
  readonly figures: Readonly<Record<string, Figures>>;
}

const pageOf = (rows: readonly Row[]): LeaderPage => {
  const teams = [...new Set(rows.flatMap(({ team }) => team ?? []))];
  const names = [...new Set(rows.flatMap(({ figures }) => Object.keys(figures)))];
  const columns = names.map((category) => {
    const players = [...rows.keys()].filter((place) => rows[place]?.figures[category] !== undefined);
    const stats = [...new Set(players.flatMap((place) => Object.keys(rows[place]?.figures[category] ?? {})))];
    const valuesOf = (name: string) => players.map((place) => rows[place]?.figures[category]?.[name] ?? null);
    return [category, { players, stats: Object.fromEntries(stats.map((name) => [name, valuesOf(name)])) }] as const;
  });
  return {
    version: LEADERS_VERSION,
    pages: 1,
    ids: rows.map(({ id }) => String(id) as PlayerId),
    names: rows.map(({ id }) => `Player ${id}`),
    positions: rows.map(({ position }) => position ?? null),
    teamOf: rows.map(({ team }) => (team === undefined ? null : teams.indexOf(team))),
    teams: teams.map((abbreviation, index) => [String(index + 1) as TeamId, abbreviation]),
    categories: Object.fromEntries(columns),
  };
};

/** The ids of those who may lead in a stat, the best first. */
const leadersOf = (league: LeagueId, path: string, rows: readonly Row[]): readonly number[] => {
  const [category = '', name = ''] = path.split('.');
  const stat = { category, name };
  const known = statLookup(league)(category, name);
  const order = known.direction === 'lower' ? 'asc' : 'desc';
  const qualification = qualificationOf(league, stat, { known, order });
  return rank([pageOf(rows)], { stat, order, qualification, isMeant: () => true }).map(({ player }) =>
    Number(player.id),
  );
};

describe('who may lead in a rate', () => {
  const batter = (id: number, plateAppearances: number, avg: number): Row => ({
    id,
    team: 'A',
    figures: { batting: { teamGamesPlayed: 162, gamesPlayed: 150, plateAppearances, avg } },
  });

  it('of baseball has batted 502 times in 162 games of the team', () => {
    expect(leadersOf('mlb', 'batting.avg', [batter(1, 501, 0.4), batter(2, 502, 0.3), batter(3, 700, 0.31)])).toEqual([
      3, 2,
    ]);
  });

  it('of baseball has batted as often by the parts that the table has', () => {
    const parts = (id: number, atBats: number, walks: number): Row => ({
      id,
      team: 'A',
      figures: { batting: { gamesPlayed: 100, atBats, walks, avg: 0.3 } },
    });
    expect(leadersOf('mlb', 'batting.avg', [parts(1, 300, 10), parts(2, 300, 9)])).toEqual([1]);
  });

  it('of pitching has an inning for each game, by thirds', () => {
    const pitcher = (id: number, innings: number): Row => ({
      id,
      team: 'A',
      figures: { pitching: { teamGamesPlayed: 10, innings, ERA: 3 } },
    });
    expect(leadersOf('mlb', 'pitching.ERA', [pitcher(1, 10), pitcher(2, 9.2), pitcher(3, 10.1)])).toEqual([1, 3]);
  });

  it('of fielding has played in two thirds of the games, and a catcher in half', () => {
    const fielder = (id: number, position: string, gamesPlayed: number): Row => ({
      id,
      team: 'A',
      position,
      figures: { fielding: { teamGamesPlayed: 162, gamesPlayed, fieldingPct: 0.99 } },
    });
    const rows = [fielder(1, 'SS', 108), fielder(2, 'SS', 107), fielder(3, 'C', 81), fielder(4, 'C', 80)];
    expect(leadersOf('mlb', 'fielding.fieldingPct', rows)).toEqual([1, 3]);
  });

  it('of basketball has played 58 games in 82, or made as many shots as that takes', () => {
    const player = (id: number, gamesPlayed: number, fieldGoalsMade: number): Row => ({
      id,
      team: 'A',
      figures: { averages: { gamesPlayed, avgPoints: 20, fieldGoalPct: 50 }, totals: { fieldGoalsMade } },
    });
    const rows = [player(1, 82, 299), player(2, 58, 300), player(3, 57, 500)];
    expect(leadersOf('nba', 'averages.avgPoints', rows)).toEqual([1, 2]);
    expect(leadersOf('nba', 'averages.fieldGoalPct', rows)).toEqual([2, 3]);
  });

  it('of goaltending has played 25 games in 82', () => {
    const goalie = (id: number, games: number): Row => ({
      id,
      team: 'A',
      figures: { goaltending: { games, savePct: 0.9 } },
    });
    const team: Row = { id: 9, team: 'A', figures: { skating: { games: 82, goals: 1 } } };
    expect(leadersOf('nhl', 'goaltending.savePct', [goalie(1, 25), goalie(2, 24), team])).toEqual([1]);
  });

  it('without a rule of the league has played in half of the games', () => {
    const skater = (id: number, games: number): Row => ({
      id,
      team: 'A',
      figures: { skating: { games, shootingPct: 10 } },
    });
    expect(leadersOf('nhl', 'skating.shootingPct', [skater(1, 20), skater(2, 10), skater(3, 9)])).toEqual([1, 2]);
  });

  it('is measured by the most games of the table where the player has no team', () => {
    const passer = (id: number, team: string | undefined, passingAttempts: number): Row => ({
      id,
      team,
      figures: { passing: { gamesPlayed: 10, passingAttempts, QBRating: 90 } },
    });
    expect(leadersOf('nfl', 'passing.QBRating', [passer(1, 'A', 140), passer(2, undefined, 139)])).toEqual([1]);
  });

  it('may be anybody where the table does not have what is counted', () => {
    const rows: readonly Row[] = [{ id: 1, team: 'A', figures: { punting: { grossAvgPuntYards: 45 } } }];
    expect(leadersOf('nfl', 'punting.grossAvgPuntYards', rows)).toEqual([1]);
  });
});

describe('a stat that was typed', () => {
  const known = ['passing.interceptions', 'defensive.interceptions', 'passing.passingYards'].map((path) => {
    const [category = '', name = ''] = path.split('.');
    return { category, name, label: name === 'passingYards' ? 'YDS' : 'INT' };
  });

  it.each([
    ['passingyards', { kind: 'one', stat: { category: 'passing', name: 'passingYards' } }],
    ['Defensive.Interceptions', { kind: 'one', stat: { category: 'defensive', name: 'interceptions' } }],
    ['interceptions', { kind: 'several', candidates: ['passing.interceptions', 'defensive.interceptions'] }],
    ['int', { kind: 'none', suggestions: ['passing.interceptions', 'defensive.interceptions'] }],
    ['yds', { kind: 'none', suggestions: ['passing.passingYards'] }],
    ['defensive.picks', { kind: 'none', suggestions: ['defensive.interceptions'] }],
    ['zzzzzzzzzzzzzzzzzzzz', { kind: 'none', suggestions: [] }],
  ])('%s', (text, named) => {
    expect(statNamed(text, known)).toEqual(named);
  });
});

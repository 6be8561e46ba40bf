import { describe, expect, it } from 'vitest';
import { seasonTableLine } from '../../../lib/sports/stats/season-table.ts';
import type { LeagueId, PlayerId, StatCategories, TeamId } from '../../../lib/sports/model/index.ts';
import type { SeasonTableAthlete, SeasonTablePage, StatCell } from '../../../lib/sports/upstream/index.ts';

type Columns = Readonly<Record<string, StatCell>>;

const KC = { id: '12' as TeamId, abbreviation: 'KC' };
const asked = { season: 2024, type: 'regular' } as const;

/** A table of one athlete, out of their columns by category. */
const tableOf = (
  columns: Readonly<Record<string, Columns>>,
  { position = 'QB', teams = [KC] }: Partial<Pick<SeasonTableAthlete, 'position' | 'teams'>> = {},
): readonly [SeasonTablePage, SeasonTableAthlete] => {
  const entries = Object.entries(columns);
  const athlete: SeasonTableAthlete = {
    id: '3139477' as PlayerId,
    name: 'Patrick Mahomes',
    position,
    teams,
    values: Object.fromEntries(entries.map(([name, cells]) => [name, Object.values(cells)])),
  };
  const categories = entries.map(([name, cells]) => ({ name, names: Object.keys(cells) }));
  return [{ season: 2024, pages: 1, categories, athletes: [athlete] }, athlete];
};

const categoriesOf = (
  league: LeagueId,
  columns: Readonly<Record<string, Columns>>,
  of: Parameters<typeof tableOf>[1] = {},
): StatCategories | undefined => seasonTableLine(league, ...tableOf(columns, of), asked)?.categories;

describe('a quarterback in the table of everybody', () => {
  const QUARTERBACK = {
    general: { gamesPlayed: '16', fumbles: '2', fumblesLost: '0', fumblesForced: '0', fumblesRecovered: '0' },
    passing: { completions: '392', passingYards: '3,928', interceptions: '11', adjQBR: '-' },
    rushing: { rushingYards: '307' },
    defensive: { totalTackles: '0', sacks: '0' },
    defensiveInterceptions: { interceptions: '0', interceptionYards: '0' },
    scoring: { totalPoints: '12' },
    kicking: { fieldGoalsMade: '-', fieldGoalAttempts: '0' },
  };

  it('has a line under the names of a career, with their games in each category', () => {
    expect(seasonTableLine('nfl', ...tableOf(QUARTERBACK), asked)).toEqual({
      player: { id: '3139477', name: 'Patrick Mahomes', position: 'QB' },
      league: 'nfl',
      season: 2024,
      seasonType: 'regular',
      teams: [{ id: '12', abbreviation: 'KC', name: '' }],
      categories: {
        passing: { gamesPlayed: 16, completions: 392, passingYards: 3928, interceptions: 11, adjQBR: null },
        rushing: { gamesPlayed: 16, rushingYards: 307 },
        scoring: { gamesPlayed: 16, totalPoints: 12 },
        // Careers have no such category, so nothing of theirs is hidden by it.
        general: { gamesPlayed: 16, fumbles: 2, fumblesLost: 0 },
      },
      source: 'season-table',
    });
  });

  it('has no season on defense before a tackle, and then with their interceptions', () => {
    const tackled = {
      ...QUARTERBACK,
      defensive: { totalTackles: '1', sacks: '0' },
      defensiveInterceptions: { interceptions: '2' },
    };
    expect(categoriesOf('nfl', tackled)?.defensive).toEqual({
      gamesPlayed: 16,
      fumblesForced: 0,
      fumblesRecovered: 0,
      totalTackles: 1,
      sacks: 0,
      interceptions: 2,
    });
    // Interceptions thrown stay interceptions thrown.
    expect(categoriesOf('nfl', tackled)?.passing).toMatchObject({ interceptions: 11 });
  });

  it('who only stood by has no line', () => {
    const idle = { general: { gamesPlayed: '3', fumbles: '0' }, passing: { passingYards: '0', completions: '-' } };
    expect(seasonTableLine('nfl', ...tableOf(idle), asked)).toBeUndefined();
    expect(seasonTableLine('nfl', ...tableOf({}), asked)).toBeUndefined();
  });

  it('who changed teams, or is of another season, is left to the career', () => {
    const teams = [KC, { id: '20' as TeamId, abbreviation: 'NYJ' }];
    expect(seasonTableLine('nfl', ...tableOf(QUARTERBACK, { teams }), asked)).toBeUndefined();
    expect(seasonTableLine('nfl', ...tableOf(QUARTERBACK), { ...asked, season: 2023 })).toBeUndefined();
  });

  it('whose team has no id is told without it', () => {
    const teams = [{ id: null, abbreviation: 'KC' }];
    expect(seasonTableLine('nfl', ...tableOf(QUARTERBACK, { teams }), asked)?.teams).toEqual([]);
    expect(seasonTableLine('nfl', ...tableOf(QUARTERBACK, { teams: [] }), asked)?.teams).toEqual([]);
  });
});

describe('a basketball player in the table of everybody', () => {
  const PLAYER = {
    general: { gamesPlayed: '9', avgMinutes: '35.1', doubleDouble: '0', rebounds: '75', minutes: '316', PER: '27.76' },
    offensive: { avgPoints: '24.6', fieldGoalPct: '47.3', points: '221', fieldGoalsMade: '80' },
    defensive: { avgSteals: '1.2', steals: '11' },
  };

  it.each<[LeagueId]>([['nba'], ['wnba'], ['mbb'], ['wbb']])(
    '%s: has averages, totals and the rest apart',
    (league) => {
      expect(categoriesOf(league, PLAYER)).toEqual({
        averages: { gamesPlayed: 9, avgMinutes: 35.1, avgPoints: 24.6, fieldGoalPct: 47.3, avgSteals: 1.2 },
        totals: { totalRebounds: 75, fieldGoalPct: 47.3, points: 221, fieldGoalsMade: 80, steals: 11 },
        // A season without a double double is one.
        miscellaneous: { doubleDouble: 0 },
        general: { minutes: 316, PER: 27.76 },
      });
    },
  );

  it('who did not play has no line', () => {
    const idle = { general: { gamesPlayed: '0', doubleDouble: '0' }, offensive: { avgPoints: '0.0', points: '-' } };
    expect(categoriesOf('nba', idle)).toBeUndefined();
  });

  it('has nothing in a category of careers that careers do not have there', () => {
    const odd = { general: { gamesPlayed: '9' }, totals: { somethingNew: '3' }, novelty: { laneYards: '4' } };
    expect(categoriesOf('nba', odd)).toEqual({ averages: { gamesPlayed: 9 }, novelty: { laneYards: 4 } });
  });
});

describe('a hockey player in the table of everybody', () => {
  const COLUMNS = {
    general: { games: '60', plusMinus: '-3', timeOnIcePerGame: '18:53', wins: '0' },
    offensive: { goals: '10', assists: '20', shotsTotal: '150', shootingPct: '6.7' },
    defensive: { goalsAgainst: '0', savePct: '.000', hits: '5' },
    penalties: { penaltyMinutes: '12' },
  };

  it('skates', () => {
    expect(categoriesOf('nhl', COLUMNS, { position: 'C' })).toEqual({
      skating: {
        games: 60,
        plusMinus: -3,
        timeOnIcePerGame: 1133,
        goals: 10,
        assists: 20,
        shotsTotal: 150,
        shootingPct: 6.7,
        hits: 5,
        penaltyMinutes: 12,
      },
    });
  });

  it('or keeps the goal', () => {
    const goalie = {
      general: { games: '60', gameStarted: '58', wins: '37', losses: '20' },
      offensive: { goals: '0', assists: '2' },
      defensive: { goalsAgainst: '140', savePct: '.921', shutouts: '5' },
    };
    expect(categoriesOf('nhl', goalie, { position: 'G' })).toEqual({
      goaltending: { games: 60, gameStarted: 58, wins: 37, losses: 20, goalsAgainst: 140, savePct: 0.921, shutouts: 5 },
      offensive: { goals: 0, assists: 2 },
    });
  });
});

describe('a baseball player in the tables of everybody', () => {
  it('has a line of each table', () => {
    const batting = seasonTableLine(
      'mlb',
      ...tableOf({ batting: { gamesPlayed: '159', avg: '.310', homeRuns: '54' } }),
      asked,
    );
    const pitching = seasonTableLine('mlb', ...tableOf({ pitching: { innings: '132.0', ERA: '3.14' } }), asked);
    expect(batting?.categories).toEqual({ batting: { gamesPlayed: 159, avg: 0.31, homeRuns: 54 } });
    expect(pitching?.categories).toEqual({ pitching: { innings: 132, ERA: 3.14 } });
  });

  it('has no season at bat for having stood by', () => {
    expect(categoriesOf('mlb', { batting: { gamesPlayed: '30', atBats: '0', avg: '.000' } })).toBeUndefined();
  });
});

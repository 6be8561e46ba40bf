import { NO_TEAM_PROFILE } from './no-profile.ts';
import { teamRef, type PlayerId, type SeasonPhases, type Team, type TeamId } from '../../lib/sports/model/index.ts';
import type {
  AthleteRecord,
  CareerTable,
  GameLogRecord,
  GameRecord,
  SeasonTablePage,
} from '../../lib/sports/upstream/index.ts';

const team = (id: string, abbreviation: string, location: string, nickname: string): Team => ({
  id: id as TeamId,
  abbreviation,
  name: `${location} ${nickname}`,
  location,
  slug: `${location} ${nickname}`.toLowerCase().replaceAll(' ', '-'),
  ...NO_TEAM_PROFILE,
});

export const TEAMS: readonly Team[] = [
  team('12', 'KC', 'Kansas City', 'Chiefs'),
  team('9', 'GB', 'Green Bay', 'Packers'),
  team('14', 'LAR', 'Los Angeles', 'Rams'),
  team('21', 'PHI', 'Philadelphia', 'Eagles'),
];

const athlete = (id: string, name: string, teamId: string | null, position: string, status = 'active') =>
  ({
    id: id as PlayerId,
    name,
    teamId: teamId as TeamId | null,
    position,
    jersey: '1',
    status,
  }) satisfies AthleteRecord;

export const ATHLETES: readonly AthleteRecord[] = [
  athlete('3139477', 'Patrick Mahomes', '12', 'QB'),
  athlete('4361423', 'Micah Parsons', '9', 'LB'),
  athlete('4428633', 'Byron Young', '14', 'LB'),
  athlete('4429202', 'Byron Young', '21', 'DT'),
  athlete('100', 'Lamar Jackson', null, 'CB', 'inactive'),
  athlete('3916387', 'Lamar Jackson', '12', 'QB'),
  athlete('200', 'New Rookie', '12', 'WR'),
];

/** They have no stats yet. */
const ROOKIE = '200';

const SEASONS = [
  { season: 2023, passingYards: '4,183' },
  { season: 2024, passingYards: '3,928' },
];

/** Everybody but the rookie threw for the same yards in the same two seasons. */
export const careerOf = (id: string): CareerTable => ({
  teams: TEAMS.map(teamRef),
  categories:
    id === ROOKIE
      ? []
      : [
          {
            name: 'passing',
            names: ['gamesPlayed', 'passingYards'],
            rows: SEASONS.map(({ season, passingYards }) => ({
              season,
              teamId: TEAMS[0]?.id ?? null,
              position: 'QB',
              values: ['16', passingYards],
            })),
            totals: ['32', '8,111'],
          },
        ],
});

/** Two games of each of those seasons against the Packers, away and at home, the later one first. */
export const gameLogOf = (id: string, season: number): GameLogRecord => {
  const yards = id === ROOKIE ? undefined : SEASONS.find((each) => each.season === season);
  const [team, opponent] = TEAMS;
  if (yards === undefined || team === undefined || opponent === undefined) return { games: [] };
  const game = (week: number, passingYards: string): GameRecord => ({
    id: `${season}${week}`,
    date: `${season}-09-${String(week * 7).padStart(2, '0')}T17:00:00.000Z`,
    week,
    seasonType: 'regular',
    note: null,
    team: { id: team.id, abbreviation: team.abbreviation, name: '' },
    opponent: { id: opponent.id, abbreviation: opponent.abbreviation, name: opponent.name },
    home: week === 1,
    result: 'W',
    score: { for: 27, against: 20 },
    categories: [{ name: 'passing', names: ['passingYards'], values: [passingYards] }],
  });
  return { games: [game(2, '1,000'), game(1, '291')] };
};

/** One season of the same career, from a provider that has no other: numbers, no team and no totals. */
export const seasonOf = (id: string, season: number): CareerTable => ({
  teams: [],
  categories: careerOf(id).categories.flatMap(({ name, names, rows }) => {
    const own = rows.filter((row) => row.season === season);
    const numbers = own.map((row) => ({
      ...row,
      teamId: null,
      position: null,
      values: row.values.map((value) => Number(String(value).replace(',', ''))),
    }));
    return own.length === 0 ? [] : [{ name, names, rows: numbers, totals: null }];
  }),
});

/** The same lines as the careers have, by the names a table of everybody has for them. */
export const seasonTableOf = (season: number): SeasonTablePage => {
  const line = SEASONS.find((each) => each.season === season);
  const played = line === undefined ? [] : ATHLETES.filter(({ id }) => id !== ROOKIE);
  return {
    season,
    pages: 1,
    categories: [
      { name: 'general', names: ['gamesPlayed'] },
      { name: 'passing', names: ['passingYards'] },
    ],
    athletes: played.map(({ id, name, position, teamId }) => ({
      id,
      name,
      position,
      teams: TEAMS.filter((team) => team.id === teamId).map((each) => ({
        id: each.id,
        abbreviation: each.abbreviation,
      })),
      values: { general: ['16'], passing: [line?.passingYards ?? null] },
    })),
  };
};

/** 2025, until a test says otherwise. */
export const PHASES: Omit<SeasonPhases, 'league'> = {
  season: 2025,
  phases: [
    { phase: 'preseason', start: Date.UTC(2025, 7, 1), end: Date.UTC(2025, 8, 4) },
    { phase: 'regular', start: Date.UTC(2025, 8, 4), end: Date.UTC(2026, 0, 7) },
    { phase: 'postseason', start: Date.UTC(2026, 0, 7), end: Date.UTC(2026, 1, 11) },
    { phase: 'off-season', start: Date.UTC(2026, 1, 11), end: Date.UTC(2026, 7, 1) },
  ],
};

import type { PlayerId, Team, TeamId } from '../../lib/sports/model/index.ts';
import { NO_TEAM_PROFILE } from './no-profile.ts';
import {
  UpstreamError,
  type AthleteRecord,
  type SeasonTablePage,
  type CareerTable,
  type StatCell,
  type Upstream,
} from '../../lib/sports/upstream/index.ts';

/** A provider of one whole football league, the same on every machine. Counts what it is asked. */
export interface GeneratedLeague extends Upstream {
  readonly athletes: readonly AthleteRecord[];
  /** Calls since it was last asked. */
  calls(): number;
}

// The 53 of a football team.
const SLOTS: readonly (readonly [position: string, count: number])[] = [
  ['QB', 2],
  ['RB', 4],
  ['WR', 6],
  ['TE', 3],
  ['OT', 4],
  ['G', 3],
  ['C', 2],
  ['DE', 5],
  ['DT', 4],
  ['LB', 6],
  ['CB', 6],
  ['S', 5],
  ['PK', 1],
  ['P', 1],
  ['LS', 1],
];

const TEAMS: readonly Team[] = Array.from({ length: 32 }, (_, index) => ({
  id: String(index + 1) as TeamId,
  abbreviation: `T${index + 1}`,
  name: `City ${index + 1} Club`,
  location: `City ${index + 1}`,
  slug: `city-${index + 1}-club`,
  ...NO_TEAM_PROFILE,
}));

const POSITIONS = SLOTS.flatMap(([position, count]) => Array.from({ length: count }, () => position));

const ATHLETES: readonly AthleteRecord[] = TEAMS.flatMap((team, at) =>
  POSITIONS.map((position, slot) => ({
    id: String(10_000 + at * POSITIONS.length + slot) as PlayerId,
    name: `Given${slot} Surname${at}`,
    teamId: team.id,
    position,
    jersey: String(slot),
    status: 'active',
  })),
);

const SEASONS = [2021, 2022, 2023, 2024, 2025];

const tableOf = (seasons: readonly number[]): CareerTable => ({
  teams: TEAMS,
  categories: [
    {
      name: 'passing',
      names: ['gamesPlayed', 'passingYards'],
      rows: seasons.map((season) => ({ season, teamId: null, position: null, values: ['16', 4000] as StatCell[] })),
      totals: null,
    },
  ],
});

export interface GeneratedLeagueOptions {
  /** Whether one call tells every season of a player. */
  readonly isCareerTold: boolean;
  /** Whether there is a table of everybody's season, in two pages. */
  readonly isTabled?: boolean;
}

const PAGES = 2;
const PER_PAGE = Math.ceil(ATHLETES.length / PAGES);

const pageOf = (season: number, page: number): SeasonTablePage => ({
  season,
  pages: PAGES,
  categories: [{ name: 'passing', names: ['gamesPlayed', 'passingYards'] }],
  athletes: ATHLETES.slice((page - 1) * PER_PAGE, page * PER_PAGE).map(({ id, name, position, teamId }) => ({
    id,
    name,
    position,
    teams: TEAMS.filter((team) => team.id === teamId),
    values: { passing: ['16', '4,000'] },
  })),
});

export const createGeneratedLeague = ({ isCareerTold, isTabled = false }: GeneratedLeagueOptions): GeneratedLeague => {
  let calls = 0;
  const answer = <T>(value: T): Promise<T> => {
    calls += 1;
    return Promise.resolve(value);
  };
  const refuse = (): Promise<never> => Promise.reject(new UpstreamError('unsupported', 'There is none'));
  const byId = new Map(ATHLETES.map((athlete) => [athlete.id, athlete]));
  return {
    name: 'generated',
    leagues: ['nfl'],
    athletes: ATHLETES,
    calls: () => {
      const made = calls;
      calls = 0;
      return made;
    },
    can: (_league, capability) =>
      capability === 'everyPlayer' ||
      capability === 'live' ||
      (capability === 'career' && isCareerTold) ||
      (capability === 'seasonTable' && isTabled),
    teams: () => answer({ season: 2025, teams: TEAMS }),
    roster: (_league, id) => {
      const team = TEAMS.find((each) => each.id === id);
      const athletes = ATHLETES.filter(({ teamId }) => teamId === id);
      return answer(team === undefined ? null : { team, season: 2025, athletes });
    },
    player: (_league, id) => answer(byId.get(id) ?? null),
    search: refuse,
    career: (_league, id) => (isCareerTold ? answer(byId.has(id) ? tableOf(SEASONS) : null) : refuse()),
    seasonStats: (_league, { id, season }) =>
      isCareerTold ? refuse() : answer(byId.has(id) && SEASONS.includes(season) ? tableOf([season]) : null),
    gameLog: refuse,
    team: refuse,
    everyPlayer: () => answer({ athletes: ATHLETES }),
    seasonTableGroups: () => (isTabled ? ['all'] : []),
    seasonTable: (_league, { season, page }) => answer(pageOf(season, page)),
    scoreboard: () => answer({ games: [] }),
    season: refuse,
    transactions: refuse,
  };
};

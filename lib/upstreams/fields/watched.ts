import type { AthleteProfile, Game, Team, TeamProfile, TeamRef } from '../../sports/model/index.ts';
import type { AthleteRecord, CareerTable, Upstream } from '../../sports/upstream/index.ts';
import type { Question } from '../intercept.ts';
import type { FieldRules } from './rules.ts';

type RecordOf<What extends Question> = NonNullable<Awaited<ReturnType<Upstream[What]>>>;

const TEAM_REF = { id: 'free', abbreviation: 'always', name: 'always' } as const satisfies FieldRules<TeamRef>;

const TEAM_PROFILE = {
  color: 'always',
  alternateColor: 'often',
  logo: 'always',
  logoDark: 'often',
  link: 'always',
} as const satisfies FieldRules<TeamProfile>;

const TEAM = {
  ...TEAM_REF,
  ...TEAM_PROFILE,
  location: 'always',
  slug: 'always',
  shortName: 'free',
  exhibition: 'free',
} as const satisfies FieldRules<Team>;

const PROFILE = {
  headshot: 'always',
  link: 'always',
  height: 'always',
  // Colleges do not tell these three of everybody.
  weight: 'often',
  age: 'often',
  born: 'often',
  college: 'often',
  experience: 'always',
  // In baseball, and `hand` in hockey.
  bats: 'often',
  throws: 'often',
  hand: 'often',
  injury: 'free',
} as const satisfies FieldRules<AthleteProfile>;

const ATHLETE = {
  id: 'free',
  name: 'free',
  // Free agents have none.
  teamId: 'often',
  position: 'always',
  jersey: 'always',
  // Where the document has none it is `active`, or `inactive`.
  status: 'free',
  profile: PROFILE,
} as const satisfies FieldRules<AthleteRecord>;

const GAME = {
  id: 'free',
  date: 'free',
  timeValid: 'free',
  state: 'free',
  status: 'free',
  detail: 'always',
  // Before a game has begun there is none of these, and some sports have no clock.
  period: 'free',
  clock: 'free',
  // A side may not be decided yet.
  teams: { id: 'free', abbreviation: 'often', home: 'free', score: 'free' },
  venue: 'often',
  broadcast: 'free',
} as const satisfies FieldRules<Game>;

const CAREER = {
  teams: TEAM_REF,
  categories: {
    name: 'free',
    names: 'columns',
    rows: { season: 'free', teamId: 'often', position: 'free', values: 'free' },
    totals: 'free',
  },
  missing: 'free',
} as const satisfies FieldRules<CareerTable>;

/** By kind of document: what its reader hands on, and what is to be expected of each field. */
export const WATCHED: { readonly [What in Question]: FieldRules<RecordOf<What>> } = {
  teams: { season: 'always', teams: TEAM },
  roster: {
    team: { ...TEAM_REF, ...TEAM_PROFILE },
    season: 'always',
    athletes: ATHLETE,
  },
  player: ATHLETE,
  search: { id: 'free', name: 'free', teamId: 'often', teamName: 'often' },
  career: CAREER,
  seasonStats: CAREER,
  gameLog: {
    games: {
      id: 'free',
      date: 'free',
      week: 'often',
      seasonType: 'free',
      note: 'free',
      // Without a name.
      team: { id: 'free', abbreviation: 'often', name: 'free' },
      opponent: TEAM_REF,
      home: 'free',
      result: 'often',
      score: 'often',
      categories: { name: 'free', names: 'columns', values: 'free' },
    },
  },
  team: { team: TEAM, record: 'free', standing: 'free', nextGame: GAME },
  everyPlayer: { athletes: ATHLETE },
  seasonTable: {
    season: 'free',
    pages: 'free',
    categories: { name: 'free', names: 'columns' },
    athletes: {
      id: 'free',
      name: 'free',
      position: 'often',
      teams: { id: 'often', abbreviation: 'often' },
      values: 'free',
    },
  },
  scoreboard: { games: GAME },
  season: { league: 'free', season: 'free', phases: 'free' },
  transactions: { date: 'free', description: 'free', teamId: 'often' },
};

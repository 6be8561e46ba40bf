import type {
  Card,
  Career,
  CompareAnswer,
  GameLog,
  LeadersAnswer,
  LeaguesAnswer,
  LiveState,
  Roster,
  SearchAllAnswer,
  StatLine,
  TeamPage,
} from '../../lib/client/index.ts';
import type { ListedPlayer, ListedTeam, PlayerId, TeamId } from '../../lib/sports/model/index.ts';

// What the service answers, with invented people.

const team = (id: string, abbreviation: string, name: string): ListedTeam => ({
  id: id as TeamId,
  abbreviation,
  name,
  location: name.split(' ')[0] ?? '',
  slug: name.toLowerCase().replaceAll(' ', '-'),
});
export const OWLS = team('1', 'OWL', 'Harbor Owls');
export const ELKS = team('2', 'ELK', 'Prairie Elks');
const PROFILE = { color: null, alternateColor: null, logo: null, logoDark: null, link: null };

export const listed = (id: string, name: string, position: string, of: ListedTeam = OWLS): ListedPlayer => ({
  id: id as PlayerId,
  name,
  league: 'nfl',
  team: { id: of.id, abbreviation: of.abbreviation, name: of.name },
  position,
  jersey: '7',
  status: 'active',
});
export const ADA = listed('11', 'Ada Birch', 'QB');
export const ABE = listed('12', 'Abe Birch', 'WR', ELKS);

const subject = ({ id, name, position }: ListedPlayer) => ({ id, name, position });

const HEADLINE = [
  { category: 'passing', name: 'passingYards', label: 'Pass Yds', value: 3928, display: '3,928' },
  { category: 'passing', name: 'passingTouchdowns', label: 'Pass TD', value: 26, display: '26' },
];

export const LINE: StatLine = {
  player: subject(ADA),
  league: 'nfl',
  season: 2024,
  seasonType: 'regular',
  teams: [OWLS],
  categories: { passing: { passingYards: 3928, passingTouchdowns: 26, rating: null } },
  headline: HEADLINE,
};

const { player, ...SEASON } = LINE;
export const CAREER: Career = {
  player,
  league: 'nfl',
  seasonType: 'regular',
  seasons: [{ ...SEASON, season: 2023 }, SEASON],
  career: { categories: LINE.categories, headline: HEADLINE },
};

export const LOG: GameLog = {
  player,
  league: 'nfl',
  season: 2024,
  games: [2, 1].map((week) => ({
    id: `g${week}`,
    date: `2024-09-0${week}T17:00:00.000Z`,
    week,
    seasonType: 'regular',
    note: week === 2 ? 'Harbor Classic' : null,
    team: OWLS,
    opponent: ELKS,
    home: week === 1,
    result: 'W',
    score: { for: 27, against: 20 },
    categories: { passing: { passingYards: 291, interceptions: 0, rating: null } },
  })),
};

export const COMPARISON: CompareAnswer = {
  league: 'nfl',
  season: 2024,
  seasonType: 'regular',
  players: [ADA, ABE].map((each) => ({
    query: each.name,
    status: 'ok',
    player: subject(each),
    teams: [OWLS],
    headline: HEADLINE,
  })),
  categories: {
    passing: {
      passingYards: {
        label: 'Pass Yds',
        direction: 'higher',
        values: { [ADA.id]: 3928, [ABE.id]: 12 },
        leaders: [ADA.id],
      },
    },
  },
  note: null,
};

const game = (home: ListedTeam, away: ListedTeam) => ({
  id: 'g3',
  date: '2024-09-15T17:00:00.000Z',
  timeValid: true,
  state: 'in' as const,
  status: 'in-progress',
  detail: '11:09 - 2nd Quarter',
  period: 2,
  clock: '11:09',
  teams: [
    { id: home.id, abbreviation: home.abbreviation, home: true, score: 14 },
    { id: away.id, abbreviation: away.abbreviation, home: false, score: 7 },
  ],
  venue: { name: 'Harbor Field', city: 'Harbor' },
  broadcast: 'CBS',
});

export const PAGE: TeamPage = {
  league: 'nfl',
  team: { ...OWLS, ...PROFILE },
  record: { summary: '9-2', asOf: '2024-09-10T00:00:00.000Z' },
  standing: { summary: '1st in the Harbor', asOf: '2024-09-10T00:00:00.000Z' },
  next: null,
  current: game(OWLS, ELKS),
};

const BARE = {
  headshot: null,
  link: null,
  height: null,
  weight: null,
  age: null,
  born: null,
  college: null,
  experience: null,
};

export const rosterOf = (players: readonly ListedPlayer[]): Roster => ({
  league: 'nfl',
  team: { ...OWLS, ...PROFILE },
  season: 2024,
  players: players.map((each) => ({ ...each, ...BARE, injury: null })),
});

export const CARD: Card = {
  league: 'nfl',
  season: 2024,
  seasonLabel: '2024',
  seasonType: 'regular',
  player: { id: ADA.id, name: ADA.name, position: 'QB', jersey: '7', status: 'active', ...BARE },
  team: { ...OWLS, ...PROFILE },
  record: '9-2',
  standing: '1st in the Harbor',
  headline: HEADLINE,
  injury: { status: 'Questionable', since: null, asOf: '2024-09-10T00:00:00.000Z' },
  last: {
    id: 'g2',
    date: '2024-09-08T17:00:00.000Z',
    home: false,
    opponent: ELKS,
    result: 'W',
    score: { for: 27, against: 20 },
    stats: null,
  },
  current: null,
  next: {
    id: 'g3',
    date: '2024-09-15T04:00:00.000Z',
    home: true,
    opponent: ELKS,
    timeValid: false,
    venue: null,
    broadcast: 'CBS',
  },
  sources: {},
  missing: [{ part: 'current', reason: 'not-held', retryAfter: null }],
};

export const SEARCH: SearchAllAnswer = {
  query: 'birch',
  match: 'ambiguous',
  players: [ADA, ABE],
  suggestions: [],
  knows: { nfl: 'all', nba: 'nothing' },
};

export const LEADERS: LeadersAnswer = {
  league: 'nfl',
  season: 2024,
  seasonType: 'regular',
  stat: 'passing.passingYards',
  label: 'Pass Yds',
  order: 'desc',
  qualified: true,
  qualification: { minimum: '14 attempts a game', source: 'the league' },
  asOf: '2024-09-10T00:00:00.000Z',
  ranked: 40,
  leaders: [ADA, ABE].map((each, index) => ({
    rank: index + 1,
    player: subject(each),
    team: index === 0 ? { id: OWLS.id, abbreviation: OWLS.abbreviation } : null,
    value: 3928 - index,
    display: index === 0 ? '3,928' : '3,927',
  })),
};

const WINDOW = {
  kind: 'trade-deadline' as const,
  season: 2024,
  start: '2024-11-03T21:00:00.000Z',
  end: '2024-11-05T21:00:00.000Z',
  at: null,
  hot: null,
  pace: 'brisk' as const,
  certainty: 'A' as const,
  source: 'the league',
};

export const CALENDAR: LeaguesAnswer = {
  leagues: (['nfl', 'nba'] as const).map((id) => ({
    id,
    name: id.toUpperCase(),
    sport: id === 'nfl' ? 'football' : 'basketball',
    slug: id,
    season: { year: 2024, type: 'regular', label: id === 'nfl' ? '2024' : '2023-24', source: 'calendar' },
    phase: 'regular',
    window: id === 'nfl' ? WINDOW : null,
    nextWindow: WINDOW,
    offers: { games: true, team: id === 'nfl', leaders: true, moves: false },
  })),
  calendar: { version: '2024-09-01' },
};

export const DAY: LiveState = {
  league: 'nfl',
  asOf: '2024-09-15T17:30:00.000Z',
  since: '2024-09-15T00:00:00.000Z',
  games: [game(OWLS, ELKS)],
  earlier: [],
  liveTeams: [OWLS.id, ELKS.id],
};

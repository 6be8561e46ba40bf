import type { PlayedGame } from '../careers/played-games.ts';
import type { Column } from '../columns/column.ts';
import { combine } from '../columns/column.ts';
import type { LeagueFacts } from '../leagues.ts';
import { displayNameOf } from '../leagues.ts';
import type { Counts, SeasonType, TeamFacts } from '../model.ts';
import { finalScore } from '../schedule/scoring.ts';
import { webLink } from './links.ts';
import { clubhouse, logoFile, teamSlug, teamUid } from './team.ts';

interface GameLogPlan {
  readonly league: LeagueFacts;
  /** Those that there is a log of, the latest first. */
  readonly seasons: readonly number[];
  readonly season: number;
  readonly games: Readonly<Record<SeasonType, readonly PlayedGame[]>>;
}

/** The columns that a log has of a group, in its order; it counts no games, and has no line of scoring. */
const LOGGED: Readonly<Record<string, readonly string[]>> = {
  passing: [
    ...['completions', 'passingAttempts', 'passingYards', 'completionPct', 'yardsPerPassAttempt'],
    ...['passingTouchdowns', 'interceptions', 'longPassing', 'sacks', 'QBRating', 'adjQBR'],
  ],
  receiving: [
    ...['receptions', 'receivingTargets', 'receivingYards', 'yardsPerReception'],
    ...['receivingTouchdowns', 'longReception'],
  ],
  rushing: ['rushingAttempts', 'rushingYards', 'yardsPerRushAttempt', 'rushingTouchdowns', 'longRushing'],
  defensive: [
    ...['totalTackles', 'soloTackles', 'assistTackles', 'sacks', 'fumblesForced', 'fumblesRecovered'],
    ...['fumblesRecoveredYards', 'interceptions', 'interceptionYards', 'avgInterceptionYards'],
    ...['interceptionTouchdowns', 'longInterception', 'passesDefended', 'stuffs', 'stuffYards', 'kicksBlocked'],
  ],
  kicking: [
    ...['1_19', '20_29', '30_39', '40_49', '50'].map((range) => `fieldGoalsMade${range}-fieldGoalAttempts${range}`),
    ...['longFieldGoalMade', 'extraPointsMade', 'extraPointAttempts'],
  ],
  punting: [
    ...['punts', 'puntYards', 'grossAvgPuntYards', 'longPunt', 'touchbacks', 'puntsInside20'],
    ...['puntReturns', 'puntReturnYards'],
  ],
};

interface LogCategory {
  readonly name: string;
  readonly displayName: string;
  readonly columns: readonly Column[];
}

/** One season of a player, game by game. Its columns stand in one row, and how many each category has beside it. */
export const gameLogDocument = (plan: GameLogPlan) => {
  const { league, games } = plan;
  const all = [...games[3], ...games[2]];
  const categories = categoriesOf(league, all);
  const columns = categories.flatMap((category) => category.columns);
  return {
    categories: categories.map(({ name, displayName, columns: own }) => ({ name, displayName, count: own.length })),
    filters: filtersOf(plan),
    labels: columns.map(({ label }) => label),
    names: columns.map(({ name }) => name),
    displayNames: columns.map(({ displayName }) => displayName),
    events: Object.fromEntries(all.map((played) => [played.game.id, eventDocument(league, played)])),
    seasonTypes: partsOf(plan).map((part) => partDocument(league, { ...part, categories, season: plan.season })),
    glossary: columns
      .map(({ label, displayName }) => ({ abbreviation: label, displayName }))
      .toSorted((a, b) => (a.abbreviation < b.abbreviation ? -1 : 1)),
  };
};

const categoriesOf = (league: LeagueFacts, games: readonly PlayedGame[]): readonly LogCategory[] =>
  Object.entries(LOGGED).flatMap(([group, names]) => {
    const category = league.categories.find(({ name }) => name === group);
    if (category === undefined || !games.some(({ counts }) => counts[group] !== undefined)) return [];
    const columns = names.flatMap((name) => category.columns.find((column) => column.name === name) ?? []);
    return [{ name: group, displayName: category.displayName, columns }];
  });

interface Part {
  readonly type: SeasonType;
  /** Of one team: a player who was traded has a part for each. */
  readonly team: TeamFacts;
  readonly games: readonly PlayedGame[];
}

/** The last part first, as its games are. */
const partsOf = ({ games }: GameLogPlan): readonly Part[] =>
  ([3, 2] as const).flatMap((type) =>
    [...Map.groupBy(games[type], ({ team }) => team.id).values()]
      .flatMap((own): Part[] => (own[0] === undefined ? [] : [{ type, team: own[0].team, games: own.toReversed() }]))
      .toReversed(),
  );

interface PartPlan extends Part {
  readonly categories: readonly LogCategory[];
  readonly season: number;
}

const partDocument = (league: LeagueFacts, { type, team, games, categories, season }: PartPlan) => {
  const print = (countsIn: (group: string) => Counts): readonly string[] =>
    categories.flatMap(({ name, columns }) => columns.map((column) => column.print(countsIn(name))));
  const title = type === 3 ? 'Postseason' : 'Regular Season Stats';
  const totals = print((group) => {
    const facts = league.groups.find(({ name }) => name === group);
    return facts === undefined
      ? {}
      : combine(
          facts,
          games.map(({ counts }) => counts[group] ?? {}),
        );
  });
  return {
    displayName: type === 3 ? `${season} Postseason` : `${season} Regular Season`,
    ...(type === 2 && { displayTeam: team.abbreviation }),
    categories: [
      {
        displayName: title,
        type: 'event',
        splitType: String(type),
        events: games.map(({ game, counts }) => ({ eventId: game.id, stats: print((group) => counts[group] ?? {}) })),
        totals,
      },
    ],
    summary: { displayName: title, stats: [{ displayName: 'Totals', stats: totals, type: 'total' }] },
  };
};

const eventDocument = (league: LeagueFacts, { game, team }: PlayedGame) => {
  const { id, home, away } = game;
  const isHome = home.id === team.id;
  const opponent = isHome ? away : home;
  const score = finalScore(game);
  const [high, low] = score.home > score.away ? [score.home, score.away] : [score.away, score.home];
  const hasWon = isHome === score.home > score.away;
  return {
    id,
    links: [
      webLink(
        ['summary', 'desktop', 'event'],
        `${league.slug}/game/_/gameId/${id}/${teamSlug(away)}-${teamSlug(home)}`,
        'Gamecast',
      ),
    ],
    week: game.week ?? 1,
    atVs: isHome ? 'vs' : '@',
    gameDate: `${new Date(game.start).toISOString().slice(0, -1)}+00:00`,
    // The winner's first, whoever that is.
    score: `${high}-${low}`,
    homeTeamId: home.id,
    awayTeamId: away.id,
    homeTeamScore: String(score.home),
    awayTeamScore: String(score.away),
    gameResult: hasWon ? 'W' : 'L',
    opponent: {
      ...teamOf(league, opponent),
      displayName: displayNameOf(opponent),
      links: [
        webLink(['clubhouse', 'desktop', 'team'], `${league.slug}/team/_/name/${clubhouse(opponent)}`, 'Clubhouse'),
      ],
    },
    leagueName: league.name,
    leagueAbbreviation: league.abbreviation,
    leagueShortName: league.abbreviation,
    ...(game.type === 3 && { eventNote: noteOf(game.week) }),
    team: { ...teamOf(league, team), isAllStar: false },
  };
};

const teamOf = (league: LeagueFacts, team: TeamFacts) => ({
  id: team.id,
  uid: teamUid(league, team),
  abbreviation: team.abbreviation,
  logo: `https://a.espncdn.com/i/${logoFile(league, team)}`,
});

const ROUNDS = ['Wild Card Playoffs', 'Divisional Playoffs', 'Championship', 'Super Bowl'] as const;

const noteOf = (week: number | null): string => ROUNDS[(week ?? 1) - 1] ?? 'Playoffs';

const filtersOf = ({ league, seasons, season }: GameLogPlan) => [
  {
    displayName: 'League',
    name: 'league',
    value: league.slug,
    options: [{ value: league.slug, displayValue: league.name, shortDisplayName: league.abbreviation }],
  },
  {
    displayName: 'Season',
    name: 'season',
    value: String(season),
    options: seasons.map((year) => ({ value: String(year), displayValue: String(year) })),
  },
];

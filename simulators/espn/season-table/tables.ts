import type { LeagueSlug } from '../model.ts';

/** One category of the table: named and cut unlike those of a career. */
export interface TableCategory {
  readonly name: string;
  readonly displayName: string;
  /** Career categories with the columns; the first in which a player has an entry counts. */
  readonly from: readonly string[];
  readonly names: readonly string[];
}

/** A table of a season: what `category=` asks for. */
export interface Table {
  readonly name: string;
  /** Of these count groups a player must have one. */
  readonly groups: readonly string[];
  readonly categories: readonly TableCategory[];
  /** Who is qualified: so much per game that the player's team has played. One of them is enough. */
  readonly qualified: readonly (readonly [group: string, count: string, perGame: number])[];
}

const category = (
  name: string,
  displayName: string,
  from: string | readonly string[],
  names: string,
): TableCategory => ({
  name,
  displayName,
  from: typeof from === 'string' ? [from] : from,
  names: names.split(' '),
});

const BASKETBALL: Table = {
  name: '',
  groups: ['box'],
  // Seventy of a hundred games, as for the scoring title.
  qualified: [['box', 'gamesPlayed', 0.7]],
  categories: [
    category(
      'general',
      'Own General',
      ['averages', 'totals', 'miscellaneous'],
      'gamesPlayed avgMinutes avgFouls flagrantFouls technicalFouls ejections doubleDouble tripleDouble PER minutes rebounds fouls avgRebounds',
    ),
    category(
      'offensive',
      'Own Offensive',
      ['averages', 'totals'],
      'avgPoints avgFieldGoalsMade avgFieldGoalsAttempted fieldGoalPct avgThreePointFieldGoalsMade avgThreePointFieldGoalsAttempted threePointFieldGoalPct avgFreeThrowsMade avgFreeThrowsAttempted freeThrowPct avgAssists avgTurnovers points fieldGoalsMade fieldGoalsAttempted threePointFieldGoalsMade threePointFieldGoalsAttempted freeThrowsMade freeThrowsAttempted assists turnovers',
    ),
    category('defensive', 'Own Defensive', ['averages', 'totals'], 'avgSteals avgBlocks steals blocks'),
  ],
};

const FOOTBALL_CATEGORIES = ['passing', 'rushing', 'receiving', 'defensive', 'scoring', 'kicking', 'punting'];

const FOOTBALL: Table = {
  name: '',
  groups: FOOTBALL_CATEGORIES,
  // The league's own: 14 passes or 6.25 runs a game. Who only catches is not in the provider's few.
  qualified: [
    ['passing', 'passingAttempts', 14],
    ['rushing', 'rushingAttempts', 6.25],
  ],
  categories: [
    category('general', 'Own General', FOOTBALL_CATEGORIES, 'gamesPlayed'),
    category(
      'passing',
      'Own Passing',
      'passing',
      'completions passingAttempts completionPct passingYards yardsPerPassAttempt longPassing passingTouchdowns interceptions sacks QBRating adjQBR',
    ),
    category(
      'rushing',
      'Own Rushing',
      'rushing',
      'rushingAttempts rushingYards yardsPerRushAttempt longRushing rushingTouchdowns rushingFirstDowns rushingFumbles rushingFumblesLost',
    ),
    category(
      'receiving',
      'Own Receiving',
      'receiving',
      'receptions receivingTargets receivingYards yardsPerReception receivingTouchdowns longReception receivingFirstDowns receivingFumbles receivingFumblesLost',
    ),
    category(
      'defensive',
      'Own Defensive',
      'defensive',
      'soloTackles assistTackles totalTackles sacks passesDefended fumblesForced fumblesRecovered',
    ),
    category(
      'defensiveInterceptions',
      'Own Defensive Interceptions',
      'defensive',
      'interceptions interceptionYards interceptionTouchdowns longInterception',
    ),
    category(
      'scoring',
      'Own Scoring',
      'scoring',
      'passingTouchdowns rushingTouchdowns receivingTouchdowns returnTouchdowns totalTouchdowns totalPoints',
    ),
    category('kicking', 'Own Kicking', 'kicking', 'longFieldGoalMade extraPointsMade extraPointAttempts'),
    category(
      'punting',
      'Own Punting',
      'punting',
      'punts puntYards grossAvgPuntYards longPunt puntsInside20 touchbacks',
    ),
  ],
};

const BASEBALL: readonly [Table, ...Table[]] = [
  {
    name: 'batting',
    groups: ['batting'],
    qualified: [['batting', 'atBats', 2.8]],
    categories: [
      category(
        'batting',
        'Own Batting',
        ['career-batting', 'expanded-batting', 'advanced-batting'],
        'gamesPlayed atBats runs hits avg doubles triples homeRuns RBIs totalBases walks strikeouts stolenBases onBasePct slugAvg OPS WARBR',
      ),
    ],
  },
  {
    name: 'pitching',
    groups: ['pitching'],
    qualified: [['pitching', 'outs', 3]],
    categories: [
      category(
        'pitching',
        'Own Pitching',
        'career-pitching',
        'gamesPlayed gamesStarted completeGames shutouts innings hits runs earnedRuns homeRuns walks strikeouts wins losses saves holds blownSaves WHIP ERA',
      ),
    ],
  },
  {
    name: 'fielding',
    groups: ['fielding'],
    qualified: [['fielding', 'gamesPlayed', 0.66]],
    categories: [
      category(
        'fielding',
        'Own Fielding',
        'career-fielding',
        'gamesPlayed gamesStarted totalChances putouts assists fieldingPct errors doublePlays',
      ),
    ],
  },
];

const HOCKEY: readonly [Table, ...Table[]] = [
  {
    name: 'skaters',
    groups: ['skating'],
    qualified: [['skating', 'games', 0.5]],
    categories: [
      category('general', 'Own General', 'center', 'games plusMinus timeOnIcePerGame production'),
      category(
        'offensive',
        'Own Offensive',
        'center',
        'goals assists points shotsTotal shootingPct powerPlayGoals powerPlayAssists shortHandedGoals shortHandedAssists gameWinningGoals faceoffsWon faceoffsLost',
      ),
      category('penalties', 'Own Penalties', 'center', 'penaltyMinutes'),
    ],
  },
  {
    name: 'goalies',
    groups: ['goaltending'],
    qualified: [['goaltending', 'games', 0.3]],
    categories: [
      category(
        'general',
        'Own General',
        'goalie',
        'games gamesStarted timeOnIcePerGame wins losses ties overtimeLosses',
      ),
      category(
        'goaltending',
        'Own Goaltending',
        'goalie',
        'goalsAgainst avgGoalsAgainst shotsAgainst saves savePct shutouts',
      ),
    ],
  },
];

const TABLES: Readonly<Record<LeagueSlug, readonly [Table, ...Table[]]>> = {
  nfl: [FOOTBALL],
  'college-football': [FOOTBALL],
  nba: [BASKETBALL],
  wnba: [BASKETBALL],
  'mens-college-basketball': [BASKETBALL],
  'womens-college-basketball': [BASKETBALL],
  mlb: BASEBALL,
  nhl: HOCKEY,
};

/** By the word of `category=`; any other word, or none, is the first. */
export const tableOf = (league: LeagueSlug, asked: string | null): Table => {
  const tables = TABLES[league];
  return tables.find(({ name }) => name === asked) ?? tables[0];
};

import type { KnownStat } from '../glossary/index.ts';
import { leagueOf, type League } from '../leagues.ts';
import type { LeagueId, StatUnit } from '../model/index.ts';
import type { StatPath } from './stat-named.ts';

/** How much somebody must have done to lead in a rate. */
export interface Qualification {
  /** Counts as `category.name`, added up. The first sum of which the table has the first count is used. */
  readonly counts: readonly (readonly string[])[];
  readonly perTeamGame: number;
  /** Of players at a position whose teams change them more often. */
  readonly perTeamGameAt?: { readonly position: string; readonly perTeamGame: number };
  /** To the nearest whole number; else what is short by any part is too little. */
  readonly isRounded?: boolean;
  /** In words: `3.1 plate appearances for each game of the team`. */
  readonly what: string;
  readonly source: string;
}

/** By category, or by `category.name` where a stat has a rule of its own. */
type Rules = ReadonlyMap<string, Qualification>;

const rule = (
  counts: string | readonly (readonly string[])[],
  perTeamGame: number,
  what: string,
  source: string,
): Qualification => ({ counts: typeof counts === 'string' ? [[counts]] : counts, perTeamGame, what, source });

const RECORD_BOOK = "the NFL's minimums, as pro-football-reference.com/about/minimums.htm lists them";

const FOOTBALL: Rules = new Map([
  ['passing', rule('passing.passingAttempts', 14, '14 passes for each game of the team', RECORD_BOOK)],
  ['rushing', rule('rushing.rushingAttempts', 6.25, '6.25 runs for each game of the team', RECORD_BOOK)],
  ['receiving', rule('receiving.receptions', 1.875, '1.875 catches for each game of the team', RECORD_BOOK)],
  ['punting', rule('punting.punts', 2.5, '2.5 punts for each game of the team', RECORD_BOOK)],
  [
    'returning.yardsPerKickReturn',
    rule('returning.kickReturns', 1.25, '1.25 kick returns for each game of the team', RECORD_BOOK),
  ],
  [
    'returning.yardsPerPuntReturn',
    rule('returning.puntReturns', 1.25, '1.25 punt returns for each game of the team', RECORD_BOOK),
  ],
]);

const NBA_MINIMUMS = 'stats.nba.com/help/statistical_minimums.html, for 82 games';

const SHOOTING = new Map([
  [
    'fieldGoalPct',
    rule(
      'totals.fieldGoalsMade',
      300 / 82,
      '300 field goals in 82 games of the team, fewer in proportion',
      NBA_MINIMUMS,
    ),
  ],
  [
    'freeThrowPct',
    rule(
      'totals.freeThrowsMade',
      125 / 82,
      '125 free throws in 82 games of the team, fewer in proportion',
      NBA_MINIMUMS,
    ),
  ],
  [
    'threePointFieldGoalPct',
    rule('totals.threePointFieldGoalsMade', 1, '1 three-pointer for each game of the team', NBA_MINIMUMS),
  ],
]);

const MOST_GAMES = rule('averages.gamesPlayed', 0.7, "70 % of the team's games", NBA_MINIMUMS);

/** The women's league publishes none of its own: the minimums are by team game, so that its shorter season does not matter. */
const BASKETBALL: Rules = new Map([
  ['averages', MOST_GAMES],
  ['totals', MOST_GAMES],
  ['miscellaneous', MOST_GAMES],
  ...['averages', 'totals'].flatMap((category) =>
    [...SHOOTING].map(([name, minimum]) => [`${category}.${name}`, minimum] as const),
  ),
  [
    'miscellaneous.assistTurnoverRatio',
    rule('totals.assists', 200 / 82, '200 assists in 82 games of the team, fewer in proportion', NBA_MINIMUMS),
  ],
  ['miscellaneous.stealTurnoverRatio', rule('totals.steals', 1, '1 steal for each game of the team', NBA_MINIMUMS)],
]);

const TURNS = ['atBats', 'walks', 'hitByPitch', 'sacFlies', 'sacHits'].map((name) => `batting.${name}`);

const BASEBALL: Rules = new Map([
  [
    'batting',
    {
      ...rule(
        [['batting.plateAppearances'], TURNS],
        3.1,
        '3.1 plate appearances for each game of the team',
        'Official Baseball Rules, 9.22(a)',
      ),
      isRounded: true,
    },
  ],
  ['pitching', rule('pitching.innings', 1, '1 inning for each game of the team', 'Official Baseball Rules, 9.22(b)')],
  [
    'fielding',
    {
      ...rule(
        'fielding.gamesPlayed',
        2 / 3,
        "two thirds of the team's games, half of them for a catcher",
        'Official Baseball Rules, 9.22(c)',
      ),
      perTeamGameAt: { position: 'C', perTeamGame: 1 / 2 },
    },
  ],
]);

const HOCKEY: Rules = new Map([
  [
    'goaltending',
    rule(
      [['goaltending.games'], ['goaltending.gamesPlayed']],
      25 / 82,
      '25 games in 82 of the team, fewer in proportion',
      "the NHL's minimum for goaltenders, Official Guide & Record Book",
    ),
  ],
]);

const BY_SPORT: Readonly<Record<League['sport'], Rules>> = {
  football: FOOTBALL,
  basketball: BASKETBALL,
  baseball: BASEBALL,
  hockey: HOCKEY,
};

const PER_CHANCE: ReadonlySet<StatUnit> = new Set(['percent', 'fraction', 'rate', 'per-game', 'rating']);
// The more somebody plays the higher it is, whatever its unit.
const isAddedUp = (name: string): boolean => name.endsWith('WARBR');

/** Whether a stat's best value may come from having done little: a rate, or a count of which fewer is better. */
const isFlatteredByLittle = ({ name }: StatPath, { unit }: KnownStat, order: 'asc' | 'desc'): boolean =>
  order === 'asc' ||
  (!isAddedUp(name) && ((unit !== undefined && PER_CHANCE.has(unit)) || /^avg[A-Z]|PerGame$/.test(name)));

/** Who may lead in a stat; undefined: everybody. */
export const qualificationOf = (
  league: LeagueId,
  stat: StatPath,
  { known, order }: { readonly known: KnownStat; readonly order: 'asc' | 'desc' },
): Qualification | undefined => {
  if (!isFlatteredByLittle(stat, known, order)) return undefined;
  const rules = BY_SPORT[leagueOf(league).sport];
  return rules.get(`${stat.category}.${stat.name}`) ?? rules.get(stat.category) ?? halfOfTheGames(stat.category);
};

/** For stats that no league has a minimum for. */
const halfOfTheGames = (category: string): Qualification =>
  rule(
    [[`${category}.gamesPlayed`], [`${category}.games`]],
    1 / 2,
    "half of the team's games",
    "no league's rule: ours",
  );

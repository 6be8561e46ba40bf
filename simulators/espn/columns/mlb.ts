import type { Counts } from '../model.ts';
import type { Category, Column, CountGroup } from './column.ts';
import { computed, count, known } from './column.ts';
import { baseballRate, innings, NEVER, perInnings } from './baseball-text.ts';

type Names = readonly [label: string, name: string, displayName: string];

const sum = (counts: Counts, names: readonly string[]): number | undefined =>
  known(counts, names)?.reduce((total, value) => total + value, 0);

/** Of the same counts, more than one of which may stand above the line and below it. */
const rateOf = (names: Names, of: readonly string[], per: readonly string[]): Column =>
  computed(names, (counts) => baseballRate(sum(counts, of), sum(counts, per)));

const total = (names: Names, of: readonly string[]): Column =>
  computed(names, (counts) => String(sum(counts, of) ?? NEVER));

const ON_BASE = ['hits', 'walks', 'hitByPitch'];
const APPEARANCES = ['atBats', 'walks', 'hitByPitch', 'sacFlies'];
// A double has one base more than a hit, a triple two, a home run three.
const BASES = ['hits', 'doubles', 'triples', 'triples', 'homeRuns', 'homeRuns', 'homeRuns'];
const EXTRA_BASES = BASES.slice(1);

const onBasePlusSlugging = computed(['OPS', 'OPS', 'OPS'], (counts) => {
  const [onBase, appearances] = [sum(counts, ON_BASE), sum(counts, APPEARANCES)];
  const [bases, atBats] = [sum(counts, BASES), sum(counts, ['atBats'])];
  if (onBase === undefined || bases === undefined || !appearances || !atBats) return NEVER;
  // Both over one divisor, so that two roundings do not add up to a third.
  return baseballRate(onBase * atBats + bases * appearances, appearances * atBats);
});

// The provider works it out elsewhere and leaves it open here.
const war = computed(['WAR', 'WARBR', 'Wins Above Replacement'], () => NEVER);

const BATTING: readonly Column[] = [
  count('GP', 'gamesPlayed', 'Games Played'),
  count('AB', 'atBats', 'At Bats'),
  count('R', 'runs', 'Runs'),
  count('H', 'hits', 'Hits'),
  count('2B', 'doubles', 'Doubles'),
  count('3B', 'triples', 'Triples'),
  count('HR', 'homeRuns', 'Home Runs'),
  count('RBI', 'RBIs', 'Runs Batted In'),
  count('BB', 'walks', 'Walks'),
  count('HBP', 'hitByPitch', 'Hit By Pitch'),
  count('SO', 'strikeouts', 'Strikeouts'),
  count('SB', 'stolenBases', 'Stolen Bases'),
  count('CS', 'caughtStealing', 'Caught Stealing'),
  rateOf(['AVG', 'avg', 'Batting Average'], ['hits'], ['atBats']),
  rateOf(['OBP', 'onBasePct', 'On Base Percentage'], ON_BASE, APPEARANCES),
  rateOf(['SLG', 'slugAvg', 'Slugging Percentage'], BASES, ['atBats']),
  onBasePlusSlugging,
  war,
];

const EXPANDED_BATTING: readonly Column[] = [
  total(['PA', 'plateAppearances', 'Plate Appearances'], APPEARANCES),
  total(['TB', 'totalBases', 'Total Bases'], BASES),
  total(['XBH', 'extraBaseHits', 'Extra Base Hits'], ['doubles', 'triples', 'homeRuns']),
  count('SF', 'sacFlies', 'Sacrifice Flies'),
];

const ADVANCED_BATTING: readonly Column[] = [
  rateOf(['ISOP', 'isolatedPower', 'Isolated Power'], EXTRA_BASES, ['atBats']),
  rateOf(['BB/K', 'walkToStrikeoutRatio', 'Walk To Strikeout Ratio'], ['walks'], ['strikeouts']),
];

const PITCHING: readonly Column[] = [
  count('GP', 'gamesPlayed', 'Games Played'),
  count('GS', 'gamesStarted', 'Games Started'),
  count('CG', 'completeGames', 'Complete Games'),
  count('SHO', 'shutouts', 'Shutouts'),
  computed(['IP', 'innings', 'Innings Pitched'], (counts) => innings(counts.outs)),
  count('H', 'hits', 'Hits'),
  count('R', 'runs', 'Runs'),
  count('ER', 'earnedRuns', 'Earned Runs'),
  count('HR', 'homeRuns', 'Home Runs'),
  count('BB', 'walks', 'Walks'),
  count('K', 'strikeouts', 'Strikeouts'),
  count('W', 'wins', 'Wins'),
  count('L', 'losses', 'Losses'),
  count('SV', 'saves', 'Saves'),
  count('HLD', 'holds', 'Holds'),
  count('BLSV', 'blownSaves', 'Blown Saves'),
  computed(['WHIP', 'WHIP', 'Walks Plus Hits Per Inning Pitched'], (counts) =>
    perInnings(sum(counts, ['walks', 'hits']), counts.outs, 1),
  ),
  computed(['ERA', 'ERA', 'Earned Run Average'], (counts) => perInnings(sum(counts, ['earnedRuns']), counts.outs, 9)),
];

const FIELDING: readonly Column[] = [
  count('GP', 'gamesPlayed', 'Games Played'),
  count('GS', 'gamesStarted', 'Games Started'),
  total(['TC', 'totalChances', 'Total Chances'], ['putouts', 'assists', 'errors']),
  count('PO', 'putouts', 'Putouts'),
  count('A', 'assists', 'Assists'),
  rateOf(['FP', 'fieldingPct', 'Fielding Percentage'], ['putouts', 'assists'], ['putouts', 'assists', 'errors']),
  count('E', 'errors', 'Errors'),
  count('DP', 'doublePlays', 'Double Plays'),
];

export const MLB_CATEGORIES: readonly Category[] = [
  { name: 'career-batting', displayName: 'Career Batting', group: 'batting', view: 'batting', columns: BATTING },
  {
    name: 'expanded-batting',
    displayName: 'Expanded Batting',
    group: 'batting',
    view: 'batting',
    columns: EXPANDED_BATTING,
  },
  {
    name: 'advanced-batting',
    displayName: 'Advanced Batting',
    group: 'batting',
    view: 'batting',
    columns: ADVANCED_BATTING,
  },
  { name: 'career-pitching', displayName: 'Career Pitching', group: 'pitching', view: 'pitching', columns: PITCHING },
  { name: 'career-fielding', displayName: 'Career Fielding', group: 'fielding', view: 'fielding', columns: FIELDING },
];

const group = (name: string, counts: readonly string[]): CountGroup => ({
  name,
  counts,
  best: new Set(),
  rates: new Set(),
});

/** The columns that are not worked out from others. */
const countsOf = (columns: readonly Column[], derived: ReadonlySet<string>): readonly string[] =>
  columns.map(({ name }) => name).filter((name) => !derived.has(name));

export const MLB_GROUPS: readonly CountGroup[] = [
  group('batting', [...countsOf(BATTING, new Set(['avg', 'onBasePct', 'slugAvg', 'OPS', 'WARBR'])), 'sacFlies']),
  // Thirds of an inning do not add up as decimals: outs do.
  group('pitching', ['outs', ...countsOf(PITCHING, new Set(['innings', 'WHIP', 'ERA']))]),
  group('fielding', countsOf(FIELDING, new Set(['totalChances', 'fieldingPct']))),
];

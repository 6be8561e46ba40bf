import type { StatCell } from '../../sports/upstream.ts';
import type { StatCategory } from './stat-category.ts';

// Careers have these among a defender's stats; here they are in categories of their own.
const DEFENSIVE_OF_GENERAL = ['fumblesForced', 'fumblesRecovered', 'fumblesRecoveredYards'];
const INTERCEPTIONS = 'defensiveInterceptions';

type Stats = ReadonlyMap<string, StatCell>;

/**
 * The categories as ESPN's careers have them, so that a line is the same whoever told it: the games played stand first
 * in every category, and interceptions and fumbles forced or recovered are `defensive`. Stat names are alike already.
 * `general` stays for what no career has; only what the defence has taken over as a whole category is not repeated.
 */
export const asInCareers = (categories: readonly StatCategory[]): readonly StatCategory[] => {
  const statsOf = (wanted: string): Stats => categories.find(({ name }) => name === wanted)?.stats ?? new Map();
  const general = statsOf('general');
  const games = pick(general, ['gamesPlayed']);
  const defence = [...pick(general, DEFENSIVE_OF_GENERAL), ...statsOf(INTERCEPTIONS)];
  const hasDefence = categories.some(({ name }) => name === 'defensive');
  return categories.flatMap(({ name, stats }) => {
    if (name === INTERCEPTIONS && hasDefence) return [];
    // A stat that a category has itself wins.
    const more = name === 'defensive' ? defence : [];
    return [{ name, stats: new Map([...games, ...stats, ...more.filter(([stat]) => !stats.has(stat))]) }];
  });
};

const pick = (stats: Stats, names: readonly string[]): readonly (readonly [string, StatCell])[] =>
  [...stats].filter(([name]) => names.includes(name));

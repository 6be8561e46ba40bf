import type { StatCell } from '../../sports/upstream/index.ts';
import { at, listAt, textAt } from '../shapes/read.ts';
import { malformed } from './answer.ts';

/** The provider's stats of one category, in its order. */
export interface StatCategory {
  readonly name: string;
  readonly stats: ReadonlyMap<string, StatCell>;
}

/** A category or a stat without a name is malformed: left out, it would look like one that the player does not have. */
export const readCategory = (json: unknown): StatCategory => {
  const name = textAt(json, 'name');
  const stats = listAt(json, 'stats');
  if (name === null || stats === undefined) throw malformed('a stat category without a name or stats');
  return { name, stats: new Map(stats.map(readStat)) };
};

const readStat = (json: unknown): readonly [string, StatCell] => {
  const name = textAt(json, 'name');
  if (name === null) throw malformed('a stat without a name');
  const value = at(json, 'value') ?? at(json, 'displayValue');
  if (typeof value === 'number') return [name, withoutNoise(value)];
  return [name, typeof value === 'string' ? value : null];
};

// Fractions come from single precision, which has seven digits: 66.667 arrives as 66.66699981689453.
const withoutNoise = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(7)));

// ESPN's careers have these in `defensive`, RapidAPI in other categories.
const DEFENSIVE_OF_GENERAL = ['fumblesForced', 'fumblesRecovered', 'fumblesRecoveredYards'];
const INTERCEPTIONS = 'defensiveInterceptions';

type Stats = ReadonlyMap<string, StatCell>;

/**
 * The categories as ESPN's careers have them, so that a line is the same with either provider: games played come first
 * in every category, and interceptions and fumbles forced or recovered are in `defensive`. Stat names are the same
 * already. `general` stays, because no career has its other stats; `defensiveInterceptions` goes where there is a
 * `defensive` that has taken it over.
 */
export const withCareerNames = (categories: readonly StatCategory[]): readonly StatCategory[] => {
  const statsOf = (wanted: string): Stats => categories.find(({ name }) => name === wanted)?.stats ?? new Map();
  const general = statsOf('general');
  const games = pick(general, ['gamesPlayed']);
  const defence = [...pick(general, DEFENSIVE_OF_GENERAL), ...statsOf(INTERCEPTIONS)];
  const hasDefence = categories.some(({ name }) => name === 'defensive');
  return categories.flatMap(({ name, stats }) => {
    if (name === INTERCEPTIONS && hasDefence) return [];
    // The category's own stat wins over one that is taken over.
    const more = name === 'defensive' ? defence : [];
    return [{ name, stats: new Map([...games, ...stats, ...more.filter(([stat]) => !stats.has(stat))]) }];
  });
};

const pick = (stats: Stats, names: readonly string[]): readonly (readonly [string, StatCell])[] =>
  [...stats].filter(([name]) => names.includes(name));

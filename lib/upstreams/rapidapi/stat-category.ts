import type { StatCell } from '../../sports/upstream.ts';
import { at, listAt, textAt } from '../shapes/read.ts';
import { malformed } from './answer.ts';

/** The provider's stats of one category, in its order. */
export interface StatCategory {
  readonly name: string;
  readonly stats: ReadonlyMap<string, StatCell>;
}

/** A category or a stat without a name fails the document: left out, it would look like one that he does not have. */
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

// Fractions come out of single precision: 66.667 arrives as 66.66699981689453. Seven digits are all they had.
const withoutNoise = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(7)));

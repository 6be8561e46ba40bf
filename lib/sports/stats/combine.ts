import type { LeagueId, StatCategories, StatValues, TeamId } from '../model/index.ts';
import type { StatRule } from './rule.ts';
import { ruleOf } from './rules.ts';

/** One row of one season, parsed. */
export interface TeamRow {
  readonly teamId: TeamId | null;
  readonly values: StatValues;
}

/** The rows of one season by category, at least one each. */
export type SeasonRows = ReadonlyMap<string, readonly TeamRow[]>;

interface CombinedRows {
  readonly categories: StatCategories;
  /** `category.name` of each value that the rows have and their combination cannot. */
  readonly notCombined: readonly string[];
}

type Value = number | null;

/** One set of categories for a season that may have been played for several teams. A single row stays as it is. */
export const combineRows = (season: SeasonRows, league: LeagueId): CombinedRows => {
  const notCombined: string[] = [];
  const combined = [...season].map(([category, rows]) => {
    const [first, ...others] = rows;
    if (first === undefined || others.length === 0) return [category, first?.values ?? {}] as const;
    const values = Object.keys(first.values).map((name) => {
      const cells = cellsOf(rows, name);
      const rule = ruleOf(league, { category, name }, cells);
      const value = combineCells(cells, rule, (path) => countOf(path, { league, season, rowsOfStat: rows }));
      if (value === undefined) notCombined.push(`${category}.${name}`);
      return [name, value ?? null] as const;
    });
    return [category, Object.fromEntries(values)] as const;
  });
  return { categories: Object.fromEntries(combined), notCombined };
};

const cellsOf = (rows: readonly TeamRow[], name: string): readonly Value[] =>
  rows.map((row) => row.values[name] ?? null);

/** Undefined: the cells have values, but they cannot be combined. */
const combineCells = (cells: readonly Value[], rule: StatRule, count: (path: string) => Value): Value | undefined => {
  if (cells.every((cell) => cell === null)) return null;
  switch (rule.kind) {
    case 'sum':
      return sumOf(cells) ?? undefined;
    case 'max':
      return cells.includes(null) ? undefined : Math.max(...cells.map(Number));
    case 'innings': {
      const outs = sumOf(cells.map(outsOf));
      return outs === null ? undefined : roundTo(inningsOf(outs), 1);
    }
    case 'formula':
      return compute(rule, rule.from.map(count), cells);
    case 'none':
      return undefined;
  }
};

const compute = (
  { compute: formula, decimals }: Extract<StatRule, { kind: 'formula' }>,
  counts: readonly Value[],
  cells: readonly Value[],
): number | undefined => {
  if (!counts.every((count) => count !== null)) return undefined;
  const value = formula(...counts);
  return Number.isFinite(value) ? roundTo(value, decimals) : agreedOn(cells);
};

// No attempt for any team divides by zero: then every row has the provider's own value for that.
const agreedOn = ([first, ...others]: readonly Value[]): number | undefined =>
  first !== null && others.every((cell) => cell === first) ? first : undefined;

interface CountContext {
  readonly league: LeagueId;
  readonly season: SeasonRows;
  /** The rows of the stat that is computed. */
  readonly rowsOfStat: readonly TeamRow[];
}

/** A count of another category is used only when that category has rows of the same teams. */
const countOf = (path: string, { league, season, rowsOfStat: asking }: CountContext): Value => {
  const [category = '', name = ''] = path.split('.');
  const rows = season.get(category) ?? [];
  const teams = new Set(rows.map((row) => row.teamId));
  const covers = rows.length === asking.length && asking.every((row) => teams.has(row.teamId));
  if (!covers) return null;
  const cells = cellsOf(rows, name);
  if (ruleOf(league, { category, name }, cells).kind !== 'innings') return sumOf(cells);
  const outs = sumOf(cells.map(outsOf));
  return outs === null ? null : outs / 3;
};

/** A sum with an unknown part is unknown. */
const sumOf = (cells: readonly Value[]): Value => {
  if (!cells.every((cell) => cell !== null)) return null;
  // Halves and tenths add up to noise in the last bits.
  return roundTo(
    cells.reduce((sum, cell) => sum + cell, 0),
    6,
  );
};

/** Half away from zero, as the provider rounds; the epsilon undoes what binary fractions do to 0.35. */
const roundTo = (value: number, decimals: number): number => {
  const scale = 10 ** decimals;
  return (Math.sign(value) * Math.round(Math.abs(value) * scale + 1e-9)) / scale + 0;
};

/** Innings as outs: 4.1 (four and a third) is 13. null for what is not in thirds: 12.3 is no number of innings. */
export const outsOf = (innings: Value): Value => {
  if (innings === null || innings < 0) return null;
  const whole = Math.floor(innings);
  // 0.1 of binary fractions is never quite a tenth.
  const thirds = Math.round((innings - whole) * 1000) / 100;
  return Number.isInteger(thirds) && thirds <= 2 ? whole * 3 + thirds : null;
};

/** Outs as innings, with thirds after the point: 13 is 4.1. */
export const inningsOf = (outs: number): number => Math.floor(outs / 3) + (outs % 3) / 10;

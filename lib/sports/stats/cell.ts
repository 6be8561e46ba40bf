import type { StatValues } from '../model/index.ts';
import type { StatCell } from '../upstream/index.ts';

const NUMBER = /^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?$/;
const CLOCK = /^(\d+):([0-5]\d)(?::([0-5]\d))?$/;
const PAIR = /^([+-]?[\d.,]+)-([+-]?[\d.,]+)$/;

/**
 * One cell as a number: `5,097`, `.294`, `11:09` in seconds. null for `-`, `--`, an empty cell, and anything that is
 * not a number. Never NaN.
 */
export const parseStat = (cell: StatCell): number | null => {
  if (cell === null) return null;
  if (typeof cell === 'number') return exact(cell);
  const text = cell.trim();
  // Pages have a hundred thousand cells, and nearly all of them are plain numbers.
  const clock = text.includes(':') ? CLOCK.exec(text) : null;
  if (clock !== null) return exact(clockSeconds(clock));
  return NUMBER.test(text) && /\d/.test(text) ? exact(Number(text.replaceAll(',', ''))) : null;
};

/** A stat that a row has, and how it is read out of the row's cells. */
export type RowStat = readonly [name: string, read: (cells: readonly StatCell[]) => number | null];

/**
 * The stats of rows with these columns, in their order. A column named `made-attempted` has two stats in a cell such as
 * `9.9-19.6`. Where one of the two has a column of its own, the name is a single stat's: `pitches-battersFaced` beside
 * `pitches` is pitches per batter. Of two columns with one name the last counts.
 */
export const rowStats = (names: readonly string[]): readonly RowStat[] => {
  const stats = names.flatMap((name, column): RowStat[] => {
    const [first, second, ...rest] = name.split('-');
    const isPair = first !== undefined && second !== undefined && rest.length === 0;
    return isPair && !names.includes(first) && !names.includes(second)
      ? [
          [first, (cells) => parsePart(cells[column] ?? null, 1)],
          [second, (cells) => parsePart(cells[column] ?? null, 2)],
        ]
      : [[name, (cells) => parseStat(cells[column] ?? null)]];
  });
  return [...new Map(stats)];
};

/** A row by stat name. */
export const parseRow = (names: readonly string[], cells: readonly StatCell[]): StatValues =>
  // From entries, so that a stat called `__proto__` is a stat.
  Object.fromEntries(rowStats(names).map(([name, read]) => [name, read(cells)]));

const parsePart = (cell: StatCell, part: 1 | 2): number | null =>
  typeof cell === 'string' ? parseStat(PAIR.exec(cell.trim())?.[part] ?? null) : null;

const clockSeconds = ([, first = '0', second = '0', third]: RegExpExecArray): number => {
  const sixties = Number(first) * 60 + Number(second);
  return third === undefined ? sixties : sixties * 60 + Number(third);
};

// Beyond this, sums would not be exact. Adding 0 turns the -0 of "-0" into 0, as JSON writes it.
const exact = (value: number): number | null => (Math.abs(value) <= Number.MAX_SAFE_INTEGER ? value + 0 : null);

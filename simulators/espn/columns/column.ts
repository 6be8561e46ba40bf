import type { Counts } from '../model.ts';

/** One column of a stat category: its names in the documents, and how its text comes from the counts. */
export interface Column {
  readonly label: string;
  readonly name: string;
  readonly displayName: string;
  readonly print: (counts: Counts) => string;
}

/** A category of the stats document. Several may print the same counts: averages and totals do. */
export interface Category {
  readonly name: string;
  readonly displayName: string;
  /** The count group that its rows are printed from. */
  readonly group: string;
  readonly columns: readonly Column[];
  /** Baseball's `category=`: a document has the categories of one of them. Not there: of every document. */
  readonly view?: 'batting' | 'pitching' | 'fielding';
  /** Only of players at one of these positions. */
  readonly positions?: readonly string[];
}

/** The counts that are kept together, in the order of the data files. */
export interface CountGroup {
  readonly name: string;
  readonly counts: readonly string[];
  /** Counts of which a career has the best, not the sum. */
  readonly best: ReadonlySet<string>;
  /** Rates that nobody can add up: a career has none. */
  readonly rates: ReadonlySet<string>;
}

const UNKNOWN = '-';

const numberOf = (counts: Counts, name: string): number | null => counts[name] ?? null;

// Decimal digits of the number itself, half up: 2.675 is printed 2.68 although binary floats lie below it.
export const fixed = (value: number, digits: number): string =>
  (Math.sign(value) * (Math.round(Math.abs(value) * 10 ** digits * (1 + Number.EPSILON)) / 10 ** digits)).toFixed(
    digits,
  );

/** `label`, `name` and `displayName` of a column, in the order in which people read them. */
type Names = readonly [label: string, name: string, displayName: string];

const column = ([label, name, displayName]: Names, print: (counts: Counts) => string): Column => ({
  label,
  name,
  displayName,
  print,
});

export const count = (...names: Names): Column =>
  column(names, (counts) => String(numberOf(counts, names[1]) ?? UNKNOWN));

/** Yards alone have a comma at the thousands. */
export const yards = (...names: Names): Column =>
  column(names, (counts) => numberOf(counts, names[1])?.toLocaleString('en-US') ?? UNKNOWN);

export const rate = (...names: Names): Column =>
  column(names, (counts) => {
    const value = numberOf(counts, names[1]);
    return value === null ? UNKNOWN : fixed(value, 1);
  });

interface Quotient {
  readonly of: string;
  readonly per: string;
  readonly times?: number;
  readonly digits?: number;
}

const quotientOf = (counts: Counts, { of, per, times = 1, digits = 1 }: Quotient): string => {
  const dividend = numberOf(counts, of);
  const divisor = numberOf(counts, per);
  if (dividend === null || divisor === null) return UNKNOWN;
  return fixed(divisor === 0 ? 0 : (dividend / divisor) * times, digits);
};

export const quotient = (names: Names, parts: Quotient): Column => column(names, (counts) => quotientOf(counts, parts));

/** `15-20`: made and attempted in one text, which the provider also names in one. */
export const pair = (names: Names, made: string, attempted: string): Column =>
  column(names, (counts) => pairText(numberOf(counts, made), numberOf(counts, attempted), String));

/** The same per game: `9.9-19.6`. */
export const pairPer = (names: Names, [made, attempted]: readonly [string, string], per: string): Column =>
  column(names, (counts) => {
    const known =
      numberOf(counts, made) !== null && numberOf(counts, attempted) !== null && numberOf(counts, per) !== null;
    return known ? `${quotientOf(counts, { of: made, per })}-${quotientOf(counts, { of: attempted, per })}` : UNKNOWN;
  });

const pairText = (made: number | null, attempted: number | null, text: (value: number) => string): string =>
  made === null || attempted === null ? UNKNOWN : `${text(made)}-${text(attempted)}`;

export const computed = (names: Names, print: (counts: Counts) => string): Column => column(names, print);

/** Every count as a number, or undefined when one of them is not known. */
export const known = (counts: Counts, names: readonly string[]): readonly number[] | undefined => {
  const values = names.map((name) => numberOf(counts, name));
  return values.every((value) => value !== null) ? values : undefined;
};

/** Several rows as one: sums and bests; a count that one of them does not know is not known of all. */
export const combine = (group: CountGroup, rows: readonly Counts[]): Counts => {
  const [only, ...others] = rows;
  if (only !== undefined && others.length === 0) return only;
  return Object.fromEntries(group.counts.map((name) => [name, combined(group, name, rows)]));
};

const combined = (group: CountGroup, name: string, rows: readonly Counts[]): number | null => {
  if (group.rates.has(name)) return null;
  const values = rows.map((row) => numberOf(row, name));
  if (!values.every((value) => value !== null)) return null;
  return group.best.has(name) ? Math.max(...values) : values.reduce((sum, value) => sum + value, 0);
};

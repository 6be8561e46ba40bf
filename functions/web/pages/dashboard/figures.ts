// How numbers are written. Every number on the page is a figure: it knows which number of which answer it shows.

export type Format = 'count' | 'signed' | 'share' | 'ms' | 'bytes' | 'dollars';

/** A number of an answer, as it is shown. */
export interface Figure {
  readonly as: Format;
  readonly value: number | null;
  /** Where it stands: `usage.totals.questions.total`. */
  readonly of: string;
}

/** What a text is made of. */
export type Words = readonly (string | Figure)[];

const figure =
  (as: Format) =>
  (of: string, value: number | null | undefined): Figure => ({ as, of, value: value ?? null });

export const count = figure('count');
/** With its sign: what is saved may be less than nothing. */
export const signed = figure('signed');
/** Of 1. */
export const share = figure('share');
export const ms = figure('ms');
export const bytes = figure('bytes');
export const dollars = figure('dollars');

export const NO_NUMBER = '–';

export const textOf = ({ as, value }: Pick<Figure, 'as' | 'value'>): string =>
  value === null ? NO_NUMBER : WRITTEN[as](value);

export const plainText = (words: Words): string =>
  words.map((word) => (typeof word === 'string' ? word : textOf(word))).join('');

const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });
const three = new Intl.NumberFormat('en-GB', { maximumSignificantDigits: 3 });
const cents = new Intl.NumberFormat('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 });

const MINUS = '\u2212';
const THIN = '\u202f';

const signedText = (value: number): string =>
  value < 0 ? `${MINUS}${whole.format(-value)}` : whole.format(Math.abs(value));

/** Never rounded up to all, nor down to nothing. */
const shareText = (value: number): string => {
  const percent = value * 100;
  if (percent > 0 && percent < 1) return `<${THIN}1${THIN}%`;
  if (percent > 99 && percent < 100) return `${(Math.floor(percent * 10) / 10).toFixed(1)}${THIN}%`;
  return `${Math.floor(percent + 1e-9)}${THIN}%`;
};

const msText = (value: number): string =>
  value < 1000 ? `${whole.format(value)}${THIN}ms` : `${three.format(value / 1000)}${THIN}s`;

const UNITS = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

const bytesText = (value: number): string => {
  const power = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
  return `${three.format(value / 1000 ** power)}${THIN}${UNITS[power] ?? ''}`;
};

const dollarsText = (value: number): string => {
  if (value === 0) return '$0';
  if (value < 0.0001) return `<${THIN}$0.0001`;
  return value < 1 ? `$${Number(value.toPrecision(2))}` : `$${cents.format(value)}`;
};

const WRITTEN: Readonly<Record<Format, (value: number) => string>> = {
  count: (value) => whole.format(value),
  signed: signedText,
  share: shareText,
  ms: msText,
  bytes: bytesText,
  dollars: dollarsText,
};

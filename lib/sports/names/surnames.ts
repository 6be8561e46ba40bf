import { nameForm, SUFFIXES, type NameForm } from './name-form.ts';

// Words that belong to the surname behind them: `St. Brown`, `De La Cruz`, `Vander Esch`.
const PARTICLES: ReadonlySet<string> = new Set(
  'al ben bin da de del della den der di dos du el la las le los mac mc san santa st ste ten ter van vander von'.split(
    ' ',
  ),
);

/** All texts that may be typed for a surname: for `Amon-Ra St. Brown`, `brown` and `st brown`. */
export const surnamesOf = (name: string, { base, suffix }: NameForm): readonly string[] => {
  const words = base.split(' ');
  const last = words.at(-1);
  if (last === undefined || words.length < 2) return [];
  const surnames = new Set([last]);
  // The form has no hyphens: `Smith-Njigba` is one surname, and its first half alone is none.
  if (name.includes('-')) {
    const parts = name.trim().split(/\s+/);
    const double = nameForm((suffix === null ? parts : parts.slice(0, -1)).at(-1) ?? '').base;
    if (base.endsWith(` ${double}`)) surnames.add(double);
  }
  for (let start = words.length - 2; start > 0 && PARTICLES.has(words[start] ?? ''); start -= 1) {
    surnames.add(words.slice(start).join(' '));
  }
  return [...surnames];
};

/** The form of a surname typed alone, perhaps with a suffix: `Acuna Jr.` is no given name Acuna before a surname Jr. */
export const surnameForm = (wanted: NameForm): NameForm => {
  const [surname = '', suffix = '', ...more] = wanted.base.split(' ');
  const isSuffixed = wanted.suffix === null && more.length === 0 && SUFFIXES.has(suffix);
  return isSuffixed ? { base: surname, suffix } : wanted;
};

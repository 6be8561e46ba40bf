/** A person's name, reduced to what does not depend on how it is typed. */
export interface NameForm {
  /** Lower-case ASCII words joined by single spaces, without suffix: `amon ra st brown`. */
  readonly base: string;
  /** `jr`, `sr`, `ii` … when the name has one. */
  readonly suffix: string | null;
}

export const SUFFIXES: ReadonlySet<string> = new Set(['jr', 'sr', 'ii', 'iii', 'iv', 'v']);

// Letters that Unicode does not decompose into a base letter and a mark.
const LETTERS: Readonly<Record<string, string>> = {
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ħ: 'h',
  ŧ: 't',
  ŋ: 'n',
};

/**
 * Case, accents, dots, apostrophes, hyphens and a leading surname (`Brown, A.J.`) make no difference.
 * Text without a letter has an empty base.
 */
export const nameForm = (text: string): NameForm => {
  const words = wordsOf(surnameLast(text));
  const last = words.at(-1);
  // Only behind a whole name is it a suffix: `V` may be a name.
  if (words.length > 2 && last !== undefined && SUFFIXES.has(last)) {
    return { base: joinInitials(words.slice(0, -1)), suffix: last };
  }
  return { base: joinInitials(words), suffix: null };
};

/** Why a name cannot be looked up; undefined when it can. */
export const nameFault = ({ base }: NameForm): string | undefined =>
  base.replace(/[^a-z]/g, '').length < 2 ? 'must have at least two letters' : undefined;

/** Base and suffix as one text that may be part of a cache key. */
export const nameKey = ({ base, suffix }: NameForm): string =>
  [...base.split(' '), ...(suffix === null ? [] : [suffix])].join('-');

/** The form as a person types it, for a provider's search. */
export const nameText = ({ base, suffix }: NameForm): string => (suffix === null ? base : `${base} ${suffix}`);

/** The base as one word: people and providers split names differently (`DeAndre`, `De Andre`). */
export const lettersOf = ({ base }: Pick<NameForm, 'base'>): string => base.replaceAll(' ', '');

/** `Brown, A.J.` becomes `A.J. Brown`; `Griffin, Jr.` keeps its order. */
const surnameLast = (text: string): string => {
  if (!text.includes(',')) return text;
  const [surname = '', given = '', ...more] = text.split(',');
  const words = wordsOf(given);
  if (words.length === 0 || more.length > 0 || words.every((word) => SUFFIXES.has(word))) return text;
  const suffix = words.at(-1);
  const trailing = suffix !== undefined && words.length > 1 && SUFFIXES.has(suffix) ? ` ${suffix}` : '';
  return `${(trailing === '' ? words : words.slice(0, -1)).join(' ')} ${surname}${trailing}`;
};

/** The words of a text without case, accents and punctuation: `amon`, `ra`, `st`, `brown`. */
export const wordsOf = (text: string): readonly string[] =>
  // Fast path: nearly all of a league's ten thousand names are plain.
  (/^[a-z ]*$/.test(text.toLowerCase()) ? text.toLowerCase() : folded(text)).split(' ').filter((word) => word !== '');

const folded = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[øłđðþßæœıħŧŋ]/gu, (letter) => LETTERS[letter] ?? letter)
    // Dots and apostrophes join (`D.J.`, `Ja'Marr`); everything else separates (`Smith-Schuster`).
    .replace(/[.'`´‘’‛ʼʻʹ′]/gu, '')
    .replace(/[^a-z0-9]+/g, ' ');

/** `a j brown` becomes `aj brown`. */
const joinInitials = (words: readonly string[]): string => {
  const [first = '', second = '', ...rest] = words;
  const initials = first.length === 1 && second.length === 1 && rest.length > 0;
  return (initials ? [first + second, ...rest] : words).join(' ');
};

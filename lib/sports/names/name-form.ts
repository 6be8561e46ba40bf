/** A person's name, reduced to what does not depend on how it is typed. */
export interface NameForm {
  /**
   * Lower-case words joined by single spaces, without suffix: `amon ra st brown`. ASCII where the name is in Latin
   * letters. Letters of other scripts are kept: without them a name would be found by what is left of it.
   */
  readonly base: string;
  /** `jr`, `sr`, `ii` … when the name has one. */
  readonly suffix: string | null;
  /**
   * The base with its words apart where only dots or capitals part them: `jace clayborn` for `JaceClayborn`. Only
   * `typedForm` gives it, and only where it is not the base.
   */
  readonly parted?: string;
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
  ə: 'a',
};

/**
 * Case, accents, dots, apostrophes, hyphens and a leading surname (`Brown, A.J.`) make no difference.
 * Text without a letter or digit has an empty base.
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

/** The form of a name that a person typed, whose words may run together. */
export const typedForm = (text: string): NameForm => {
  const form = nameForm(text);
  const { base, suffix } = nameForm(wordsApart(text));
  if (base === form.base) return form;
  // `Michael Pittman.Jr` shows its suffix only once its words are apart.
  return form.suffix === suffix ? { ...form, parted: base } : { base, suffix };
};

/** `JaceClayborn` becomes `Jace Clayborn`, `NathanMacKinnon` `Nathan MacKinnon`, and `MacJones` `Mac Jones`. */
const wordsApart = (text: string): string => {
  const apart = text
    .replace(INVISIBLE, '')
    .replaceAll('.', ' ')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2');
  const joined = apart.replace(/\b(Mc|Mac|De|Di|Da|Du|La|Le|Ja) (?=\p{Lu})/gu, '$1');
  return joined.includes(' ') ? joined : apart;
};

/** The words of a name, apart even where they were typed as one. */
export const partedForm = (form: NameForm): NameForm =>
  form.parted === undefined || form.base.includes(' ') ? form : { base: form.parted, suffix: form.suffix };

/** Why a name cannot be looked up; undefined when it can. In other scripts a letter may be a name: `李`. */
export const nameFault = ({ base }: NameForm): string | undefined =>
  /[a-z].*[a-z]|[^\P{Alphabetic}a-z]/u.test(base) ? undefined : 'must have at least two letters';

/** Whether the name has characters that no name in Latin letters has. */
export const isInOtherScript = ({ base }: NameForm): boolean => /[^a-z0-9 ]/.test(base);

/** Base and suffix as one text that may be part of a cache key. */
export const nameKey = ({ base, suffix }: NameForm): string =>
  [...base.split(' '), ...(suffix === null ? [] : [suffix])].join('-').replace(/[^a-z0-9-]/gu, codeOf);

const codeOf = (letter: string): string => `u${(letter.codePointAt(0) ?? 0).toString(16)}`;

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

/** Joiners, direction marks, soft hyphens, variation selectors. */
const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;

/** Accents, which go above and below a letter of any script. Marks of one script, as Arabic's, are part of its words. */
const ACCENTS = /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/gu;

const folded = (text: string): string =>
  text
    // Before and after: `𝐀` has a lower case only as `A`, and the lower case of `İ` is a letter and a mark.
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(INVISIBLE, '')
    .replace(ACCENTS, '')
    .replace(/[øłđðþßæœıħŧŋə]/gu, (letter) => LETTERS[letter] ?? letter)
    // Dots and apostrophes join (`D.J.`, `Ja'Marr`); everything else separates (`Smith-Schuster`).
    .replace(/[.'`´‘’‛ʼʻʹ′]/gu, '')
    .replace(/[^\p{Alphabetic}\p{Mark}\p{Number}]+/gu, ' ');

/** `a j brown` becomes `aj brown`. */
const joinInitials = (words: readonly string[]): string => {
  const [first = '', second = '', ...rest] = words;
  const initials = first.length === 1 && second.length === 1 && rest.length > 0;
  return (initials ? [first + second, ...rest] : words).join(' ');
};

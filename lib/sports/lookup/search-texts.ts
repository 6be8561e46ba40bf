import { nameKey, partedForm, SUFFIXES, type NameForm } from '../names/index.ts';
import type { SoughtName } from './sought.ts';

const MAX_SPELLINGS = 3;

/** Six at the most, and none for a name in another script. */
export interface SearchTexts {
  readonly name: readonly NameForm[];
  /** Other ways to write the name, and other names of the player. */
  readonly spellings: readonly NameForm[];
  /** The surname alone and the given name alone: whoever has one of them may be meant by a typo in the other. */
  readonly words: readonly NameForm[];
}

/**
 * What the provider's search is asked for. No text has a suffix, because the search finds only players who have every
 * word that it is asked for, and the provider drops suffixes; the suffix is compared when the hits are matched.
 */
export const searchTexts = ({ form, aliases, isSearchable }: SoughtName): SearchTexts => {
  if (!isSearchable) return { name: [], spellings: [], words: [] };
  const asked = new Set<string>();
  const isNew = (each: NameForm): boolean =>
    each.base !== '' && !asked.has(nameKey(each)) && !!asked.add(nameKey(each));
  const name = [withoutSuffix(form)].filter(isNew);
  const ways = [...partedOf(form), ...prefixesGlued(form), ...aliases.flat(), ...initialsApart(form)].map(
    withoutSuffix,
  );
  const spellings = ways.filter(isNew).slice(0, MAX_SPELLINGS);
  const words = partedForm(withoutSuffix(form)).base.split(' ');
  const ends = [words.at(-1), words.at(0)].map((word = ''): NameForm => ({ base: word, suffix: null }));
  return { name, spellings, words: ends.filter(({ base }) => base.length > 1).filter(isNew) };
};

/** `Acuna Jr.` has its suffix behind a single word, where a form keeps it as a word of the name. */
const withoutSuffix = (form: NameForm): NameForm => {
  const words = form.base.split(' ');
  const isSuffixed = words.length === 2 && SUFFIXES.has(words[1] ?? '');
  return { base: isSuffixed ? (words[0] ?? '') : form.base, suffix: null, ...(form.parted && { parted: form.parted }) };
};

/** `jace clayborn` for `jaceclayborn`. */
const partedOf = ({ parted }: NameForm): readonly NameForm[] =>
  parted === undefined ? [] : [{ base: parted, suffix: null }];

/** `obannon` for `o bannon`: the search has a name with an apostrophe or a capital inside as one word. */
const prefixesGlued = ({ base }: NameForm): readonly NameForm[] => {
  const glued = base.replace(/(?<=^| )(o|d|l|mc|mac) (?=[a-z]{2})/g, '$1');
  return glued === base ? [] : [{ base: glued, suffix: null }];
};

/** `a j brown` for `aj brown`. A vowel behind the first letter makes a name of it: `bo`, `ty`. */
const initialsApart = ({ base }: NameForm): readonly NameForm[] =>
  /^[a-z][^aeiouy\d ] ./.test(base) ? [{ base: `${base.charAt(0)} ${base.slice(1)}`, suffix: null }] : [];

import { wordsOf, SUFFIXES } from './name-form.ts';
import type { NamedPlayer } from './name-index.ts';
import { nearPrefixes } from './near-prefixes.ts';
import { editsToPrefix, maxEditsOf } from './prefix-edits.ts';
import type { TypedWords } from './typed-words.ts';

/** How well a name fits what was typed. */
export interface Fit {
  /** 0: the whole name; 1: beginnings of its words; 2: so in another form of the text; 3: one typo; 4: several. */
  readonly level: 0 | 1 | 2 | 3 | 4;
  /** Among names of one level the lower one fits better: words in order, whole words, few other words. */
  readonly detail: number;
}

/** Finds players by what has been typed of their names so far. */
export interface PrefixIndex<P> {
  readonly players: readonly P[];
  /**
   * Every player whose name has all words of one of the readings, in any order. With typos only where fewer than
   * `enough` players have them without.
   */
  find(readings: readonly TypedWords[], enough: number): ReadonlyMap<P, Fit>;
}

/** A name of a player. The texts that its words begin run on to its end, so that `joshal` and `stbrown` begin one too. */
interface IndexedName<P> {
  readonly player: P;
  readonly starts: readonly string[];
  /** How many words there are without a suffix. */
  readonly ownWords: number;
}

/** Other names of whoever has a name of these letters, its suffix left out. */
type NicknamesOf = (letters: string) => readonly string[];

// No name has more or longer ones; what a provider sends may.
const MAX_WORDS = 12;
const MAX_CHARACTERS = 100;

/**
 * @example
 * const index = createPrefixIndex(directory.players, () => []);
 * index.find(typedWords('nfl', 'josh a'), 25);
 */
export const createPrefixIndex = <P extends NamedPlayer>(
  players: readonly P[],
  nicknamesOf: NicknamesOf,
): PrefixIndex<P> => {
  const { names, places } = sortedStarts(players.flatMap((player) => namesOf(player, nicknamesOf)));
  const textAt = (at: number): string => names[at]?.starts[places[at] ?? 0] ?? '';

  /** The first position whose text is not before this one. */
  const positionOf = (text: string): number => {
    let low = 0;
    let high = names.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (textAt(middle) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  /** The names that have the rarest of the words: all others are looked for in those. */
  const withRarest = (words: readonly string[]): readonly IndexedName<P>[] => {
    const ranges = words.map((word) => [positionOf(word), positionOf(word + LAST_LETTER)] as const);
    const [from, to] = ranges.reduce((rarest, next) => (next[1] - next[0] < rarest[1] - rarest[0] ? next : rarest));
    return names.slice(from, to);
  };

  const withTypos = (words: readonly string[]): readonly IndexedName<P>[] => {
    const longest = words.reduce((long, next) => (next.length > long.length ? next : long));
    const max = maxEditsOf(longest);
    if (max === 0) return [];
    return nearPrefixes({ length: names.length, textAt }, longest, max).flatMap(({ from, to }) =>
      names.slice(from, to).filter((_, at) => editsToPrefix(longest, textAt(from + at)) < Infinity),
    );
  };

  return {
    players,
    find(readings, enough) {
      const found = new Map<P, Fit>();
      const add = (
        candidates: readonly IndexedName<P>[],
        words: readonly string[],
        levelOf: LevelOf,
        edits: Edits,
      ): void => {
        for (const name of new Set(candidates)) {
          const fit = fitOf(name, words, levelOf, edits);
          const known = found.get(name.player);
          if (fit !== undefined && (known === undefined || isBetter(fit, known))) found.set(name.player, fit);
        }
      };
      const possible = readings.filter(({ words }) => words.length > 0 && words.length <= MAX_WORDS);
      for (const { words, isAsTyped } of possible) {
        add(withRarest(words), words, ({ isWhole }) => (!isAsTyped ? 2 : isWhole ? 0 : 1), withoutTypos);
      }
      for (const { words, isAsTyped } of possible) {
        if (!isAsTyped || found.size >= enough) continue;
        const exact = new Map(found);
        add(withTypos(words), words, ({ edits }) => (edits > 1 ? 4 : 3), editsToPrefix);
        for (const [player, fit] of exact) found.set(player, fit);
      }
      return found;
    },
  };
};

/** The texts that words begin, in their order: a name for each, and which of its words it is. */
const sortedStarts = <P>(
  all: readonly IndexedName<P>[],
): { readonly names: readonly IndexedName<P>[]; readonly places: Uint8Array } => {
  const starts = all
    .flatMap((name) => name.starts.map((text, place) => ({ text, name, place })))
    .sort((a, b) => (a.text < b.text ? -1 : Number(a.text > b.text)));
  return { names: starts.map(({ name }) => name), places: Uint8Array.from(starts, ({ place }) => place) };
};

// Behind every letter.
const LAST_LETTER = '\uffff';

const namesOf = <P extends NamedPlayer>(player: P, nicknamesOf: NicknamesOf): readonly IndexedName<P>[] => {
  const onFile = indexedName(player, player.name);
  const nicknames = onFile === undefined ? [] : nicknamesOf(lettersWithoutSuffix(onFile));
  const others = [...(player.otherNames ?? []), ...nicknames].map((text) => indexedName(player, text));
  return [onFile, ...others].filter((name) => name !== undefined);
};

/** Undefined for a text without a letter. */
const indexedName = <P>(player: P, text: string): IndexedName<P> | undefined => {
  const words = wordsOf(text.slice(0, MAX_CHARACTERS)).slice(0, MAX_WORDS);
  if (words.length === 0) return undefined;
  const letters = words.join('');
  let begin = 0;
  const starts = words.map(({ length }) => letters.slice((begin += length) - length));
  const hasSuffix = words.length > 2 && SUFFIXES.has(words.at(-1) ?? '');
  return { player, starts, ownWords: words.length - Number(hasSuffix) };
};

const lettersWithoutSuffix = ({ starts, ownWords }: IndexedName<unknown>): string =>
  (starts[0] ?? '').slice(0, (starts[0] ?? '').length - (starts[ownWords] ?? '').length);

/** How many edits a typed word is away from the beginning of a text; Infinity where it does not fit. */
type Edits = (typed: string, text: string) => number;

const withoutTypos: Edits = (typed, text) => (text.startsWith(typed) ? 0 : Infinity);

type LevelOf = (how: { readonly isWhole: boolean; readonly edits: number }) => Fit['level'];

const isBetter = (a: Fit, b: Fit): boolean => a.level < b.level || (a.level === b.level && a.detail < b.detail);

/** Undefined unless each of the words begins a word of its own. */
const fitOf = <P>(
  { starts, ownWords }: IndexedName<P>,
  words: readonly string[],
  levelOf: LevelOf,
  edits: Edits,
): Fit | undefined => {
  const places = placesOf(words, starts, edits);
  if (places === undefined) return undefined;
  const lengthOf = (place: number): number => (starts[place]?.length ?? 0) - (starts[place + 1]?.length ?? 0);
  const partial = places.filter((place, word) => lengthOf(place) !== words[word]?.length).length;
  const isInOrder = places.every((place, word) => word === 0 || place > (places[word - 1] ?? 0));
  const others = starts.length - words.length;
  return {
    level: levelOf({
      isWhole: partial === 0 && words.length >= ownWords,
      edits: places.reduce((sum, place, word) => sum + edits(words[word] ?? '', starts[place] ?? ''), 0),
    }),
    detail: (isInOrder ? 0 : 1000) + 20 * partial + others,
  };
};

/**
 * A place for each word such that no two have the same, found by letting words give way (augmenting paths): trying all
 * orders would take minutes for `a a a a a a a b`.
 */
const placesOf = (words: readonly string[], starts: readonly string[], edits: Edits): readonly number[] | undefined => {
  if (words.length > starts.length) return undefined;
  const takenBy = new Map<number, number>();
  const place = (word: number, tried: Set<number>): boolean => {
    for (const [at, text] of starts.entries()) {
      if (tried.has(at) || edits(words[word] ?? '', text) === Infinity) continue;
      tried.add(at);
      const holder = takenBy.get(at);
      if (holder !== undefined && !place(holder, tried)) continue;
      takenBy.set(at, word);
      return true;
    }
    return false;
  };
  for (const word of words.keys()) if (!place(word, new Set())) return undefined;
  const places = words.map(() => 0);
  for (const [at, word] of takenBy) places[word] = at;
  return places;
};

import { distance } from 'fastest-levenshtein';
import { partedForm, type NameForm } from './name-form.ts';
import type { IndexedName, NamedPlayer, NameIndex } from './name-index.ts';

const MAX_SUGGESTIONS = 5;

// Shorter or longer text is no name.
const MIN_TYPED_LETTERS = 3;
const MAX_TYPED_LETTERS = 60;

// Inactive players are ranked as if their name were this many edits further away.
const INACTIVE_EDITS = 2;

/** The players whose names are nearest to what was typed, active players first. Suggestions, never an answer. */
export const suggest = <P extends NamedPlayer>(
  wanted: NameForm,
  index: NameIndex<P>,
  isActive: (player: P) => boolean,
): readonly P[] => {
  const typed = partedForm(wanted).base;
  if (typed.length < MIN_TYPED_LETTERS || typed.length > MAX_TYPED_LETTERS) return [];
  const maxEdits = Math.max(1, Math.floor(typed.length / 3));
  const editsTo = typed.includes(' ') ? editsToFullName(typed, maxEdits) : editsToOneWord(typed, maxEdits);
  const letters = letterSetsOf(index);
  const near: { readonly player: P; readonly edits: number; readonly active: boolean }[] = [];
  index.all.forEach(({ player, form }, at) => {
    const edits = editsTo(form.base, letters[at] ?? 0);
    if (edits <= maxEdits) near.push({ player, edits, active: isActive(player) });
  });
  return near
    .sort((a, b) => a.edits + (a.active ? 0 : INACTIVE_EDITS) - (b.edits + (b.active ? 0 : INACTIVE_EDITS)))
    .slice(0, MAX_SUGGESTIONS)
    .sort((a, b) => Number(b.active) - Number(a.active))
    .map(({ player }) => player);
};

/** How many edits a name on file is away from what was typed; Infinity where a glance shows that it is too far. */
type EditsTo = (base: string, letters: number) => number;

// A name with the right surname and first letter is never further away than this.
const MAX_EDITS_OF_SAME_INITIAL = 3;

const editsToFullName = (typed: string, maxEdits: number): EditsTo => {
  const typedSurname = afterFirstWord(typed);
  const isInitial = typed.charAt(1) === ' ';
  const typedLetters = letterSet(typed);
  return (base, letters) => {
    const hasSameInitial = base.startsWith(typed.charAt(0)) && afterFirstWord(base) === typedSurname;
    // `p mahomes`.
    if (hasSameInitial && isInitial) return 1;
    // Each letter that one of them has and the other has not takes an edit.
    const isFar = sizeOf(typedLetters & ~letters) > maxEdits || sizeOf(letters & ~typedLetters) > maxEdits;
    const edits = isFar ? Infinity : editsWithin(typed, base, maxEdits);
    return hasSameInitial ? Math.min(edits, MAX_EDITS_OF_SAME_INITIAL) : edits;
  };
};

const editsToOneWord = (typed: string, maxEdits: number): EditsTo => {
  const typedLetters = letterSet(typed);
  return (base, letters) => {
    if (sizeOf(typedLetters & ~letters) > maxEdits) return Infinity;
    const words = base.split(' ');
    const ends = [words.at(0) ?? '', words.at(-1) ?? ''];
    if (ends.some((word) => word.startsWith(typed))) return 1;
    return Math.min(
      ...ends.map((word) => editsWithin(typed, word, maxEdits)),
      editsWithin(typed, words.join(''), maxEdits),
    );
  };
};

const editsWithin = (typed: string, name: string, maxEdits: number): number =>
  Math.abs(typed.length - name.length) > maxEdits ? Infinity : distance(typed, name);

const afterFirstWord = (text: string): string => text.slice(text.indexOf(' ') + 1);

const setsOf = new WeakMap<readonly IndexedName<NamedPlayer>[], Int32Array>();

/** The letters of each name, made with the first suggestion and remembered for as long as the index is. */
const letterSetsOf = <P extends NamedPlayer>({ all }: NameIndex<P>): Int32Array => {
  const known = setsOf.get(all);
  if (known !== undefined) return known;
  const sets = Int32Array.from(all, ({ form }) => letterSet(form.base));
  setsOf.set(all, sets);
  return sets;
};

const LETTER_A = 97;
const LETTERS = 26;

/** A bit for each of the letters `a` to `z` that is in a text; others are no evidence. */
const letterSet = (text: string): number => {
  let set = 0;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text.charCodeAt(at) - LETTER_A;
    if (letter >= 0 && letter < LETTERS) set |= 1 << letter;
  }
  return set;
};

/** How many letters are in a set: a sum of bits side by side, because it is asked for each name there is. */
const sizeOf = (set: number): number => {
  const pairs = set - ((set >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
};

import { distance } from 'fastest-levenshtein';
import type { NameForm } from './name-form.ts';
import { isActive, type DirectoryPlayer } from './directory.ts';
import type { NameIndex } from './name-index.ts';

const MOST = 5;

// Shorter is no name yet, longer is no name any more.
const SHORTEST = 3;
const LONGEST = 60;

// Letters by which somebody who does not play any more has to be nearer.
const INACTIVE = 2;

/** The players whose names are nearest to what was typed, those who play first. Never an answer. */
export const suggest = (wanted: NameForm, index: NameIndex<DirectoryPlayer>): readonly DirectoryPlayer[] => {
  const typed = wanted.base;
  if (typed.length < SHORTEST || typed.length > LONGEST) return [];
  const farthest = Math.max(1, Math.floor(typed.length / 3));
  const off = typed.includes(' ') ? offFullName(typed, farthest) : offOneWord(typed, farthest);
  return index.everybody
    .map(({ bearer, form }) => ({ bearer, off: off(form.base), active: isActive(bearer) }))
    .filter((near) => near.off <= farthest)
    .sort((a, b) => a.off + (a.active ? 0 : INACTIVE) - (b.off + (b.active ? 0 : INACTIVE)))
    .slice(0, MOST)
    .sort((a, b) => Number(b.active) - Number(a.active))
    .map(({ bearer }) => bearer);
};

/** How many letters a name on file is away; Infinity for too many. */
type Off = (base: string) => number;

// What somebody may be away whose surname and first letter are right.
const SAME_INITIAL = 3;

const offFullName = (typed: string, farthest: number): Off => {
  const typedSurname = afterFirstWord(typed);
  const isInitial = typed.charAt(1) === ' ';
  return (base) => {
    const isNamesake = base.startsWith(typed.charAt(0)) && afterFirstWord(base) === typedSurname;
    // `p mahomes`.
    if (isNamesake && isInitial) return 1;
    const letters = within(typed, base, farthest);
    return isNamesake ? Math.min(letters, SAME_INITIAL) : letters;
  };
};

const offOneWord =
  (typed: string, farthest: number): Off =>
  (base) => {
    const words = base.split(' ');
    const ends = [words.at(0) ?? '', words.at(-1) ?? ''];
    if (ends.some((word) => word.startsWith(typed))) return 1;
    return Math.min(...ends.map((word) => within(typed, word, farthest)), within(typed, words.join(''), farthest));
  };

const within = (typed: string, name: string, farthest: number): number =>
  Math.abs(typed.length - name.length) > farthest ? Infinity : distance(typed, name);

const afterFirstWord = (text: string): string => text.slice(text.indexOf(' ') + 1);

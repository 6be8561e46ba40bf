import { distance } from 'fastest-levenshtein';
import { partedForm, type NameForm } from './name-form.ts';
import type { NamedPlayer, NameIndex } from './name-index.ts';

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
  return index.all
    .map(({ player, form }) => ({ player, edits: editsTo(form.base), active: isActive(player) }))
    .filter(({ edits }) => edits <= maxEdits)
    .sort((a, b) => a.edits + (a.active ? 0 : INACTIVE_EDITS) - (b.edits + (b.active ? 0 : INACTIVE_EDITS)))
    .slice(0, MAX_SUGGESTIONS)
    .sort((a, b) => Number(b.active) - Number(a.active))
    .map(({ player }) => player);
};

/** How many edits a name on file is away from what was typed; Infinity where a glance shows that it is too far. */
type EditsTo = (base: string) => number;

// A name with the right surname and first letter is never further away than this.
const MAX_EDITS_OF_SAME_INITIAL = 3;

const editsToFullName = (typed: string, maxEdits: number): EditsTo => {
  const typedSurname = afterFirstWord(typed);
  const isInitial = typed.charAt(1) === ' ';
  return (base) => {
    const hasSameInitial = base.startsWith(typed.charAt(0)) && afterFirstWord(base) === typedSurname;
    // `p mahomes`.
    if (hasSameInitial && isInitial) return 1;
    const edits = editsWithin(typed, base, maxEdits);
    return hasSameInitial ? Math.min(edits, MAX_EDITS_OF_SAME_INITIAL) : edits;
  };
};

const editsToOneWord =
  (typed: string, maxEdits: number): EditsTo =>
  (base) => {
    const words = base.split(' ');
    const ends = [words.at(0) ?? '', words.at(-1) ?? ''];
    if (ends.some((word) => word.startsWith(typed))) return 1;
    return Math.min(
      ...ends.map((word) => editsWithin(typed, word, maxEdits)),
      editsWithin(typed, words.join(''), maxEdits),
    );
  };

const editsWithin = (typed: string, name: string, maxEdits: number): number =>
  Math.abs(typed.length - name.length) > maxEdits ? Infinity : distance(typed, name);

const afterFirstWord = (text: string): string => text.slice(text.indexOf(' ') + 1);

import { distance } from 'fastest-levenshtein';

// Shorter texts are one edit away from too many names.
const MIN_LETTERS = 4;
const MIN_LETTERS_FOR_TWO = 7;

// A letter of another script is no slip of the finger: the rest of its word must not find a name.
const LATIN = /^[a-z0-9]+$/;

/** How many typos a typed word may have. */
export const maxEditsOf = (typed: string): number => {
  if (typed.length < MIN_LETTERS || !LATIN.test(typed)) return 0;
  return typed.length < MIN_LETTERS_FOR_TWO ? 1 : 2;
};

/**
 * How many edits a typed word is away from the beginning of a name; Infinity for more than it may have. Two neighbours
 * in the wrong order are one edit. One of the first two letters has to be there: a glance rules out most names.
 */
export const editsToPrefix = (typed: string, name: string): number => {
  if (name.startsWith(typed)) return 0;
  const max = maxEditsOf(typed);
  if (max === 0 || !sharesInitials(typed, name)) return Infinity;
  const { length } = typed;
  const toSameLength = distance(typed, name.slice(0, length));
  // A beginning of another length is as many edits away from this one as it is longer or shorter.
  if (toSameLength > 2 * max) return Infinity;
  let edits = isSwapped(typed, name) ? 1 : toSameLength;
  for (let other = length - max; other <= length + max && edits > 1; other += 1) {
    edits = Math.min(edits, distance(typed, name.slice(0, other)));
  }
  return edits <= max ? edits : Infinity;
};

const sharesInitials = (typed: string, name: string): boolean => {
  const [a, b] = [typed.charAt(0), typed.charAt(1)];
  const [c, d] = [name.charAt(0), name.charAt(1)];
  return a === c || a === d || b === c || b === d;
};

/** Whether the two differ in the order of two neighbouring letters only. */
const isSwapped = (typed: string, name: string): boolean => {
  let at = 0;
  while (typed[at] === name[at]) at += 1;
  return (
    at + 1 < typed.length &&
    typed[at] === name[at + 1] &&
    typed[at + 1] === name[at] &&
    name.startsWith(typed.slice(at + 2), at + 2)
  );
};

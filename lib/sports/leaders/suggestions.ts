import { distance } from 'fastest-levenshtein';

const MAX_SUGGESTIONS = 5;

/** The stats whose names are nearest to what was typed; of a known category any, where no name is near. */
export const suggestStats = (typed: string, paths: readonly string[]): readonly string[] => {
  const wanted = lettersOf(typed);
  const maxEdits = Math.max(2, Math.floor(wanted.length / 3));
  const near = paths
    .map((path) => ({ path, edits: editsTo(wanted, path) }))
    .filter(({ edits }) => edits <= maxEdits)
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ path }) => path);
  const [category = ''] = typed.split('.');
  const ofCategory = paths.filter((path) => path.toLowerCase().startsWith(`${category}.`));
  return (near.length > 0 ? near : ofCategory).slice(0, MAX_SUGGESTIONS);
};

// Typing a part of a name is one slip, however much is left out.
const EDITS_OF_PART = 1;
const MIN_PART_LETTERS = 3;

const editsTo = (wanted: string, path: string): number => {
  const whole = lettersOf(path);
  const name = lettersOf(path.slice(path.indexOf('.') + 1));
  const isPart = wanted.length >= MIN_PART_LETTERS && name.includes(wanted);
  return Math.min(isPart ? EDITS_OF_PART : Infinity, distance(wanted, whole), distance(wanted, name));
};

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

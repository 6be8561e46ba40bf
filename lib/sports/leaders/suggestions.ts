import { distance } from 'fastest-levenshtein';

const MAX_SUGGESTIONS = 5;

/** A stat by `category.name`, and what it is called at the head of a column. */
interface Labelled {
  readonly path: string;
  readonly label: string;
}

/** The stats of that label, then those with names near to what was typed; where there are none, those of a category. */
export const suggestStats = (typed: string, stats: readonly Labelled[]): readonly string[] => {
  const wanted = lettersOf(typed);
  const maxEdits = Math.max(2, Math.floor(wanted.length / 3));
  const near = stats
    .map(({ path, label }) => ({ path, edits: label.toLowerCase() === typed ? 0 : editsTo(wanted, path) }))
    .filter(({ edits }) => edits <= maxEdits)
    .toSorted((a, b) => a.edits - b.edits)
    .map(({ path }) => path);
  const [category = ''] = typed.split('.');
  const ofCategory = stats.map(({ path }) => path).filter((path) => path.toLowerCase().startsWith(`${category}.`));
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

import { wordsOf } from '../names/index.ts';

/** The letters of a text as one word, folded as players' names are: `49ers`, `hawaii`, `texasam`. */
export const lettersIn = (text: string): string => wordsOf(text).join('');

/** The spellings that count as the same: the letters, and the letters once words and places have one form. */
export const keysOf = (text: string): readonly string[] => {
  const words = wordsOf(text);
  const letters = words.join('');
  const usual = usualForm(words);
  return letters === '' || usual === letters ? [letters] : [letters, usual];
};

/** `Florida St.` is Florida State, and `Saint Louis` St. Louis; `the` and `and` say nothing. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['saint', 'st'],
  ['state', 'st'],
  ['mount', 'mt'],
  ['fort', 'ft'],
  ['the', ''],
  ['and', ''],
]);

/** Places with a short form that people type. One short form may stand for several teams. */
const PLACES: readonly (readonly [place: string, short: string])[] = [
  ['los angeles', 'la'],
  ['new york', 'ny'],
  ['chicago', 'chi'],
  ['las vegas', 'vegas'],
  ['tampa bay', 'tampa'],
  ['philadelphia', 'philly'],
  ['new orleans', 'nola'],
  ['washington dc', 'washington'],
  ['dc', 'washington'],
];

const usualForm = (words: readonly string[]): string => {
  const text = words
    .map((word) => WORDS.get(word) ?? word)
    .filter((word) => word !== '')
    .join(' ');
  const place = PLACES.find(([long]) => text === long || text.startsWith(`${long} `));
  return (place === undefined ? text : `${place[1]}${text.slice(place[0].length)}`).replaceAll(' ', '');
};

import { lettersOf, nameForm } from '../names/index.ts';

// `Juan Carlos De La Cruz Jr.` has six words.
const LONGEST = 6;

/**
 * Everybody whom a text names, by `find`: from the letters of a name to whoever bears it. The longest name counts, and
 * the search goes on behind it. Accents, dots, hyphens and suffixes make no difference.
 */
export const namedIn = <T>(text: string, find: (letters: string) => readonly T[]): ReadonlySet<T> => {
  const words = text
    .split(/[\s/,;:()"]+/)
    // Possessives: `the Rams' bench`, `Smith’s contract`.
    .map((word) => word.replace(/['’]s?$/, ''))
    .filter((word) => word !== '');
  const found = new Set<T>();
  for (let start = 0; start < words.length;) {
    const match = longestAt(words, start, find);
    for (const bearer of match?.bearers ?? []) found.add(bearer);
    start += match?.length ?? 1;
  }
  return found;
};

const longestAt = <T>(
  words: readonly string[],
  start: number,
  find: (letters: string) => readonly T[],
): { readonly bearers: readonly T[]; readonly length: number } | undefined => {
  for (let length = Math.min(LONGEST, words.length - start); length > 0; length -= 1) {
    const letters = lettersOf(nameForm(words.slice(start, start + length).join(' ')));
    const bearers = letters === '' ? [] : find(letters);
    if (bearers.length > 0) return { bearers, length };
  }
  return undefined;
};

import { lettersOf, nameForm } from '../names/index.ts';
import type { LeagueId, Team, TeamId } from '../model/index.ts';
import { spellingsOf } from '../teams/spellings.ts';

/** Finds everything of a kind by the letters of its name. */
export type Find<T> = (letters: string) => readonly T[];

// In a text, `as` is a word and no nickname of the Athletics.
const MIN_LETTERS = { name: 1, nickname: 1, place: 4, otherName: 4, abbreviation: Infinity, formerPart: Infinity };

/** By `Los Angeles Rams`, else by `Rams`, else by `Los Angeles`, else by another or a former name. */
export const teamFinder = (league: LeagueId, teams: readonly Team[]): Find<TeamId> => {
  const found = new Map<string, TeamId[]>();
  const all = spellingsOf(league, teams);
  for (const way of all[0]?.ways.keys() ?? []) {
    const foundBefore = new Set(found.keys());
    for (const { team, ways } of all) {
      const { kind = 'formerPart', keys = [] } = ways[way] ?? {};
      for (const key of keys) {
        if (key.length < MIN_LETTERS[kind] || foundBefore.has(key)) continue;
        found.set(key, [...(found.get(key) ?? []), team.id]);
      }
    }
  }
  return (letters) => found.get(letters) ?? [];
};

// `Juan Carlos De La Cruz Jr.` has six words.
const MAX_NAME_WORDS = 6;

/**
 * Everything that a text names, name after name with whatever has it. At each word the longest name wins, and the search
 * goes on behind it. Accents, dots, hyphens and suffixes make no difference.
 */
export const namedIn = <T>(text: string, find: Find<T>): readonly (readonly T[])[] => {
  const words = text
    .split(/[\s/,;:()"]+/)
    // Possessives: `the Rams' bench`, `Smith’s contract`.
    .map((word) => word.replace(/['’]s?$/, ''))
    .filter((word) => word !== '');
  const named: (readonly T[])[] = [];
  for (let start = 0; start < words.length;) {
    const match = longestNameAt(words, start, find);
    if (match !== undefined) named.push(match.found);
    start += match?.length ?? 1;
  }
  return named;
};

const longestNameAt = <T>(
  words: readonly string[],
  start: number,
  find: Find<T>,
): { readonly found: readonly T[]; readonly length: number } | undefined => {
  for (let length = Math.min(MAX_NAME_WORDS, words.length - start); length > 0; length -= 1) {
    const letters = lettersOf(nameForm(words.slice(start, start + length).join(' ')));
    const found = letters === '' ? [] : find(letters);
    if (found.length > 0) return { found, length };
  }
  return undefined;
};

import namesakes from './data/namesakes.json' with { type: 'json' };
import { displayNameOf } from './leagues.ts';
import type { Athlete } from './model.ts';
import type { LeagueWorld, World } from './world.ts';

/** Somebody the search can find, of any sport. */
export interface Found {
  readonly id: string;
  readonly uid: string;
  readonly displayName: string;
  readonly sport: string;
  readonly league: string;
  readonly active: boolean;
  readonly team: { readonly id: string; readonly uid: string; readonly displayName: string } | null;
  /** Real players come first among equals, as famous ones do. */
  readonly relevance: number;
}

export interface SearchIndex {
  /**
   * Who has every word of the query: whole words, or in `prefix` mode their beginnings. No typo is forgiven, and a
   * word that the name on file lacks, a suffix for instance, finds nobody. The exact name comes first.
   */
  find(query: string, mode?: 'words' | 'prefix'): readonly Found[];
}

interface Listed {
  readonly words: readonly string[];
  /** The player's current state: they may have moved since they were listed. */
  readonly found: () => Found;
}

/** `Ja'Marr Chase` and `JAMARR CHASE` are `jamarr chase`; `St. Brown` is `st brown`. */
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’.]/g, '')
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

const MAX_WORDS = 8;

export const createSearchIndex = (world: World): SearchIndex => {
  // Lists everybody, which makes every roster: not before somebody searches.
  let listed: readonly Listed[] | undefined;
  return {
    find: (query, mode = 'words') => {
      listed ??= list(world);
      const words = wordsOf(query).slice(0, MAX_WORDS);
      if (words.length === 0) return [];
      const isHit = (word: string, own: string): boolean => (mode === 'prefix' ? own.startsWith(word) : own === word);
      return listed
        .filter((entry) => words.every((word) => entry.words.some((own) => isHit(word, own))))
        .map(({ words: own, found }) => ({ found: found(), exact: own.join(' ') === words.join(' ') }))
        .sort((a, b) => rank(b) - rank(a))
        .map(({ found }) => found);
    },
  };
};

const rank = ({ found, exact }: { readonly found: Found; readonly exact: boolean }): number =>
  (exact ? 4 : 0) + (found.active ? 2 : 0) + found.relevance;

const list = (world: World): readonly Listed[] => [
  ...world.leagues.flatMap((league) =>
    league.everybody().map((athlete): Listed => ({
      words: wordsOf(`${athlete.firstName} ${athlete.lastName}`),
      found: () => foundOf(league, league.athlete(athlete.id) ?? athlete),
    })),
  ),
  ...namesakes.elsewhere.map((person): Listed => ({
    words: wordsOf(person.displayName),
    found: () => ({ ...person, active: true, team: null, relevance: 0 }),
  })),
];

const foundOf = ({ facts }: LeagueWorld, athlete: Athlete): Found => ({
  id: athlete.id,
  uid: `s:${facts.sport.id}~l:${facts.id}~a:${athlete.id}`,
  displayName: `${athlete.firstName} ${athlete.lastName}`,
  sport: facts.sport.slug,
  league: facts.slug,
  active: athlete.status !== 'inactive',
  // The last team for a player who has none now: the provider does not say that they left.
  team: {
    id: athlete.lastTeam.id,
    uid: `s:${facts.sport.id}~l:${facts.id}~t:${athlete.lastTeam.id}`,
    displayName: displayNameOf(athlete.lastTeam),
  },
  relevance: athlete.origin === 'real' ? 1 : 0,
});

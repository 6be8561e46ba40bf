import type { LeagueId, PlayerId, Team, TeamId } from '../model.ts';
import { lettersOf, nameForm, type Directory, type DirectoryPlayer } from '../names/index.ts';
import { directoryIndex } from '../names/name-index.ts';
import { spellingsOf } from '../teams/spellings.ts';
import type { TransactionRecord } from '../upstream.ts';

/** Whom moves concern. */
export interface Affected {
  readonly teams: ReadonlySet<TeamId>;
  readonly players: ReadonlySet<PlayerId>;
}

export interface LeagueNames {
  readonly league: LeagueId;
  /** As it was before the moves; undefined where none is cached. */
  readonly directory: Directory | undefined;
  readonly teams: readonly Team[];
}

/**
 * The team of each move, the teams and players that its text names, and the teams these players were on. A name that
 * several players share means all of them: one load too many is cheap, a player on their old team is wrong.
 */
export const affectedBy = (
  moves: readonly TransactionRecord[],
  { league, directory, teams: knownTeams }: LeagueNames,
): Affected => {
  const findTeams = teamFinder(league, knownTeams);
  const findPlayers = playerFinder(directory);
  // One search for both: the city in `Dallas Clark` is no team.
  const find: Find<Named> = (letters) => [
    ...findPlayers(letters).map((player) => ({ player })),
    ...findTeams(letters).map((team) => ({ team })),
  ];
  const teams = new Set<TeamId>();
  const players = new Set<PlayerId>();
  for (const { teamId, description } of moves) {
    if (teamId !== null) teams.add(teamId);
    for (const named of namedIn(description, find)) {
      if ('team' in named) teams.add(named.team);
      else {
        players.add(named.player.id);
        if (named.player.teamId !== null) teams.add(named.player.teamId);
      }
    }
  }
  return { teams, players };
};

type Named = { readonly player: DirectoryPlayer } | { readonly team: TeamId };

/** Finds everything of a kind by the letters of its name. */
type Find<T> = (letters: string) => readonly T[];

const playerFinder = (directory: Directory | undefined): Find<DirectoryPlayer> => {
  if (directory === undefined) return () => [];
  const index = directoryIndex(directory);
  return (letters) => {
    const anySuffix = { base: letters, suffix: null };
    return [...index.byName(anySuffix), ...index.byOtherName(anySuffix)];
  };
};

// In a text, `as` is a word and no nickname of the Athletics.
const MIN_LETTERS = { name: 1, nickname: 1, place: 4, otherName: 4, abbreviation: Infinity, formerPart: Infinity };

/** By `Los Angeles Rams`, else by `Rams`, else by `Los Angeles`, else by another or a former name. */
const teamFinder = (league: LeagueId, teams: readonly Team[]): Find<TeamId> => {
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
 * Everything that a text names. At each word the longest name wins, and the search goes on behind it. Accents, dots,
 * hyphens and suffixes make no difference.
 */
const namedIn = <T>(text: string, find: Find<T>): ReadonlySet<T> => {
  const words = text
    .split(/[\s/,;:()"]+/)
    // Possessives: `the Rams' bench`, `Smith’s contract`.
    .map((word) => word.replace(/['’]s?$/, ''))
    .filter((word) => word !== '');
  const named = new Set<T>();
  for (let start = 0; start < words.length;) {
    const match = longestNameAt(words, start, find);
    for (const each of match?.found ?? []) named.add(each);
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

import type { Found } from '../../cache/index.ts';
import type { LeagueId, PlayerId, Knows } from '../model/index.ts';
import { nicknamesByName } from '../names/aliases.ts';
import { nameForm } from '../names/index.ts';
import { createPrefixIndex, type Fit, type PrefixIndex } from '../names/prefix-index.ts';
import { typedWords } from '../names/typed-words.ts';
import type { HeldHits } from './held-hits.ts';
import type { HeldIn, HeldPlayer } from './held-players.ts';
import type { ScoresIn } from './scores.ts';

export interface Completions {
  /** Who fits best comes first. */
  readonly players: readonly HeldPlayer[];
  readonly knows: ReadonlyMap<LeagueId, Knows>;
  /** The lists that were looked through. */
  readonly lists: readonly Found<unknown>[];
}

/** Players by what has been typed of their names so far, from what is held: the provider is never asked. */
export type Autocomplete = (leagues: readonly LeagueId[], text: string, limit: number) => Promise<Completions>;

export interface AutocompleteOptions {
  readonly heldIn: HeldIn;
  readonly heldHits: HeldHits;
  readonly scoresIn: ScoresIn;
}

/**
 * @example
 * const autocomplete = createAutocomplete({ heldIn, heldHits, scoresIn });
 * const { players } = await autocomplete(['nfl'], 'josh a', 25);
 */
export const createAutocomplete = ({ heldIn, heldHits, scoresIn }: AutocompleteOptions): Autocomplete => {
  const indexes = new WeakMap<readonly HeldPlayer[], PrefixIndex<HeldPlayer>>();
  const indexOf = (league: LeagueId, players: readonly HeldPlayer[]): PrefixIndex<HeldPlayer> => {
    const known = indexes.get(players);
    if (known !== undefined) return known;
    const index = indexed(league, players);
    indexes.set(players, index);
    return index;
  };

  const completionsIn = async (league: LeagueId, text: string, limit: number): Promise<LeagueCompletions> => {
    // The starting list is looked up in the directory: who holds what is read first, and then who is popular.
    const held = await heldIn(league);
    const score = await scoresIn(league);
    const ranked = (index: PrefixIndex<HeldPlayer>): readonly Completion[] =>
      rank(index, { readings: typedWords(league, text), isBlank: text.trim() === '', limit, score });
    const found = ranked(indexOf(league, held.players));
    if (held.knows === 'all' || found.length >= limit) return { league, ...held, found };
    const ids = new Set(held.players.map(({ id }) => id));
    const hits = (await heldHits(league, nameForm(text))).filter(({ id }) => !ids.has(id));
    if (hits.length === 0) return { league, ...held, found };
    return { league, ...held, knows: 'some', found: [...found, ...ranked(indexed(league, hits))] };
  };

  return async (leagues, text, limit) => {
    const answers = await Promise.all(leagues.map((league) => completionsIn(league, text, limit)));
    // Stable: players who are alike in all this stand in the order of the leagues.
    const best = answers.flatMap(({ found }) => found).sort(byRank);
    return {
      players: best.slice(0, limit).map(({ player }) => player),
      knows: new Map(answers.map(({ league, knows }) => [league, knows])),
      lists: answers.flatMap(({ lists }) => lists),
    };
  };
};

interface LeagueCompletions {
  readonly league: LeagueId;
  readonly knows: Knows;
  readonly lists: readonly Found<unknown>[];
  readonly found: readonly Completion[];
}

interface Completion {
  readonly player: HeldPlayer;
  readonly fit: Fit;
  readonly score: number;
}

interface Asked {
  readonly readings: ReturnType<typeof typedWords>;
  /** Nothing is typed yet. */
  readonly isBlank: boolean;
  readonly limit: number;
  readonly score: ReadonlyMap<PlayerId, number>;
}

const rank = (index: PrefixIndex<HeldPlayer>, { readings, isBlank, limit, score }: Asked): readonly Completion[] => {
  const found: ReadonlyMap<HeldPlayer, Fit> = isBlank
    ? new Map(index.players.flatMap((player) => (score.has(player.id) ? [[player, BLANK] as const] : [])))
    : index.find(readings, limit);
  return [...found]
    .map(([player, fit]): Completion => ({ player, fit, score: score.get(player.id) ?? 0 }))
    .sort(byRank)
    .slice(0, limit);
};

const BLANK: Fit = { level: 1, detail: 0 };

/** How the text fits decides first, then who is asked about, who plays, and the shorter name; then the id. */
const byRank = (a: Completion, b: Completion): number =>
  a.fit.level - b.fit.level ||
  b.score - a.score ||
  Number(b.player.isActive) - Number(a.player.isActive) ||
  a.fit.detail - b.fit.detail ||
  compare(a.player.name, b.player.name) ||
  compare(a.player.id, b.player.id);

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const indexed = (league: LeagueId, players: readonly HeldPlayer[]): PrefixIndex<HeldPlayer> => {
  const nicknames = nicknamesByName(league);
  return createPrefixIndex(players, (letters) => nicknames.get(letters) ?? []);
};

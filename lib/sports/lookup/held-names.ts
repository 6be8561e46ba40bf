import type { Found } from '../../cache/index.ts';
import type { LeagueId, MatchKind, Knows } from '../model/index.ts';
import type { NameForm } from '../names/index.ts';
import { createNameIndex, type NameIndex } from '../names/name-index.ts';
import type { HeldHits } from './held-hits.ts';
import type { HeldIn, HeldPlayer } from './held-players.ts';
import type { ScoresIn } from './scores.ts';
import { matchSought, soughtName } from './sought.ts';

export interface HeldMatches {
  readonly match: MatchKind | 'none';
  /** Those whom people ask about most come first. */
  readonly players: readonly HeldPlayer[];
  readonly knows: ReadonlyMap<LeagueId, Knows>;
  /** The lists that were looked through. */
  readonly lists: readonly Found<unknown>[];
}

/** The players of several leagues whom a name may mean, from what is held: the provider is never asked. */
export type HeldNames = (leagues: readonly LeagueId[], name: NameForm) => Promise<HeldMatches>;

interface HeldNamesOptions {
  readonly heldIn: HeldIn;
  readonly heldHits: HeldHits;
  readonly scoresIn: ScoresIn;
}

// The most certain first: a surname in one league says nothing beside a full name in another.
const KINDS: readonly MatchKind[] = ['exact', 'alias', 'surname'];

export const createHeldNames = ({ heldIn, heldHits, scoresIn }: HeldNamesOptions): HeldNames => {
  const indexes = new WeakMap<readonly HeldPlayer[], NameIndex<HeldPlayer>>();
  const indexOf = (players: readonly HeldPlayer[]): NameIndex<HeldPlayer> => {
    const index = indexes.get(players) ?? createNameIndex(players);
    indexes.set(players, index);
    return index;
  };

  const matchesIn = async (league: LeagueId, name: NameForm) => {
    const { knows, players, lists } = await heldIn(league);
    const sought = soughtName(league, name);
    const match = (index: NameIndex<HeldPlayer>) => matchSought(sought, index, { isShown: () => true, isPlaying });
    const listed = match(indexOf(players));
    const hits = knows === 'all' || listed !== undefined ? [] : await heldHits(league, name);
    const found = hits.length === 0 ? listed : match(createNameIndex(hits));
    const all = found === undefined ? [] : [...found.candidates, ...found.byOtherName];
    // Who plays is meant before namesakes who do not.
    const meant = all.some(isPlaying) ? all.filter(isPlaying) : all;
    const scores = await scoresIn(league);
    const scored = meant.map((player) => ({ player, score: scores.get(player.id) ?? 0 }));
    return { league, knows: hits.length === 0 ? knows : ('some' as const), lists, match: found?.match, scored };
  };

  return async (leagues, name) => {
    const answers = await Promise.all(leagues.map((league) => matchesIn(league, name)));
    const best = KINDS.find((kind) => answers.some(({ match }) => match === kind));
    const scored = answers.filter(({ match }) => match === best).flatMap((answer) => answer.scored);
    return {
      match: best ?? 'none',
      players: scored.sort((a, b) => b.score - a.score).map(({ player }) => player),
      knows: new Map(answers.map(({ league, knows }) => [league, knows])),
      lists: answers.flatMap(({ lists }) => lists),
    };
  };
};

const isPlaying = ({ isActive }: HeldPlayer): boolean => isActive;

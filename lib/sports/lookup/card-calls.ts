import { minutes } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { StatLine } from '../model/index.ts';

/** Calls of the provider that a card may cost. */
const MAX_CARD_CALLS = 3;

// Longer than people ask for the same card again. Whatever a card left out for its price is loaded after that.
const RECENT_MS = minutes(5);

/** What a card's player and line were loaded with. */
export interface CardCall {
  /** Epoch ms. */
  readonly loadedAt: number;
  readonly calls: number;
}

/** Most in baseball have two views of their stats, and each is a call; the best have three. */
export const callsForLine = ({ league, categories }: Pick<StatLine, 'league' | 'categories'>): number =>
  leagueOf(league).sport === 'baseball'
    ? Math.max(1, ['batting', 'pitching', 'fielding'].filter((view) => categories[view] !== undefined).length)
    : 1;

/**
 * Milliseconds until a card may pay for one call more; 0: now. By when its entries were loaded, and not by what this
 * question has loaded: the same card a moment later must not cost the call that the first one saved.
 */
export const paysAgainIn = (loaded: readonly CardCall[], now: number): number => {
  const recent = loaded
    .filter(({ loadedAt }) => now - loadedAt < RECENT_MS)
    .flatMap(({ loadedAt, calls }) => Array.from({ length: calls }, () => loadedAt))
    .sort((a, b) => b - a);
  const last = recent[MAX_CARD_CALLS - 1];
  return last === undefined ? 0 : last + RECENT_MS - now;
};

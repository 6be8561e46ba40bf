import { hours, minutes } from '../../cache/index.ts';
import type { Game } from '../model/index.ts';

/** When the provider said how a game stands, and when that is judged; epoch ms. */
export interface Told {
  readonly toldAt: number;
  readonly now: number;
}

/**
 * How a game stands by the provider's words:
 *
 * - `coming`: it has a start, or a day, that is still ahead.
 * - `due`: its start has passed, and the provider has not had the time to say that it began.
 * - `awaited`: it may begin or go on at any moment, and the provider says that it has not yet: a delayed start, a day
 *   without a time, a suspended game.
 * - `playing`: the provider had it in play.
 * - `over`: ended, or left in play by a provider that has said nothing for hours.
 * - `off`: postponed or canceled.
 */
export type Standing = 'coming' | 'due' | 'awaited' | 'playing' | 'over' | 'off';

// Longer than nearly any game: a line that was loaded within this time after a start may be older than the end.
export const MAX_GAME_MS = hours(6);
// The rest of nearly any game: one that was in play and has not been heard of for so long is taken to be over.
export const MAX_UNTOLD_MS = hours(3);
// A listing lags behind a kick-off by minutes. After this the start is late, whatever word stands there.
const START_LAG_MS = minutes(30);
// A delayed game begins on its day or is postponed.
const MAX_DELAY_MS = hours(24);
// From midnight Eastern on, the latest evening game included.
const DAY_WITHOUT_TIME_MS = hours(30);

export const standingOf = (game: Game, { toldAt, now }: Told): Standing => {
  const start = Date.parse(game.date);
  switch (game.state) {
    case 'in':
      return now - toldAt < MAX_UNTOLD_MS ? 'playing' : 'over';
    case 'post':
      return 'over';
    case 'postponed':
      return game.status === 'suspended' ? 'awaited' : 'off';
    case 'pre':
      if (now < start) return 'coming';
      if (isWithoutTime(game)) return now < start + DAY_WITHOUT_TIME_MS ? 'awaited' : 'over';
      if (isDelayed(game)) return now < start + MAX_DELAY_MS ? 'awaited' : 'over';
      if (now >= start + MAX_GAME_MS) return 'over';
      return toldAt < start + START_LAG_MS ? 'due' : 'awaited';
  }
};

// Not `!timeValid`: an entry that another version stored says nothing of it.
export const isWithoutTime = ({ timeValid }: Partial<Game>): boolean => timeValid === false;

/** Whether it begins at its `date`, as far as the provider knows. */
export const isStartKnown = (game: Game): boolean => !isWithoutTime(game) && !isDelayed(game);

const isDelayed = ({ status }: Partial<Game>): boolean => status?.includes('delay') ?? false;

// The warmer reads the list every five minutes.
const AWAITED_MS = { fresh: minutes(5), known: minutes(10) };
const SELDOM_AWAITED_MS = { fresh: minutes(15), known: minutes(30) };

/**
 * Milliseconds, of an awaited game: how often to ask whether it has begun, and how long "not yet" is believed. Seldom
 * where it takes hours or days: a day without a time, a game that was suspended hours ago.
 */
export const awaitedPace = (game: Game & { readonly lastOn?: string }, now: number): typeof AWAITED_MS => {
  const since = Date.parse(game.lastOn ?? game.date);
  const isSeldom = isWithoutTime(game) || now - since >= MAX_GAME_MS;
  return isSeldom ? SELDOM_AWAITED_MS : AWAITED_MS;
};

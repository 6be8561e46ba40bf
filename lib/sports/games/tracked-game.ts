import { hours } from '../../cache/index.ts';
import type { TrackedGame } from '../model/index.ts';
import { awaitedPace, isStartKnown, isWithoutTime, MAX_GAME_MS, MAX_UNTOLD_MS, standingOf } from './standing.ts';

export interface Moment {
  /** When the list was made, ISO 8601. */
  readonly asOf: string;
  /** Epoch ms. */
  readonly now: number;
}

const toldAtOf = ({ toldAt }: TrackedGame, { asOf }: Moment): number => Date.parse(toldAt ?? asOf);

const isListed = ({ toldAt }: TrackedGame): boolean => toldAt === undefined;

/** Whether it is being played, or began by the clock a moment ago. */
export const isOn = (game: TrackedGame, moment: Moment): boolean => {
  const standing = standingOf(game, { toldAt: toldAtOf(game, moment), now: moment.now });
  return standing === 'playing' || standing === 'due';
};

/** Whether it may begin or go on at any moment. A suspended game that is on no list waits for another day. */
export const isAwaited = (game: TrackedGame, moment: Moment): boolean =>
  standingOf(game, { toldAt: toldAtOf(game, moment), now: moment.now }) === 'awaited' &&
  (isListed(game) || game.state === 'pre');

/** When it ended (epoch ms): when it was last told to be on, else the latest that it may have been. Undefined: it has not. */
export const endedAt = (game: TrackedGame, moment: Moment): number | undefined => {
  if (standingOf(game, { toldAt: toldAtOf(game, moment), now: moment.now }) !== 'over') return undefined;
  return game.lastOn === undefined ? endOf(game) : Date.parse(game.lastOn);
};

// How long scorers take to correct a game after it was last in play.
const CORRECTIONS_MS = hours(2);

/** Until when (epoch ms) its players' lines may have changed, as far as that is known now; undefined: they have not. */
export const changedUntil = (game: TrackedGame, moment: Moment): number | undefined => {
  const { now } = moment;
  const toldAt = toldAtOf(game, moment);
  const seen = game.lastOn === undefined ? undefined : Date.parse(game.lastOn) + CORRECTIONS_MS;
  const guessed = guessedUntil(game, { toldAt, now, isAwaited: isAwaited(game, moment) });
  const known = [seen, guessed].filter((until) => until !== undefined);
  return known.length === 0 ? undefined : Math.max(...known);
};

interface Guess {
  readonly toldAt: number;
  readonly now: number;
  readonly isAwaited: boolean;
}

/** By its start and its state alone, for what happened while nobody looked. */
const guessedUntil = (game: TrackedGame, { toldAt, now, isAwaited: awaited }: Guess): number | undefined => {
  const start = Date.parse(game.date);
  const { known } = awaitedPace(game, now);
  switch (game.state) {
    case 'in':
      return Math.min(now, toldAt + MAX_UNTOLD_MS) + CORRECTIONS_MS;
    case 'pre':
      if (start > now) return undefined;
      // A provider that calls it scheduled after its start may not have looked. One that calls it delayed has.
      if (isStartKnown(game)) return endOf(game);
      return awaited && now - toldAt <= known ? undefined : Math.max(start, toldAt) + MAX_GAME_MS;
    case 'postponed':
      if (game.status !== 'suspended') return undefined;
      // It may have gone on since.
      if (awaited && now - toldAt > known) return Infinity;
      return endOf(game);
    case 'post':
      return start <= now ? endOf(game) : undefined;
  }
};

/** The latest end (epoch ms) of a game whose start is known, or only its day. */
const endOf = (game: TrackedGame): number =>
  Date.parse(game.date) + (isWithoutTime(game) ? hours(24) : 0) + MAX_GAME_MS;

import { quietUntil } from '../games/index.ts';
import type { MissingCardPart } from '../model/index.ts';
import type { HeldGames } from './card-games.ts';

/**
 * Until when (epoch ms) the same entries make the same card, ages apart; `now` or before: only at this moment. What is told
 * of a game that is on, how long to wait for what is missing, and whatever rests on something stale change with the clock.
 */
export const cardStandsUntil = (
  { games, now }: { readonly games: HeldGames | undefined; readonly now: number },
  missing: readonly MissingCardPart[],
): number => {
  if (missing.some(({ retryAfter }) => retryAfter !== null)) return now;
  if (games === undefined) return Infinity;
  const { team, live, document, log } = games;
  let until = Infinity;
  for (const read of [live, document, log]) if (read !== undefined) until = Math.min(until, read.entry.freshUntil);
  if (live !== undefined) until = Math.min(until, quietUntil(live.value(), team, now));
  const announced = Date.parse(document?.value().next?.date ?? '');
  return now <= announced ? Math.min(until, announced) : until;
};

import { hours, minutes } from '../../cache/index.ts';
import type { LiveState } from '../model/index.ts';
import { nextFollow } from './follow.ts';
import { awaitedWithin, nextStart } from './played.ts';
import { isOn } from './tracked-game.ts';

const FRESH_IN_PLAY_MS = minutes(1);
const FRESH_IN_SEASON_MS = hours(1);
const FRESH_OFF_SEASON_MS = hours(6);

/** Milliseconds for which a list of games is fresh: a minute during games, else until the next, six hours at most. */
export const liveFreshFor = (
  live: LiveState,
  { now, offSeason }: { readonly now: number; readonly offSeason: boolean },
): number => {
  const moment = { asOf: live.asOf, now };
  if (live.games.some((game) => isOn(game, moment))) return FRESH_IN_PLAY_MS;
  const next = nextStart(live, 'any', now);
  const idle = offSeason ? FRESH_OFF_SEASON_MS : FRESH_IN_SEASON_MS;
  const untilNext = next === undefined ? idle : Math.max(FRESH_IN_PLAY_MS, next - now);
  const follow = nextFollow(live, now);
  const untilFollow = follow === undefined ? idle : Math.max(FRESH_IN_PLAY_MS, follow - now);
  return Math.min(idle, untilNext, untilFollow, awaitedWithin(live, 'any', now) ?? idle);
};

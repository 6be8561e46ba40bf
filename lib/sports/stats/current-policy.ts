import { minutes, type Policy } from '../../cache/index.ts';
import { awaitedWithin, isPlaying, nextStart, type Teams } from '../games/index.ts';
import type { LiveState } from '../model/index.ts';
import { CURRENT_STATS } from './policy.ts';

// A file of its own: only loads need the rules of games, and a cold start does without.

const FRESH_WHILE_PLAYING_MS = minutes(2);

/**
 * Of the season being played: fresh for two minutes while one of the teams plays, never beyond their next game, and for
 * minutes only while a game of theirs may begin or go on at any moment.
 */
export const currentPolicy = (live: LiveState | undefined, teams: Teams, now: number): Policy => {
  if (live === undefined) return CURRENT_STATS;
  if (isPlaying(live, teams, now)) return { ...CURRENT_STATS, freshFor: FRESH_WHILE_PLAYING_MS };
  const next = nextStart(live, teams, now);
  const untilNext = next === undefined ? Infinity : Math.max(FRESH_WHILE_PLAYING_MS, next - now);
  return {
    ...CURRENT_STATS,
    freshFor: Math.min(CURRENT_STATS.freshFor, untilNext, awaitedWithin(live, teams, now) ?? Infinity),
  };
};

/**
 * Answers to questions about players: which player a name means, which season is meant, and what their stats are.
 * resolver.ts is named by its file: a function that resolves no names must not carry its tables in its bundle.
 */
export type { SeenPlayers } from './resolve-context.ts';
export type { NameResolver } from './resolver.ts';
export type { Resolution, ResolvedMany, ResolvedNone, ResolvedOne } from './resolution.ts';
export { isPlaying } from './playing.ts';
export { createSeasons, type Seasons, type SeasonState } from './season-state.ts';
export {
  createBatchStats,
  playersToPredictFrom,
  type BatchItem,
  type BatchOutcome,
  type BatchRequest,
  type BatchStats,
} from './stats-batch.ts';
export { createStatsLookup, type Lineless, type NoStats, type StatsLookup, type StatsOutcome } from './stats.ts';

/** Follows player moves: purges what a transaction has made wrong, and loads it again before somebody asks. */
export { createPurgeForMoves, type MovesRun, type PurgeForMoves } from './run.ts';
export { createReload, MAX_RELOADED_TEAMS, type Reload, type ReloadMessage } from './reload.ts';

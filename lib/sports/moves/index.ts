/** Follows player moves: purges what a transaction has made wrong, and loads it again before somebody asks. */
export { createPurgeLeague, type LeaguePurged, type PurgeLeague } from './run.ts';
export { createReload, MOST_RELOADED, type Reload, type ReloadMessage } from './reload.ts';

/** What is cached: keys, policies, and what is asked of the provider on a miss. */
export type { ResourceContext } from './context.ts';
export { MOVES_PER_LIST, type MoveList } from './move-list.ts';
export type { NameSearch } from './name-search.ts';
export { createResources, type Resources } from './resources.ts';
export {
  FILLED_SHAPES,
  isFillReadable,
  isWholeLoadDue,
  type SeasonTableLoad,
  type SeasonTableOf,
} from './season-table-page.ts';
export type { GameLogOf, StatsOf } from './stats-keys.ts';
export type { StoredTable } from './unnamed-stats.ts';
export type { TeamDocument } from './team-document-stored.ts';

/**
 * How long stats stay true. The files that make stat lines (career.ts,
 * season-table.ts, join.ts, compare.ts) are loaded lazily by whoever needs them and stay out of this list.
 */
export { LEADERS_VERSION } from './leaders-version.ts';
export type { LeaderColumns, LeaderPage, LeaderTeam } from './leader-page.ts';
export { currentPolicy } from './current-policy.ts';
export {
  CURRENT_STATS,
  FINISHED_STATS,
  FINISHED_WITHOUT_POSITION,
  MAX_CONFIRMED_AGE_MS,
  withGapPolicy,
} from './policy.ts';

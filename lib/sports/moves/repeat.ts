import { hours, minutes } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import { mergePlans, NO_PURGE, type PurgePlan } from './plan.ts';
import type { MayPurge } from './full-purge.ts';
import { TIMER_TOLERANCE_MS } from './schedule.ts';
import type { PendingRepeat } from './state.ts';
import type { FeedReading } from './transactions.ts';

/** When a purge for a move is repeated. Repeats are not repeated themselves. */
const REPEAT_DELAYS_MS = [minutes(15), hours(1)];
// The state is read in each run. What exceeds this was purged first and has most likely been repeated.
const MAX_PENDING_SCOPES = 500;

export interface Repeats {
  readonly plan: PurgePlan;
  /** What is pending once the plan has been carried out; the very list that was given where nothing is due. */
  readonly left: readonly PendingRepeat[];
}

/** Plans the repeats that are due. What must not be purged now stays pending. */
export const planRepeats = async (
  mayPurge: MayPurge,
  league: LeagueId,
  pending: readonly PendingRepeat[],
  { reading, now }: { readonly reading: FeedReading; readonly now: number },
): Promise<Repeats> => {
  const { due, left } = splitDue(pending, now);
  if (due.length === 0) return { plan: NO_PURGE, left: pending };
  const plan = mergePlans(due);
  const rosters = plan.scopes.includes(SCOPE.rosters) ? undefined : plan.teams.length;
  const loadedSince = reading.outcome === 'unavailable' ? (reading.unavailableSince ?? now) : undefined;
  return (await mayPurge(league, { rosters, loadedSince })) ? { plan, left } : { plan: NO_PURGE, left: pending };
};

const splitDue = (
  pending: readonly PendingRepeat[],
  now: number,
): { readonly due: readonly PendingRepeat[]; readonly left: readonly PendingRepeat[] } => {
  const passed = ({ purgedAt }: PendingRepeat): number =>
    REPEAT_DELAYS_MS.filter((delay) => purgedAt + delay - TIMER_TOLERANCE_MS <= now).length;
  return {
    due: pending.filter((each) => passed(each) > each.times),
    left: pending
      .map((each) => ({ ...each, times: Math.max(each.times, passed(each)) }))
      .filter(({ times }) => times < REPEAT_DELAYS_MS.length),
  };
};

/** Puts what was purged now in front and drops the oldest that exceed the limit. */
export const addPending = (
  pending: readonly PendingRepeat[],
  plan: PurgePlan,
  now: number,
): readonly PendingRepeat[] => {
  if (plan.scopes.length === 0) return pending;
  let room = MAX_PENDING_SCOPES;
  const scopes = plan.scopes.slice(0, MAX_PENDING_SCOPES);
  return [{ ...plan, scopes, purgedAt: now, times: 0 }, ...pending].filter((each) => (room -= each.scopes.length) >= 0);
};

/** When the next repeat is due (epoch ms); Infinity: none is pending. */
export const nextRepeatAt = (pending: readonly PendingRepeat[]): number =>
  Math.min(
    ...pending.map(({ purgedAt, times }) => purgedAt + (REPEAT_DELAYS_MS[times] ?? Infinity) - TIMER_TOLERANCE_MS),
  );

import { hours, minutes, type Scope } from '../../cache/index.ts';
import type { TeamId } from '../model.ts';
import type { PurgePlan } from './plan.ts';
import { SLACK } from './slack.ts';

/**
 * What was purged for a move, and is to be purged again: a provider may list a move some time before its rosters tell
 * it, and what was loaded meanwhile is the old team once more.
 */
export interface Pending extends PurgePlan {
  /** Epoch ms. */
  readonly purgedAt: number;
  /** How often it has been purged again. */
  readonly times: number;
}

/** When the first purge is repeated. Repetitions are not repeated. */
const DELAYS = [minutes(15), hours(1)];
// A note is read in each run. What is beyond it was purged first, and has most likely been purged again.
const MOST_SCOPES = 500;

/** What is to be purged again now, and what is pending once that is done. */
export const takeDue = (
  pending: readonly Pending[],
  now: number,
): { readonly due: readonly Pending[]; readonly left: readonly Pending[] } => {
  const passed = ({ purgedAt }: Pending): number => DELAYS.filter((delay) => purgedAt + delay - SLACK <= now).length;
  return {
    due: pending.filter((each) => passed(each) > each.times),
    left: pending
      .map((each) => ({ ...each, times: Math.max(each.times, passed(each)) }))
      .filter(({ times }) => times < DELAYS.length),
  };
};

/** With what was purged now in front, as far as there is room. */
export const withPurged = (pending: readonly Pending[], plan: PurgePlan, now: number): readonly Pending[] => {
  if (plan.scopes.length === 0) return pending;
  let room = MOST_SCOPES;
  const scopes = plan.scopes.slice(0, MOST_SCOPES);
  return [{ ...plan, scopes, purgedAt: now, times: 0 }, ...pending].filter((each) => (room -= each.scopes.length) >= 0);
};

/** When something is next to be purged again (epoch ms); Infinity: nothing is. */
export const nextAgain = (pending: readonly Pending[]): number =>
  Math.min(...pending.map(({ purgedAt, times }) => purgedAt + (DELAYS[times] ?? Infinity) - SLACK));

/** One plan for all of them. */
export const planOf = (plans: readonly PurgePlan[]): PurgePlan => ({
  scopes: [...new Set(plans.flatMap(({ scopes }) => scopes))],
  teams: [...new Set(plans.flatMap(({ teams }) => teams))],
});

/** Undefined for what this version did not write. */
export const readPending = (json: unknown): Pending | undefined => {
  if (typeof json !== 'object' || json === null) return undefined;
  const { purgedAt, times, scopes, teams } = json as Partial<Record<string, unknown>>;
  if (typeof purgedAt !== 'number' || typeof times !== 'number' || !isTexts(scopes) || !isTexts(teams))
    return undefined;
  return { purgedAt, times, scopes: scopes satisfies readonly Scope[], teams: teams as readonly TeamId[] };
};

const isTexts = (json: unknown): json is readonly string[] =>
  Array.isArray(json) && json.every((each) => typeof each === 'string');

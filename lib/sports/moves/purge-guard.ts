import type { TieredCache } from '../../cache/index.ts';
import { speculativeCallsLeft, type DayBudget } from '../../ledgers/day-budget.ts';
import type { LeagueId } from '../model.ts';
import type { Resources } from '../resources/index.ts';

/** Whether rosters may be purged that nobody says are wrong: what is held is better than what cannot be loaded again. */
export type MayPurge = (league: LeagueId, question: MayPurgeQuestion) => Promise<boolean>;

export interface MayPurgeQuestion {
  /** Rosters that would have to be loaded; undefined: all of them. */
  readonly rosters: number | undefined;
  /** Where nobody knows whether the provider answers: one has to have been loaded since (epoch ms). */
  readonly loadedSince: number | undefined;
}

export interface SparingOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'roster' | 'teams'>;
  /** Undefined: nobody counts what is spent. */
  readonly spending?: (() => Promise<DayBudget | undefined>) | undefined;
}

// As many as the largest professional leagues have, where the list of teams is not held.
const USUAL_TEAMS = 32;
// Colleges have hundreds; some of them tell as much.
const MOST_LOOKED_AT = 64;
export const createMayPurge = ({ cache, resources, spending }: SparingOptions): MayPurge => {
  const left = async (): Promise<number> => {
    if (spending === undefined) return Infinity;
    try {
      const state = await spending();
      return state === undefined ? Infinity : speculativeCallsLeft(state);
    } catch {
      // What cannot be counted cannot be bought.
      return 0;
    }
  };

  return async (league, { rosters, loadedSince }) => {
    const [held] = await cache.getAllPresent([resources.teams(league)]);
    const all = held?.kind === 'value' ? held.value().teams.filter(({ exhibition }) => exhibition !== true) : undefined;
    const calls = rosters ?? all?.length ?? USUAL_TEAMS;
    // Not even the last call: who asks next would be told that there is nothing left.
    if ((await left()) < Math.max(1, calls)) return false;
    if (loadedSince === undefined || all === undefined) return true;
    const found = await cache.getAllPresent(all.slice(0, MOST_LOOKED_AT).map(({ id }) => resources.roster(league, id)));
    const loaded = found.flatMap((answer) => (answer?.kind === 'value' ? [answer.entry.loadedAt] : []));
    // Where none is held, nothing can be lost.
    return loaded.length === 0 || Math.max(...loaded) >= loadedSince;
  };
};

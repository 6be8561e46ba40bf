import { days, hours, minutes, type Clock } from '../../cache/index.ts';
import type { Calendar } from '../calendar/index.ts';
import type { LeagueId } from '../model.ts';
import { nextDue } from './schedule.ts';
import { isSilent, type Heard } from './transactions.ts';
import type { Recalled } from './state.ts';
import type { MayPurge } from './purge-guard.ts';

/** What a run knows before it plans. */
export interface Findings extends Recalled {
  readonly heard: Heard;
  /** Whether the provider has a list of the league's moves at all. */
  readonly isTold: boolean;
}

export interface Everyone {
  /** Windows that have opened or closed. */
  readonly boundaries: number;
  /** All rosters are to be purged. */
  readonly isGoing: boolean;
  /** They are to be, and it would do more harm than good now; the next run looks again. */
  readonly isHeldBack: boolean;
}

export interface EveryoneOptions {
  readonly calendar: Pick<Calendar, 'windowAt' | 'isHot' | 'boundaries'>;
  readonly clock: Clock;
  readonly mayPurge: MayPurge;
}

// No roster and no player is served for so long after it was loaded.
const LONGEST_ABSENCE = days(60);
// In a window a roster that is asked for is loaded once an hour at least.
const OF_LATE = hours(1) + minutes(5);

/** Whether all rosters go: a window opened or closed, nobody tells who moves, or nobody knows what was purged for. */
export const createPlanEveryone =
  ({ calendar, clock, mayPurge }: EveryoneOptions) =>
  async (league: LeagueId, { known, isLost, heard, isTold }: Findings): Promise<Everyone> => {
    const now = clock.now();
    const boundaries = calendar.boundaries(league, Math.max(known.at, now - LONGEST_ABSENCE), now).length;
    const isOwed = isLost || boundaries > 0;
    const isNobodyTelling = !isTold || isSilent(heard, now);
    const isUntold = isNobodyTelling && nextDue(calendar, league, known, { now, isTold: false }) <= now;
    if (!isOwed && !isUntold) return { boundaries, isGoing: false, isHeldBack: false };
    const isGoing = await mayPurge(league, { rosters: undefined, loadedSince: loadedSince(heard, isOwed, now) });
    return { boundaries, isGoing, isHeldBack: isOwed && !isGoing };
  };

/** Since when some roster has to have been loaded, to show that the provider answers; undefined: nobody doubts it. */
const loadedSince = ({ outcome, unheardSince }: Heard, isOwed: boolean, now: number): number | undefined => {
  const ofLate = now - OF_LATE;
  // Nothing is fresh beyond a boundary: all is loaded again, as long as the provider answers.
  if (isOwed) return outcome === 'failed' ? ofLate : undefined;
  return Math.max(unheardSince ?? ofLate, ofLate);
};

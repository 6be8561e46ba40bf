import { minutes, seconds, type Clock } from '../../cache/index.ts';
import { speculativeCallsLeft, type DayBudget } from '../../ledgers/day-budget.ts';

export interface NextMinuteOptions {
  readonly spending: () => Promise<DayBudget | undefined>;
  readonly clock: Clock;
  /** Undefined: nobody waits. */
  readonly pause: ((ms: number) => Promise<void>) | undefined;
}

// A load, and what has to be done after it.
const WORTH_WAITING_FOR = seconds(20);

/**
 * Waits for the next minute's calls, where it is the minute's that are spent and not the day's, and where there is time.
 * Everybody who waits at the same time waits once.
 */
export const createNextMinute = ({ spending, clock, pause }: NextMinuteOptions) => {
  let waiting: Promise<boolean> | undefined;

  const wait = async (remaining: () => number): Promise<boolean> => {
    const spent = await spending();
    if (pause === undefined || spent === undefined || speculativeCallsLeft(spent) <= 0) return false;
    const ms = minutes(1) - (clock.now() % minutes(1));
    if (remaining() < ms + WORTH_WAITING_FOR) return false;
    await pause(ms);
    return true;
  };

  return (remaining: () => number): Promise<boolean> => {
    waiting ??= wait(remaining).finally(() => (waiting = undefined));
    return waiting;
  };
};

import { hours, isUnderWay, seconds, type Clock } from '../../cache/index.ts';
import type { Amounts, Counters } from '../../ledgers/counters.ts';
import { hourOf, USAGE_RETENTION_MS, usageKey, type UsagePage } from '../../ledgers/usage-hours.ts';
import { DROPPED } from './events.ts';
import type { Usage } from './usage.ts';

/** Writes the counts to the shared counters: one write a page, under the key of the hour in which it is made. */
export interface UsageFlush {
  /** All pages, whenever they were written last. Never rejects. */
  now(): Promise<void>;
  /** The pages that are due, once `every` has passed since the last time. */
  whenDue(): Promise<void>;
}

export interface UsageFlushOptions {
  readonly usage: Pick<Usage, 'take' | 'putBack'>;
  readonly counters: Counters;
  readonly clock: Clock;
  /** Milliseconds from one flush to the next. 0: nobody waits for it, and every page is due every time. */
  readonly every: number;
  /** Called with the sums that were written. */
  readonly onFlushed: (amounts: Amounts) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/**
 * How long a page rests for each unit that its last write cost, so that all pages together cost an environment two units a
 * minute at the most, however large they are: 4/3 the sums, 2/9 each of the others. Events cost what happens costs.
 */
const REST_PER_UNIT_MS: Readonly<Record<UsagePage, number>> = {
  sums: seconds(45),
  callers: seconds(270),
  latency: seconds(270),
  asked: seconds(270),
  events: seconds(60),
};

const PAGES = Object.keys(REST_PER_UNIT_MS) as readonly UsagePage[];

// A page of callers beyond this size gets no more names of this environment.
const ROOMY_UNITS = 2;
// An hour's page of events: 32 KB are about 250 of them.
const MAX_EVENT_UNITS = 32;

interface PageState {
  /** Epoch ms. */
  dueAt: number;
  /** Of the last write. */
  units: number;
  failures: number;
}

/** @example const flush = createUsageFlush({ usage, counters, clock: Date, every: minutes(1), onFlushed, onFailure }); */
export const createUsageFlush = (options: UsageFlushOptions): UsageFlush => {
  const { usage, counters, clock, every, onFlushed, onFailure } = options;
  // A cold start does not flush.
  let last = clock.now();
  let hour = hourOf(last);
  const states = new Map(PAGES.map((page): [UsagePage, PageState] => [page, { dueAt: 0, units: 0, failures: 0 }]));

  const fitting = (page: UsagePage, amounts: Amounts, units: number): Amounts =>
    page === 'events' && units >= MAX_EVENT_UNITS && Object.keys(amounts).length > 0
      ? { [DROPPED]: Object.values(amounts).reduce((sum, each) => sum + each, 0) }
      : amounts;

  /** Resolves to what went wrong. */
  const write = async (page: UsagePage, state: PageState): Promise<unknown> => {
    const amounts = fitting(page, usage.take(page, hour, state.units <= ROOMY_UNITS), state.units);
    if (Object.keys(amounts).length === 0) return undefined;
    const now = last;
    try {
      state.units = await counters.add(usageKey(hour, page), amounts, hours(hour + 1) + USAGE_RETENTION_MS);
    } catch (error) {
      state.failures += 1;
      // The page may have become too full. The sums always fit.
      if (page === 'sums' || state.failures === 1) usage.putBack(page, amounts);
      return error;
    }
    state.failures = 0;
    state.dueAt = now + state.units * REST_PER_UNIT_MS[page];
    try {
      if (page === 'sums') await onFlushed(amounts);
    } catch (error) {
      return error;
    }
    return undefined;
  };

  const flush = async (isDue: (state: PageState) => boolean): Promise<void> => {
    last = clock.now();
    if (hourOf(last) !== hour) {
      hour = hourOf(last);
      // The pages of another hour are small again.
      for (const state of states.values()) state.dueAt = 0;
    }
    const due = [...states].filter(([, state]) => isDue(state));
    const faults = await Promise.all(due.map(([page, state]) => write(page, state)));
    // What keeps one page from being written keeps the others.
    const fault = faults.find((each) => each !== undefined);
    if (fault !== undefined) onFailure(fault);
  };

  return {
    now: () => flush(() => true),
    whenDue: async () => {
      const now = clock.now();
      if (isUnderWay(last + every, every, now)) return;
      // A clock that has been set back: what is due later than the longest rest is due now.
      await flush(({ dueAt, units }) => every === 0 || now >= dueAt || dueAt - now > units * seconds(270));
    },
  };
};

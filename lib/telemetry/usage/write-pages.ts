import { hours, seconds, type Clock } from '../../cache/index.ts';
import type { Amounts, Counters } from '../../ledgers/counters.ts';
import { hourOf, USAGE_RETENTION_MS, usageKey, type UsagePage } from '../../ledgers/usage-hours.ts';
import { createUsagePages, type UsagePagesOptions } from './pages.ts';
import type { Usage } from './usage.ts';

export interface WritePagesOptions extends UsagePagesOptions {
  readonly usage: Pick<Usage, 'take' | 'putBack'>;
  readonly counters: Pick<Counters, 'add'>;
  readonly clock: Clock;
  /** Called with the sums that were written. */
  readonly onFlushed: (amounts: Amounts) => Promise<void>;
}

/** Writes the pages that are due, or all of them. Rejects with the first of what went wrong, when it has tried all. */
export type WritePages = (which: 'all' | 'due') => Promise<void>;

const LONGEST_REST_PER_UNIT_MS = seconds(270);

/**
 * How long a page rests for each unit that its last write cost: all pages together cost an environment about two units a
 * minute, however large they are. 4/3 the sums, 2/9 each of the next three; a page that grows costs a little more. Events
 * cost up to one unit a minute beside them, in minutes in which something happens.
 */
const REST_PER_UNIT_MS: Readonly<Record<UsagePage, number>> = {
  sums: seconds(45),
  callers: LONGEST_REST_PER_UNIT_MS,
  latency: LONGEST_REST_PER_UNIT_MS,
  asked: LONGEST_REST_PER_UNIT_MS,
  events: seconds(60),
};

const PAGES = Object.keys(REST_PER_UNIT_MS) as readonly UsagePage[];

interface PageState {
  /** Epoch ms. */
  dueAt: number;
  /** Of the last write. */
  units: number;
  failures: number;
}

/** Loaded with the first flush: a cold start does without. */
export const createWritePages = (options: WritePagesOptions): WritePages => {
  const { usage, counters, clock, onFlushed } = options;
  const pages = createUsagePages(options);
  const states = new Map(PAGES.map((page): [UsagePage, PageState] => [page, { dueAt: 0, units: 0, failures: 0 }]));
  let hour = 0;

  const write = async (page: UsagePage, state: PageState, now: number): Promise<void> => {
    const counts = usage.take(page);
    const amounts = pages.amountsOf(page, hour, counts, state.units);
    if (Object.keys(amounts).length === 0) return;
    try {
      state.units = await counters.add(usageKey(hour, page), amounts, hours(hour + 1) + USAGE_RETENTION_MS);
    } catch (error) {
      state.failures += 1;
      // The page may have become too full. The sums always fit.
      if (page === 'sums' || state.failures === 1) usage.putBack(page, amounts);
      throw error;
    }
    state.failures = 0;
    state.dueAt = now + state.units * REST_PER_UNIT_MS[page];
    if (page === 'sums') await onFlushed(amounts);
  };

  return async (which) => {
    const now = clock.now();
    if (hourOf(now) !== hour) {
      hour = hourOf(now);
      // The pages of another hour are small again.
      for (const state of states.values()) state.dueAt = 0;
    }
    const isDue = ({ dueAt, units }: PageState): boolean =>
      // The clock has been set back: no page rests for longer than this.
      which === 'all' || now >= dueAt || dueAt - now > units * LONGEST_REST_PER_UNIT_MS;
    const due = [...states].filter(([, state]) => isDue(state));
    const writes = await Promise.allSettled(due.map(([page, state]) => write(page, state, now)));
    // What keeps one page from being written keeps the others.
    const failed = writes.find(({ status }) => status === 'rejected');
    if (failed?.status === 'rejected') throw failed.reason;
  };
};

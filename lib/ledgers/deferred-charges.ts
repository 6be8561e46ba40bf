import { days } from '../cache/index.ts';
import { dayOf } from './budget-time.ts';
import type { QuotaLedger } from './quota-ledger.ts';

/** The calls that were made while nobody could count them. */
export interface DeferredCharges {
  remember(now: number): void;
  /** Enters them in the book; rejects when it still cannot be reached. What comes through unanswered is entered twice. */
  flush(): Promise<void>;
}

export const createDeferredCharges = (book: Pick<QuotaLedger, 'add'>): DeferredCharges => {
  // By day: an outage may last over midnight, and each has a page of its own.
  const owed = new Map<number, number>();
  let entering: Promise<void> | undefined;

  const enterAll = async (): Promise<void> => {
    for (const [day, calls] of owed) {
      await book.add(calls, days(day));
      const since = (owed.get(day) ?? 0) - calls;
      if (since > 0) owed.set(day, since);
      else owed.delete(day);
    }
  };

  return {
    remember(now) {
      const day = dayOf(now);
      owed.set(day, (owed.get(day) ?? 0) + 1);
    },
    async flush() {
      if (owed.size === 0) return;
      // Whoever asks meanwhile waits: what is granted is held against what has been entered.
      entering ??= enterAll().finally(() => (entering = undefined));
      await entering;
    },
  };
};

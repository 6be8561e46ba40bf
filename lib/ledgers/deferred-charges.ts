import { days } from '../cache/index.ts';
import { dayOf, type QuotaLedger } from './quota-ledger.ts';

/** The calls that were made while the ledger could not be reached: charged to it later. */
export interface DeferredCharges {
  remember(now: number): void;
  /** Calls of this day that are not charged yet. */
  pending(now: number): number;
  /** Charges them; rejects when the ledger still cannot be reached. A charge whose answer is lost is made twice. */
  flush(): Promise<void>;
}

export const createDeferredCharges = (ledger: Pick<QuotaLedger, 'add'>): DeferredCharges => {
  // By day: an outage may last over midnight, and the ledger counts each day apart.
  const callsByDay = new Map<number, number>();
  let flushing: Promise<void> | undefined;

  const chargeAll = async (): Promise<void> => {
    for (const [day, calls] of callsByDay) {
      await ledger.add(calls, days(day));
      const rest = (callsByDay.get(day) ?? 0) - calls;
      if (rest > 0) callsByDay.set(day, rest);
      else callsByDay.delete(day);
    }
  };

  return {
    remember(now) {
      const day = dayOf(now);
      callsByDay.set(day, (callsByDay.get(day) ?? 0) + 1);
    },
    pending: (now) => callsByDay.get(dayOf(now)) ?? 0,
    async flush() {
      if (callsByDay.size === 0) return;
      // Concurrent callers wait for the same flush: what they are granted is checked against what has been charged.
      flushing ??= chargeAll().finally(() => (flushing = undefined));
      await flushing;
    },
  };
};

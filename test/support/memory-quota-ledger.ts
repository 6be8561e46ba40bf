import type { QuotaLedger } from '../../lib/ledgers/quota-ledger.ts';
import { createLocalQuotaLedger } from '../../lib/ledgers/local-quota-ledger.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryQuotaLedger extends QuotaLedger, Fault {}

/** A budget book in this process, which can be out of order. */
export const createMemoryQuotaLedger = (): MemoryQuotaLedger => {
  const book = createLocalQuotaLedger();
  const { fail, heal, check } = createFault();
  return {
    fail,
    heal,
    async spend(limits, now) {
      await check();
      return book.spend(limits, now);
    },
    async add(calls, now) {
      await check();
      await book.add(calls, now);
    },
    async spent(now) {
      await check();
      return book.spent(now);
    },
  };
};

import { createLocalQuotaLedger } from '../../lib/ledgers/local-quota-ledger.ts';
import { delegateQuotaLedger, type QuotaLedger } from '../../lib/ledgers/quota-ledger.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryQuotaLedger extends QuotaLedger, Fault {}

/** A quota ledger in this process, which can be out of order. */
export const createMemoryQuotaLedger = (): MemoryQuotaLedger => {
  const ledger = createLocalQuotaLedger();
  const { fail, heal, check } = createFault();
  const reachable = delegateQuotaLedger(async (use) => {
    await check();
    return use(ledger);
  });
  return { fail, heal, ...reachable };
};

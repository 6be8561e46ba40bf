import { createLocalCounters } from '../../lib/ledgers/local-counters.ts';
import type { Amounts, Counters } from '../../lib/ledgers/counters.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryCounters extends Counters, Fault {
  /** The writes since it was last asked. */
  written(): readonly { readonly page: string; readonly amounts: Amounts; readonly expiresAt: number }[];
}

/** Tallies in this process, which can be out of order; nothing is forgotten. */
export const createMemoryCounters = (): MemoryCounters => {
  const tallies = createLocalCounters({ clock: { now: () => 0 } });
  const log: { page: string; amounts: Amounts; expiresAt: number }[] = [];
  const { fail, heal, check } = createFault();
  return {
    fail,
    heal,
    written: () => log.splice(0),
    async add(page, amounts, expiresAt) {
      await check();
      log.push({ page, amounts, expiresAt });
      await tallies.add(page, amounts, expiresAt);
    },
    async read(pages) {
      await check();
      return tallies.read(pages);
    },
  };
};

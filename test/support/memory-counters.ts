import { delegateCounters, type Amounts, type Counters } from '../../lib/ledgers/counters.ts';
import { createLocalCounters } from '../../lib/ledgers/local-counters.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryCounters extends Counters, Fault {
  /** The writes since it was last asked. */
  written(): readonly { readonly key: string; readonly amounts: Amounts; readonly expiresAt: number }[];
}

/** Counters in this process, which can be out of order; nothing is forgotten. */
export const createMemoryCounters = (): MemoryCounters => {
  const counters = createLocalCounters({ clock: { now: () => 0 } });
  const log: { key: string; amounts: Amounts; expiresAt: number }[] = [];
  const { fail, heal, check } = createFault();
  const reachable = delegateCounters(async (use) => {
    await check();
    return use(counters);
  });
  return {
    fail,
    heal,
    written: () => log.splice(0),
    async add(key, amounts, expiresAt) {
      await reachable.add(key, amounts, expiresAt);
      log.push({ key, amounts, expiresAt });
    },
    read: (keys) => reachable.read(keys),
  };
};

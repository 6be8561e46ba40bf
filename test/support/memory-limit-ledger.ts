import type { LimitLedger } from '../../lib/ledgers/limit-ledger.ts';
import { createLocalLimitLedger } from '../../lib/ledgers/local-limit-ledger.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryLimitLedger extends LimitLedger, Fault {
  /** How often it was asked since the last look. */
  takeCalls(): number;
}

/** A ledger of keys' limits in this process, which can be out of order. */
export const createMemoryLimitLedger = (): MemoryLimitLedger => {
  const ledger = createLocalLimitLedger();
  const { fail, heal, check } = createFault();
  let calls = 0;
  const asked = async <T>(use: () => Promise<T>): Promise<T> => {
    calls += 1;
    await check();
    return use();
  };
  return {
    fail,
    heal,
    draw: (draw, now) => asked(() => ledger.draw(draw, now)),
    add: (id, requests, now) => asked(() => ledger.add(id, requests, now)),
    takeCalls() {
      const taken = calls;
      calls = 0;
      return taken;
    },
  };
};

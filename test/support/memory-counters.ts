import { delegateCounters, type Amounts, type Counters } from '../../lib/ledgers/counters.ts';
import { createLocalCounters } from '../../lib/ledgers/local-counters.ts';
import { createFault, type Fault } from './fault.ts';

export interface MemoryCounters extends Counters, Fault {
  /** The writes since it was last asked. */
  written(): readonly { readonly key: string; readonly amounts: Amounts; readonly expiresAt: number }[];
}

/** Counters in this process, which can be out of order; nothing is forgotten, and writes cost what DynamoDB's cost. */
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
      if (Object.keys(amounts).length === 0) return 0;
      await reachable.add(key, amounts, expiresAt);
      log.push({ key, amounts, expiresAt });
      const all = (await counters.read([key])).get(key) ?? {};
      return Math.ceil(itemBytes(key, all) / 1024);
    },
    read: (keys) => reachable.read(keys),
  };
};

// `statline:espn:tally:` of a deployment, and the attributes `pk` and `ttl`.
const OVERHEAD_BYTES = 'statline:espn:tally:'.length + 'pk'.length + 'ttl'.length + 6;

/** What an item of the table is billed by: names, and numbers at a byte for two digits and one more. */
export const itemBytes = (key: string, amounts: Amounts): number =>
  Object.entries(amounts).reduce(
    (sum, [name, amount]) => sum + Buffer.byteLength(`n:${name}`) + 1 + Math.ceil(String(amount).length / 2),
    OVERHEAD_BYTES + Buffer.byteLength(key),
  );

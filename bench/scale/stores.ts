import type { CacheKey, Entry, SharedTier } from '../../lib/cache/index.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';
import type { SteppedTime } from './stepped-time.ts';

/** What a store has been asked for, as its provider bills or limits it. */
export interface Bill {
  /** Redis commands, or DynamoDB's units. */
  reads: number;
  writes: number;
  requests: number;
  /** Reads of a purge log without a value beside it. */
  logReads: number;
}

export interface Store {
  readonly tier: SharedTier;
  readonly bill: Bill;
}

export interface StoreOptions {
  readonly name: string;
  readonly time: SteppedTime;
  /** Milliseconds to the store and back. */
  readonly latency: number;
  /** Milliseconds until a replica, which answers reads, has what was written. */
  readonly lag: number;
  readonly durable: boolean;
  /** A command for each request that reads, however many keys, and one for each write; or units by item and size. */
  readonly billing: 'commands' | 'units';
}

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;
// Names, times and scopes beside the body.
const HEADER_BYTES = 250;

const bytesOf = ({ body }: Entry): number =>
  HEADER_BYTES + (body === null ? 0 : body.encoding === 'gzip' ? body.bytes.byteLength : body.text.length);

/** A store in this process, shared by all environments: each namespace a primary, and a replica that lags. */
export const createStore = ({ name, time, latency, lag, durable, billing }: StoreOptions): Store => {
  const bill: Bill = { reads: 0, writes: 0, requests: 0, logReads: 0 };
  const turn = (): Promise<void> => time.sleep(latency / 2);
  const spaces = new Map<string, { readonly primary: SharedTier; readonly replica: SharedTier }>();
  const spaceOf = (namespace: string) => {
    const known = spaces.get(namespace);
    if (known !== undefined) return known;
    const primary = createMemorySharedTier(name, { clock: time, durable, turn });
    // The same store where nothing lags.
    const replica = lag === 0 ? primary : createMemorySharedTier(name, { clock: time, durable, turn });
    spaces.set(namespace, { primary, replica });
    return { primary, replica };
  };

  const written = async (namespace: string, write: (tier: SharedTier) => Promise<void>): Promise<void> => {
    const { primary, replica } = spaceOf(namespace);
    bill.requests += 1;
    await write(primary);
    if (replica !== primary) time.at(time.now() + lag, () => void write(replica));
  };

  const readUnits = (keys: readonly CacheKey[], entries: ReadonlyMap<CacheKey, Entry>): number =>
    keys.reduce((units, key) => {
      const entry = entries.get(key);
      return units + 0.5 * Math.max(1, Math.ceil((entry === undefined ? 0 : bytesOf(entry)) / READ_UNIT_BYTES));
    }, 0.5);

  return {
    bill,
    tier: {
      name,
      async getMany(namespace, question) {
        bill.requests += 1;
        if (question.keys.length === 0) bill.logReads += 1;
        const { primary, replica } = spaceOf(namespace);
        // A question for the log alone is put to the primary.
        const read = await (question.keys.length === 0 ? primary : replica).getMany(namespace, question);
        bill.reads += billing === 'commands' ? 1 : readUnits(question.keys, read.entries);
        return read;
      },
      async setMany(namespace, entries) {
        for (const entry of entries.values()) {
          bill.writes += billing === 'commands' ? 1 : Math.ceil(bytesOf(entry) / WRITE_UNIT_BYTES);
        }
        await written(namespace, (tier) => tier.setMany(namespace, entries));
      },
      deleteMany(namespace, keys) {
        bill.writes += billing === 'commands' ? 1 : keys.length;
        return written(namespace, async (tier) => tier.deleteMany?.(namespace, keys));
      },
      acquire(namespace, leases, ttl) {
        bill.requests += 1;
        bill.writes += leases.length;
        return spaceOf(namespace).primary.acquire(namespace, leases, ttl);
      },
      fail(namespace, lease, failure) {
        bill.writes += 1;
        return written(namespace, (tier) => tier.fail(namespace, lease, failure));
      },
      purge(namespace, scopes, stamp) {
        bill.writes += 1;
        return written(namespace, (tier) => tier.purge(namespace, scopes, stamp));
      },
      restore(namespace, copy) {
        // A script: itself, and two calls inside.
        bill.writes += 3;
        return written(namespace, (tier) => tier.restore(namespace, copy));
      },
      prune(namespace, keep) {
        bill.writes += 3;
        return written(namespace, (tier) => tier.prune(namespace, keep));
      },
      reportDown: () => Promise.resolve(),
    },
  };
};

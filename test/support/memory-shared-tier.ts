import type { CacheKey, Clock, Entry, SharedTier } from '../../lib/cache/index.ts';

export type TierFault = 'none' | 'refuses' | 'silent';

/** A shared tier in this process: what is left of Redis when the network is taken away. Counts its trips. */
export interface MemorySharedTier extends SharedTier {
  /** From now on every call goes wrong this way. */
  break(fault: TierFault): void;
  trips(): { readonly gets: number; readonly sets: number };
  clear(): void;
}

export const createMemorySharedTier = (name: string, clock: Clock): MemorySharedTier => {
  const held = new Map<CacheKey, Entry>();
  let fault: TierFault = 'none';
  let gets = 0;
  let sets = 0;

  const attempt = async <T>(call: () => T): Promise<T> => {
    // A real tier never answers in the same tick.
    await Promise.resolve();
    if (fault === 'refuses') throw new Error(`${name} refused the connection`);
    if (fault === 'silent') return new Promise(() => undefined);
    return call();
  };

  return {
    name,
    break(next) {
      fault = next;
    },
    trips: () => ({ gets, sets }),
    clear: () => held.clear(),
    getMany(_namespace, keys) {
      gets += 1;
      return attempt(() => {
        const found = keys.flatMap((key) => {
          const entry = held.get(key);
          return entry !== undefined && entry.staleUntil > clock.now() ? [[key, entry] as const] : [];
        });
        return { entries: new Map(found) };
      });
    },
    setMany(_namespace, entries) {
      sets += 1;
      return attempt(() => {
        for (const [key, entry] of entries) if (entry.staleUntil > clock.now()) held.set(key, entry);
      });
    },
  };
};

import type { Clock } from './clock.ts';
import { freshnessOf, type Entry } from './entry.ts';
import type { Observer } from './events.ts';
import type { CacheKey } from './key.ts';
import type { SharedTier, TierRead } from './tier.ts';

/** Where an entry was found. */
export interface Located {
  readonly entry: Entry;
  readonly tier: string;
}

/** The shared tiers as one: nearest first, a fault is a reported miss, a far hit is promoted to the nearer ones. */
export interface SharedTiers {
  readonly names: readonly string[];
  /** Fresh where any tier has it fresh, else the newest stale one. Never rejects. */
  find(namespace: string, keys: readonly CacheKey[]): Promise<ReadonlyMap<CacheKey, Located>>;
  /** Writes every tier; none waits for another, and no failure leaves here. */
  fill(namespace: string, entries: ReadonlyMap<CacheKey, Entry>): void;
}

export interface SharedTiersOptions {
  readonly tiers: readonly SharedTier[];
  readonly clock: Clock;
  readonly observe: Observer;
  readonly defer: (work: Promise<unknown>) => void;
}

export const createSharedTiers = ({ tiers, clock, observe, defer }: SharedTiersOptions): SharedTiers => {
  // The one place that meets a tier's faults: reported, and taken for a miss.
  const attempt = async <T>(tier: SharedTier, operation: 'get' | 'set', call: () => Promise<T>, fallback: T) => {
    const started = clock.now();
    try {
      return await call();
    } catch (error) {
      observe({ kind: 'tier-failed', tier: tier.name, operation, elapsed: clock.now() - started, error });
      return fallback;
    }
  };

  const write = (
    kind: 'fill' | 'promote',
    tier: SharedTier,
    namespace: string,
    entries: ReadonlyMap<CacheKey, Entry>,
  ): void => {
    const work = async (): Promise<void> => {
      await tier.setMany(namespace, entries);
      observe({ kind, tier: tier.name, keys: [...entries.keys()] });
    };
    defer(attempt(tier, 'set', work, undefined));
  };

  const read = async (tier: SharedTier, namespace: string, keys: readonly CacheKey[]): Promise<TierRead> =>
    attempt(tier, 'get', () => tier.getMany(namespace, keys), { entries: new Map() });

  return {
    names: tiers.map(({ name }) => name),
    async find(namespace, keys) {
      const located = new Map<CacheKey, Located>();
      let wanted = keys;
      for (const [distance, tier] of tiers.entries()) {
        if (wanted.length === 0) break;
        const { entries } = await read(tier, namespace, wanted);
        const now = clock.now();
        const found = wanted.flatMap((key) => nearer(key, entries.get(key), located.get(key)));
        for (const [key, entry] of found) located.set(key, { entry, tier: tier.name });
        for (const key of wanted.filter((each) => !isFresh(entries.get(each), now))) {
          observe({ kind: 'miss', tier: tier.name, key });
        }
        const fresh = new Map(found.filter(([, entry]) => freshnessOf(entry, now) === 'fresh'));
        if (fresh.size > 0) {
          for (const near of tiers.slice(0, distance)) write('promote', near, namespace, fresh);
        }
        // A stale near entry must not hide a fresh far one: ask on until it is fresh.
        wanted = wanted.filter((key) => !isFresh(located.get(key)?.entry, now));
      }
      return located;
    },
    fill(namespace, entries) {
      for (const tier of tiers) write('fill', tier, namespace, entries);
    },
  };
};

const isFresh = (entry: Entry | undefined, now: number): boolean =>
  entry !== undefined && freshnessOf(entry, now) === 'fresh';

/** The entry found, unless a nearer tier's is as new. */
const nearer = (key: CacheKey, entry: Entry | undefined, known: Located | undefined): [CacheKey, Entry][] =>
  entry !== undefined && (known === undefined || entry.loadedAt > known.entry.loadedAt) ? [[key, entry]] : [];

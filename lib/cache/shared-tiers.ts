import { createBelieving, type TierAnswer } from './believing.ts';
import type { Clock } from './time.ts';
import type { Coherence } from './coherence.ts';
import type { Deadline } from './time.ts';
import { freshnessOf, isNewer, type Entry } from './entry.ts';
import type { Observer } from './events.ts';
import { leaseOf, type Finding, type Located, type Wanted } from './finding.ts';
import { readAhead } from './read-ahead.ts';
import type { CacheKey } from './query.ts';
import { createLeasing } from './leasing.ts';
import type { Stamp } from './purge-log.ts';
import type { ReliableTier } from './reliable-tier.ts';
import type { LeaseName, LoadFailure } from './tier.ts';

/** The shared tiers as one: nearest first, a far hit is promoted to the nearer ones. */
export interface SharedTiers {
  /** Looks everything up, and takes leases for what has to be loaded. Never rejects. */
  find(namespace: string, wanted: readonly Wanted[]): Promise<ReadonlyMap<CacheKey, Finding>>;
  /** The same in the nearest tier that answers, and without leases: for those who wait for somebody else's load. */
  recheck(namespace: string, wanted: readonly Wanted[]): Promise<ReadonlyMap<CacheKey, Finding>>;
  /** Writes every tier; none waits for another, and no failure leaves here. */
  fill(namespace: string, entries: ReadonlyMap<CacheKey, Entry>): void;
  /** Takes a lease from the nearest tier that can give one; `free` where none can. */
  lease(namespace: string, lease: LeaseName, ttl: number): Promise<Finding['lease']>;
  /** Leaves a failure where others will see it. Deferred. */
  leaveFailure(namespace: string, lease: LeaseName, failure: LoadFailure): void;
}

export interface SharedTiersOptions {
  readonly tiers: readonly ReliableTier[];
  readonly coherence: Coherence;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly defer: (work: Promise<unknown>) => void;
  readonly deadline: Deadline;
  readonly hedgeAfter: number;
  readonly newStamp: () => Stamp;
  /** Milliseconds that a lease lasts. */
  readonly leaseTtl: () => number;
}

export const createSharedTiers = (options: SharedTiersOptions): SharedTiers => {
  const { tiers, coherence, clock, observe, defer, deadline, hedgeAfter: patience, newStamp, leaseTtl } = options;

  const believing = createBelieving({ tiers, coherence, observe, defer, newStamp });
  const takeLeases = createLeasing({ observe });

  const search = async (
    namespace: string,
    wanted: readonly Wanted[],
    { reach }: { readonly reach: 'all' | 'nearest' },
  ): Promise<ReadonlyMap<CacheKey, Finding>> => {
    const asked = coherence.ask();
    const located = new Map<CacheKey, Located>();
    const failures = new Map<LeaseName, LoadFailure>();
    const answers: TierAnswer[] = [];
    const nameOf = (item: Wanted): LeaseName => leaseOf(item, coherence.log(namespace));
    const lacking = (): readonly LeaseName[] =>
      [...new Set(wanted.filter((item) => item.needsLoad(located.get(item.key)?.entry)).map(nameOf))].filter(
        (name) => !failures.has(name),
      );
    let open = wanted;
    let won: ReadonlySet<LeaseName> | undefined;
    const ahead = readAhead({ tiers, namespace, deadline, clock, defer, patience });

    for (const [distance, tier] of tiers.entries()) {
      const known = answers.some(([, { purges }]) => purges !== undefined);
      if (known && (open.length === 0 || reach === 'nearest')) break;
      const question = { keys: open.map(({ key }) => key), leases: [...new Set(open.map(nameOf))] };
      const near = answers.map(([answered]) => answered);
      // The lease is taken from the nearer tier while this one is read: it costs no wait of its own.
      const [read, taken] = await Promise.all([
        ahead.read(distance, question),
        won === undefined ? takeLeases(namespace, near, lacking(), leaseTtl()) : undefined,
      ]);
      won ??= taken;
      if (read === undefined) {
        for (const { key } of open) observe({ kind: 'miss', tier: tier.name, key });
        continue;
      }
      answers.push([tier, read]);
      for (const [name, until] of read.down) tiers.find((each) => each.name === name)?.suspend(until);
      if (read.purges !== undefined) coherence.learn(namespace, read.purges, asked);
      for (const [lease, failure] of read.failures) failures.set(lease, failure);
      const entries = believing.believed(namespace, tier.name, read);
      const now = clock.now();
      const found = open.flatMap(({ key }) => newer(key, entries.get(key), located.get(key)));
      for (const [key, entry] of found) located.set(key, { entry, tier: tier.name });
      for (const { key } of open) if (!isFresh(entries.get(key), now)) observe({ kind: 'miss', tier: tier.name, key });
      const fresh = new Map(found.filter(([, entry]) => isFresh(entry, now)));
      if (fresh.size > 0) for (const each of near) each.write('promote', namespace, fresh);
      // A stale near entry must not hide a fresh far one: ask on until it is fresh.
      open = open.filter(({ key }) => !isFresh(located.get(key)?.entry, now));
    }

    believing.restoreLogs(namespace, answers, asked);
    const answered = answers.map(([tier]) => tier);
    won ??= await takeLeases(namespace, answered, lacking(), leaseTtl());
    return new Map(
      wanted.map((item) => {
        const name = nameOf(item);
        const lease = won === undefined ? 'free' : won.has(name) ? 'held' : 'lost';
        return [item.key, { located: located.get(item.key), lease, failure: failures.get(name) }];
      }),
    );
  };

  return {
    find: (namespace, wanted) => search(namespace, wanted, { reach: 'all' }),
    recheck: (namespace, wanted) => search(namespace, wanted, { reach: 'nearest' }),
    fill(namespace, entries) {
      for (const tier of tiers) tier.write('fill', namespace, entries);
    },
    async lease(namespace, lease, ttl) {
      const won = await takeLeases(namespace, tiers, [lease], ttl);
      if (won === undefined) return 'free';
      return won.has(lease) ? 'held' : 'lost';
    },
    leaveFailure(namespace, lease, failure) {
      const leave = async (): Promise<void> => {
        for (const tier of tiers) if (await tier.fail(namespace, lease, failure)) return;
      };
      defer(leave());
    },
  };
};

const isFresh = (entry: Entry | undefined, now: number): boolean =>
  entry !== undefined && freshnessOf(entry, now) === 'fresh';

/** The entry found, unless a nearer tier's is as new. */
const newer = (key: CacheKey, entry: Entry | undefined, known: Located | undefined): [CacheKey, Entry][] =>
  entry !== undefined && (known === undefined || isNewer(entry, known.entry)) ? [[key, entry]] : [];

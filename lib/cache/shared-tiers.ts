import type { Asked } from './coherence.ts';
import type { Engine } from './engine.ts';
import { freshnessOf, isNewer, type Entry } from './entry.ts';
import { createFill, type Fill } from './fill.ts';
import type { GatherLeases } from './gather-leases.ts';
import { createHedgedRead } from './hedged-read.ts';
import { createPurgeFilter } from './purge-filter.ts';
import type { CacheKey } from './query.ts';
import type { ReliableTier, TierAnswer } from './reliable-tier.ts';
import { leaseOf, newest, type FoundEntry, type SearchResult, type Wanted } from './search.ts';
import type { LeaseName, LoadFailure, TierRead } from './tier.ts';

/** The shared tiers as one: nearest first, a far hit is promoted to the nearer ones. */
export interface SharedTiers {
  /** Looks everything up, and takes leases for what has to be loaded. Never rejects. */
  find(namespace: string, wanted: readonly Wanted[]): Promise<ReadonlyMap<CacheKey, SearchResult>>;
  readonly fill: Fill;
  /** Takes a lease from the nearest tier that can give one; `free` where none can. */
  lease(namespace: string, lease: LeaseName, ttl: number): Promise<'held' | 'lost' | 'free'>;
  /** Leaves a failure where other environments will see it. Deferred. */
  leaveFailure(namespace: string, lease: LeaseName, failure: LoadFailure): void;
}

interface Leases {
  readonly asked: ReadonlySet<LeaseName>;
  /** Undefined: no tier could give any. */
  readonly won: ReadonlySet<LeaseName> | undefined;
}

/** One search, as far as it has come. */
interface Search {
  readonly namespace: string;
  readonly asked: Asked;
  readonly wanted: readonly Wanted[];
  readonly found: Map<CacheKey, FoundEntry>;
  readonly hidden: Map<CacheKey, Entry>;
  readonly failures: Map<LeaseName, LoadFailure>;
  /** What the tiers said, nearest first; those that failed are missing. */
  readonly answers: TierAnswer[];
}

export const createSharedTiers = (engine: Engine): SharedTiers => {
  const { tiers, coherence, clock, observe, defer, leaseTtl, promotes } = engine;
  const purgeFilter = createPurgeFilter(engine);

  const leaseFor = ({ namespace }: Search, wanted: Wanted): LeaseName => leaseOf(wanted, coherence.log(namespace));

  const search = async (namespace: string, wanted: readonly Wanted[]): Promise<ReadonlyMap<CacheKey, SearchResult>> => {
    const state: Search = {
      namespace,
      asked: coherence.ask(),
      wanted,
      found: new Map(),
      hidden: new Map(),
      failures: new Map(),
      answers: [],
    };
    const read = createHedgedRead(engine, namespace);
    let open = wanted;
    for (const [distance, tier] of tiers.entries()) {
      const hasLog = state.answers.some(([, { purges }]) => purges !== undefined);
      if (hasLog && open.length === 0) break;
      const question = {
        keys: open.map(({ key }) => key),
        leases: [...new Set(open.map((each) => leaseFor(state, each)))],
      };
      const answer = await read(distance, question);
      if (answer === undefined) reportMisses(tier, open);
      else open = judge(state, tier, answer, open);
    }
    await purgeFilter.restoreLogs(namespace, state.answers, state.asked);
    return resultsOf(state, await takeLeases(state));
  };

  /** Takes in what one tier said: outages, purges, failures, and entries. Returns what the next tier is asked for. */
  const judge = (state: Search, tier: ReliableTier, answer: TierRead, open: readonly Wanted[]): readonly Wanted[] => {
    const { namespace, asked, found, hidden, failures, answers } = state;
    for (const [name, until] of answer.down) tiers.find((each) => each.name === name)?.suspend(until);
    if (answer.purges !== undefined) coherence.learn(namespace, answer.purges, asked);
    for (const [lease, failure] of answer.failures) failures.set(lease, failure);
    const entries = purgeFilter.unpurged(namespace, tier.name, answer);
    const now = clock.now();
    const fresh = new Map<CacheKey, Entry>();
    for (const { key, isEvidence } of open) {
      const entry = entries.get(key);
      const known = found.get(key)?.entry;
      if (!isFresh(entry, now)) observe({ kind: 'miss', tier: tier.name, key });
      const evidence = newest(hidden.get(key), answer.entries.get(key) ?? answer.expired?.get(key));
      if (entry === undefined && evidence !== undefined) hidden.set(key, evidence);
      // A nearer tier's entry that is as new stays.
      if (entry === undefined || (known !== undefined && !isNewer(entry, known))) continue;
      found.set(key, { entry, tier: tier.name });
      if (isFresh(entry, now) && !isEvidence) fresh.set(key, entry);
    }
    if (promotes && fresh.size > 0) for (const [nearer] of answers) void nearer.write('promote', namespace, fresh);
    answers.push([tier, answer]);
    // A stale near entry must not hide a fresh far one.
    return open.filter(({ key }) => !isFresh(found.get(key)?.entry, now));
  };

  const reportMisses = (tier: ReliableTier, open: readonly Wanted[]): void => {
    for (const { key } of open) observe({ kind: 'miss', tier: tier.name, key });
  };

  /**
   * The leases of what has to be loaded. Asked for when every tier has been read: a lease is billed, and what a far tier
   * has needs none.
   */
  const takeLeases = async (state: Search): Promise<Leases> => {
    const { namespace, wanted, found, failures, answers } = state;
    const lacking = wanted.filter((each) => each.needsLease(found.get(each.key)?.entry));
    const names = [...new Set(lacking.map((each) => leaseFor(state, each)))].filter((name) => !failures.has(name));
    const answered = answers.map(([tier]) => tier);
    const won = names.length === 0 ? undefined : await acquire(namespace, answered, names, leaseTtl());
    return { asked: new Set(names), won };
  };

  const acquire = async (
    namespace: string,
    among: readonly ReliableTier[],
    names: readonly LeaseName[],
    ttl: number,
  ): Promise<ReadonlySet<LeaseName> | undefined> => {
    for (const tier of among) {
      const won = await tier.acquire(namespace, names, ttl);
      if (won === undefined) continue;
      for (const lease of names) observe({ kind: 'lease', lease, held: won.has(lease) });
      return won;
    }
    return undefined;
  };

  // Neither a hit nor a key that no tier has asks for a lease by itself.
  let gathering: Promise<GatherLeases> | undefined;
  const acquireOne = (): Promise<GatherLeases> =>
    (gathering ??= import('./gather-leases.ts').then(({ gatherLeases }) =>
      gatherLeases((namespace, names, ttl) => acquire(namespace, tiers, names, ttl)),
    ));

  const resultsOf = (state: Search, { asked, won }: Leases): ReadonlyMap<CacheKey, SearchResult> =>
    new Map(
      state.wanted.map((wanted) => {
        const name = leaseFor(state, wanted);
        const found = state.found.get(wanted.key);
        const hidden = state.hidden.get(wanted.key);
        return [
          wanted.key,
          {
            found,
            hidden,
            lease: asked.has(name) ? standing(won, name) : 'unasked',
            failure: state.failures.get(name),
          },
        ];
      }),
    );

  return {
    find: search,
    fill: createFill(engine),
    lease: async (namespace, lease, ttl) => standing(await (await acquireOne())(namespace, lease, ttl), lease),
    leaveFailure(namespace, lease, failure) {
      const leave = async (): Promise<void> => {
        for (const tier of tiers) if (await tier.fail(namespace, lease, failure)) return;
      };
      defer(leave());
    },
  };
};

const standing = (won: ReadonlySet<LeaseName> | undefined, name: LeaseName): 'held' | 'lost' | 'free' => {
  if (won === undefined) return 'free';
  return won.has(name) ? 'held' : 'lost';
};

const isFresh = (entry: Entry | undefined, now: number): boolean =>
  entry !== undefined && freshnessOf(entry, now) === 'fresh';

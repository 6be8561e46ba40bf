import type { Asked } from './coherence.ts';
import type { Engine } from './engine.ts';
import { freshnessOf, isNewer, type Entry } from './entry.ts';
import { createFill, type Fill } from './fill.ts';
import type { GatherLeases } from './gather-leases.ts';
import { createHedgedRead } from './hedged-read.ts';
import { createPurgeFilter } from './purge-filter.ts';
import type { CacheKey } from './query.ts';
import type { ReliableTier, TierAnswer } from './reliable-tier.ts';
import { leaseOfQuery, needsLease, newest, type SearchResult, type Wanted } from './search.ts';
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

/** What the tiers have said of a key so far. */
type Known = { -readonly [Name in keyof SearchResult]: SearchResult[Name] };

/** One search, as far as it has come. */
interface Search {
  readonly namespace: string;
  readonly asked: Asked;
  readonly wanted: readonly Wanted[];
  readonly results: ReadonlyMap<CacheKey, Known>;
  readonly failures: Map<LeaseName, LoadFailure>;
  /** What the tiers said, nearest first; those that failed are missing. */
  readonly answers: TierAnswer[];
}

export const createSharedTiers = (engine: Engine): SharedTiers => {
  const { tiers, coherence, clock, observe, defer, leaseTtl, promotes } = engine;
  const purgeFilter = createPurgeFilter(engine);

  const search = async (namespace: string, wanted: readonly Wanted[]): Promise<ReadonlyMap<CacheKey, SearchResult>> => {
    const results = new Map<CacheKey, Known>();
    for (const { key } of wanted)
      results.set(key, { found: undefined, hidden: undefined, lease: 'unasked', failure: undefined });
    const state: Search = { namespace, asked: coherence.ask(), wanted, results, failures: new Map(), answers: [] };
    const read = createHedgedRead(engine, namespace);
    let open = wanted;
    for (const [distance, tier] of tiers.entries()) {
      const hasLog = state.answers.some(([, { purges }]) => purges !== undefined);
      if (hasLog && open.length === 0) break;
      const question = {
        keys: open.map(({ key }) => key),
        leases: [...new Set(open.map(({ query }) => leaseOfQuery(engine, query)))],
      };
      const answer = await read(distance, question);
      if (answer === undefined) reportMisses(tier, open);
      else open = judge(state, tier, answer, open);
    }
    await purgeFilter.restoreLogs(namespace, state.answers, state.asked);
    await takeLeases(state);
    return results;
  };

  /** Takes in what one tier said: outages, purges, failures, and entries. Returns what the next tier is asked for. */
  const judge = (state: Search, tier: ReliableTier, answer: TierRead, open: readonly Wanted[]): readonly Wanted[] => {
    const { namespace, asked, results, failures, answers } = state;
    for (const [name, until] of answer.down) tiers.find((each) => each.name === name)?.suspend(until);
    if (answer.purges !== undefined) coherence.learn(namespace, answer.purges, asked);
    for (const [lease, failure] of answer.failures) failures.set(lease, failure);
    const log = coherence.log(namespace);
    const now = clock.now();
    const fresh = new Map<CacheKey, Entry>();
    // A stale near entry must not hide a fresh far one.
    const next: Wanted[] = [];
    for (const each of open) {
      const { key } = each;
      const its = results.get(key);
      if (its === undefined) continue;
      const read = answer.entries.get(key);
      const entry = read !== undefined && purgeFilter.isUnpurged(read, answer.purges, log) ? read : undefined;
      if (read !== entry) observe({ kind: 'purged', tier: tier.name, key });
      if (!isFresh(entry, now)) observe({ kind: 'miss', tier: tier.name, key });
      if (entry === undefined) its.hidden = newest(its.hidden, read ?? answer.expired?.get(key));
      const known = its.found?.entry;
      // A nearer tier's entry that is as new stays.
      const best = entry === undefined || (known !== undefined && !isNewer(entry, known)) ? known : entry;
      if (!isFresh(best, now)) next.push(each);
      if (best === undefined || best === known) continue;
      its.found = { entry: best, tier: tier.name };
      // What is looked for to be weighed answers nobody: nearer tiers get no copy.
      if (promotes && answers.length > 0 && isFresh(best, now) && each.purpose.intent !== 'recall')
        fresh.set(key, best);
    }
    if (fresh.size > 0) for (const [nearer] of answers) void nearer.write('promote', namespace, fresh);
    answers.push([tier, answer]);
    return next;
  };

  const reportMisses = (tier: ReliableTier, open: readonly Wanted[]): void => {
    for (const { key } of open) observe({ kind: 'miss', tier: tier.name, key });
  };

  /**
   * The leases of what has to be loaded. Asked for when every tier has been read: a lease is billed, and what a far tier
   * has needs none.
   */
  const takeLeases = async ({ namespace, wanted, results, failures, answers }: Search): Promise<void> => {
    const now = clock.now();
    const lacking = wanted.filter((each) => needsLease(engine, each, results.get(each.key)?.found?.entry, now));
    // Hits alone need none.
    if (lacking.length === 0 && failures.size === 0) return;
    const asked = new Set(lacking.map(({ query }) => leaseOfQuery(engine, query)));
    for (const name of failures.keys()) asked.delete(name);
    const answered = answers.map(([tier]) => tier);
    const won = asked.size === 0 ? undefined : await acquire(namespace, answered, [...asked], leaseTtl());
    for (const { key, query } of wanted) {
      const name = leaseOfQuery(engine, query);
      const its = results.get(key);
      if (its === undefined) continue;
      if (asked.has(name)) its.lease = standing(won, name);
      its.failure = failures.get(name);
    }
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

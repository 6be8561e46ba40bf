import type { Answer, Found, Served } from './answer.ts';
import type { Engine } from './engine.ts';
import type { Entries } from './entries.ts';
import { freshnessOf, mayServeWhileRevalidating, type Entry } from './entry.ts';
import type { StaleReason } from './events.ts';
import type { Loaded } from './load.ts';
import type { Policy, Query } from './query.ts';
import type { ScheduleRefresh } from './refresh-scheduler.ts';
import type { FoundEntry, SearchResult } from './search.ts';

/** Decides whether what was found may be served, and as what. */
export interface Answers {
  /** `found` is fresh and not purged. */
  hit(query: Query<unknown>, found: FoundEntry, now: number): Answer<unknown>;
  /** What memory holds fresh, without a thought of loading it again. */
  freshInMemory(query: Query<unknown>, entry: Entry): Answer<unknown>;
  /** The same as `hit` for what memory holds. */
  hitInMemory(query: Query<unknown>, entry: Entry, now: number): Answer<unknown>;
  ifFresh(query: Query<unknown>, found: FoundEntry | undefined): Answer<unknown> | undefined;
  /** Stale, within the policy's revalidation window: served at once, and loaded again without a wait. */
  whileRevalidating(
    query: Query<unknown>,
    found: FoundEntry | undefined,
    lease: SearchResult['lease'],
  ): Answer<unknown> | undefined;
  /** `cached` is what was found before the load. */
  loaded(query: Query<unknown>, loaded: Loaded, cached: FoundEntry | undefined): Answer<unknown>;
  /** What has not expired; otherwise the failure itself. */
  staleIfError(query: Query<unknown>, found: FoundEntry | undefined, error: unknown): Answer<unknown>;
  /** What is there, fresh or stale, without loading it now or later. Undefined where nothing may be served. */
  asPresent(query: Query<unknown>, found: FoundEntry | undefined): Answer<unknown> | undefined;
}

export const createAnswers = (engine: Engine, scheduleRefresh: ScheduleRefresh): Answers => {
  const { memory, clock, random, observe, entries } = engine;

  const answer = (query: Query<unknown>, entry: Entry, served: Served): Answer<unknown> => {
    return entry.body === null
      ? { kind: 'absent', entry, served, policy: query.policy }
      : new FoundValue(entries, query, entry, served);
  };

  const fresh = (query: Query<unknown>, { entry, tier }: FoundEntry): Answer<unknown> => {
    observe({ kind: 'hit', tier, key: query.key, absent: entry.body === null });
    return answer(query, entry, { by: 'tier', tier, state: 'fresh' });
  };

  const stale = (query: Query<unknown>, { entry, tier }: FoundEntry, reason: StaleReason): Answer<unknown> => {
    observe({ kind: 'stale', tier, key: query.key, reason });
    return answer(query, entry, { by: 'tier', tier, state: reason });
  };

  const hit: Answers['hit'] = (query, found, now) => {
    const served = fresh(query, found);
    if (isDueEarly(found.entry, now, random)) scheduleRefresh(query, found.entry);
    return served;
  };

  const nearest: Served = { by: 'tier', tier: memory.name, state: 'fresh' };

  const freshInMemory: Answers['freshInMemory'] = (query, entry) => {
    observe({ kind: 'hit', tier: memory.name, key: query.key, absent: entry.body === null });
    return answer(query, entry, nearest);
  };

  return {
    hit,
    freshInMemory,
    hitInMemory(query, entry, now) {
      const served = freshInMemory(query, entry);
      if (isDueEarly(entry, now, random)) scheduleRefresh(query, entry);
      return served;
    },
    ifFresh(query, found) {
      const now = clock.now();
      return found === undefined || now >= found.entry.freshUntil ? undefined : hit(query, found, now);
    },
    whileRevalidating(query, found, lease) {
      if (found === undefined || !mayServeWhileRevalidating(query.policy, found.entry, clock.now())) return undefined;
      // Another key of the same source may have needed the lease.
      scheduleRefresh(query, found.entry, lease === 'held');
      return stale(query, found, 'stale-while-revalidate');
    },
    loaded(query, { entry, collapsed, confirmed }, cached) {
      // The upstream was not asked: the answer is the tier's, fresh again.
      if (confirmed && cached !== undefined)
        return answer(query, entry, { by: 'tier', tier: cached.tier, state: 'fresh' });
      return answer(query, entry, { by: 'upstream', collapsed });
    },
    staleIfError(query, found, error) {
      const isUsable = found !== undefined && freshnessOf(found.entry, clock.now()) !== 'expired';
      return isUsable ? stale(query, found, 'stale-if-error') : { kind: 'failed', error };
    },
    asPresent(query, found) {
      if (found === undefined) return undefined;
      switch (freshnessOf(found.entry, clock.now())) {
        case 'fresh':
          return fresh(query, found);
        case 'stale':
          return stale(query, found, 'stale-while-revalidate');
        case 'expired':
          return undefined;
      }
    },
  };
};

/** A class, because a closure for each hit would take as long as the rest of it. */
class FoundValue implements Found<unknown> {
  readonly kind = 'value';
  readonly entry: Entry;
  readonly served: Served;
  private readonly entries: Entries;
  private readonly query: Query<unknown>;

  constructor(entries: Entries, query: Query<unknown>, entry: Entry, served: Served) {
    this.entry = entry;
    this.served = served;
    this.entries = entries;
    this.query = query;
  }

  get policy(): Policy {
    return this.query.policy;
  }

  value(): unknown {
    return this.entries.valueOf(this.entry, this.query);
  }
}

// Further ahead of the end, in load durations, the draw below would need a number that chance does not give.
const MAX_LOADS_AHEAD = 30;

/**
 * Whether to load an entry again although it is fresh (XFetch): the nearer its end and the longer its load, the
 * likelier. Among many readers one begins just in time, and a hot key never expires under load.
 */
const isDueEarly = ({ body, freshUntil, loadDuration }: Entry, now: number, random: () => number): boolean => {
  const remaining = freshUntil - now;
  if (body === null || remaining > loadDuration * MAX_LOADS_AHEAD) return false;
  // 1 - random() is never 0, whose logarithm would be infinite.
  return -loadDuration * Math.log(1 - random()) >= remaining;
};

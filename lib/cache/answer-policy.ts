import type { Answer, Found, Served } from './answer.ts';
import type { Engine } from './engine.ts';
import { isDueEarly } from './early-refresh.ts';
import type { Entries } from './entries.ts';
import { countUse } from './eviction.ts';
import { freshnessOf, mayServeWhileRevalidating, type Entry } from './entry.ts';
import type { StaleReason } from './events.ts';
import type { Loaded } from './load.ts';
import type { Held } from './memory-tier.ts';
import type { Query } from './query.ts';
import type { ScheduleRefresh } from './refresh-scheduler.ts';
import type { FoundEntry, SearchResult } from './search.ts';

/** Decides whether what was found may be served, and as what. */
export interface Answers {
  /** `found` is fresh and not purged. */
  hit(query: Query<unknown>, found: FoundEntry, now: number): Answer<unknown>;
  /** What memory holds fresh, without a thought of loading it again. */
  freshInMemory(query: Query<unknown>, held: Held): Answer<unknown>;
  /** The same as `hit` for what memory holds. */
  hitInMemory(query: Query<unknown>, held: Held, now: number): Answer<unknown>;
  ifFresh(query: Query<unknown>, found: FoundEntry | undefined, now?: number): Answer<unknown> | undefined;
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
  const { memory, clock, random, observe, observesHits, entries, nearest } = engine;

  const answer = (query: Query<unknown>, entry: Entry, served: Served, held?: Held): Answer<unknown> =>
    entry.body === null ? { kind: 'absent', entry, served } : new FoundValue(entries, query, entry, served, held);

  const tellHit = ({ key }: Query<unknown>, { entry, tier }: FoundEntry): void =>
    observe({ kind: 'hit', tier, key, absent: entry.body === null });

  const fresh = (query: Query<unknown>, found: FoundEntry): Answer<unknown> => {
    const { entry, tier } = found;
    if (observesHits) tellHit(query, found);
    return answer(query, entry, { by: 'tier', tier, state: 'fresh' });
  };

  const stale = (query: Query<unknown>, { entry, tier }: FoundEntry, reason: StaleReason): Answer<unknown> => {
    observe({ kind: 'stale', tier, key: query.key, reason });
    return answer(query, entry, { by: 'tier', tier, state: reason });
  };

  const refreshIfDueEarly = (query: Query<unknown>, entry: Entry, now: number): void => {
    if (isDueEarly(entry, now, random)) scheduleRefresh(query, entry);
  };

  const hit: Answers['hit'] = (query, found, now) => {
    const served = fresh(query, found);
    refreshIfDueEarly(query, found.entry, now);
    return served;
  };

  const inMemory = (query: Query<unknown>, held: Held): Answer<unknown> => {
    const { entry, decoded } = held;
    if (decoded?.value?.entry !== entry) return answer(query, entry, nearest, held);
    countUse(decoded);
    return decoded.value;
  };

  /** What few hits need. */
  const attend = (query: Query<unknown>, { entry }: Held, now: number): void => {
    if (observesHits) tellHit(query, { entry, tier: memory.name });
    refreshIfDueEarly(query, entry, now);
  };

  return {
    hit,
    freshInMemory(query, held) {
      if (observesHits) tellHit(query, { entry: held.entry, tier: memory.name });
      return inMemory(query, held);
    },
    hitInMemory(query, held, now) {
      if (observesHits || now >= held.calmUntil) attend(query, held, now);
      return inMemory(query, held);
    },
    ifFresh(query, found, now = clock.now()) {
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
  declare readonly kind: 'value';
  declare readonly entry: Entry;
  declare readonly served: Served;
  declare private readonly entries: Entries;
  declare private readonly query: Query<unknown>;
  declare private readonly held: Held | undefined;

  constructor(entries: Entries, query: Query<unknown>, entry: Entry, served: Served, held: Held | undefined) {
    this.kind = 'value';
    this.entry = entry;
    this.served = served;
    this.entries = entries;
    this.query = query;
    this.held = held;
  }

  value(): unknown {
    return this.entries.valueOf(this.entry, this.query, this.held);
  }
}

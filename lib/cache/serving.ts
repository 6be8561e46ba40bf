import type { Answer, Served } from './answer.ts';
import type { Clock } from './time.ts';
import { freshnessOf, type Entry } from './entry.ts';
import { isDueEarly } from './early-refresh.ts';
import type { Observer, StaleReason } from './events.ts';
import { LoadBackedOffError, type Failures } from './failures.ts';
import type { Finding, Located } from './finding.ts';
import type { Loading } from './loading.ts';
import type { Query } from './query.ts';
import type { LoadFailure } from './tier.ts';
import type { Values } from './values.ts';
import { ROUNDS } from './waiting.ts';

/** Decides how a query is answered, given the best that any tier has for it. */
export interface Serving {
  /** Undefined when what is known is not fresh. */
  ifFresh(query: Query<unknown>, entry: Entry, tier: string, now?: number): Answer<unknown> | undefined;
  /** Serves what is fresh, what may be stale, or loads. Never rejects. */
  settle(query: Query<unknown>, finding: Finding): Promise<Answer<unknown>>;
  /** What is known, however stale, and nothing is loaded for it, now or later. Undefined where nothing may be served. */
  asKnown(query: Query<unknown>, located: Located | undefined): Answer<unknown> | undefined;
}

export interface ServingOptions {
  readonly loading: Loading;
  readonly failures: Failures;
  readonly values: Values;
  readonly clock: Clock;
  readonly random: () => number;
  readonly observe: Observer;
  /** Has a key loaded again that does not have to be waited for. */
  readonly refresh: (query: Query<unknown>, entry: Entry) => void;
  /** What another environment's load has come to, some time later. */
  readonly look: (query: Query<unknown>, round: number) => Promise<Finding>;
}

export const createServing = (options: ServingOptions): Serving => {
  const { loading, failures, values, clock, random, observe, refresh, look } = options;

  const answer = (query: Query<unknown>, entry: Entry, served: Served): Answer<unknown> => {
    const { policy } = query;
    if (entry.body === null) return { kind: 'absent', entry, served, policy };
    return { kind: 'value', entry, served, policy, value: () => values(entry, query) };
  };

  const ifFresh: Serving['ifFresh'] = (query, entry, tier, now = clock.now()) => {
    if (now >= entry.freshUntil) return undefined;
    observe({ kind: 'hit', tier, key: query.key, absent: entry.body === null });
    if (isDueEarly(entry, now, random)) refresh(query, entry);
    return answer(query, entry, { by: 'tier', tier, state: 'fresh' });
  };

  const stale = (query: Query<unknown>, { entry, tier }: Located, reason: StaleReason): Answer<unknown> => {
    observe({ kind: 'stale', tier, key: query.key, reason });
    return answer(query, entry, { by: 'tier', tier, state: reason });
  };

  const staleOr = (query: Query<unknown>, known: Located | undefined, error: unknown): Answer<unknown> => {
    const usable = known !== undefined && freshnessOf(known.entry, clock.now()) !== 'expired';
    return usable ? stale(query, known, 'stale-if-error') : { kind: 'failed', error };
  };

  const backOff = (query: Query<unknown>, known: Located | undefined, failure: LoadFailure): Answer<unknown> => {
    const { reason, retryAt } = failure;
    observe({ kind: 'backed-off', source: query.source.key, reason });
    return staleOr(query, known, new LoadBackedOffError(reason, retryAt - clock.now()));
  };

  const loadOrStale = async (query: Query<unknown>, known: Located | undefined): Promise<Answer<unknown>> => {
    try {
      const { entry, collapsed, confirmed: kept } = await loading.load(query, { previous: known?.entry });
      if (kept && known !== undefined) return answer(query, entry, { by: 'tier', tier: known.tier, state: 'fresh' });
      return answer(query, entry, { by: 'upstream', collapsed });
    } catch (error) {
      return staleOr(query, known, error);
    }
  };

  /** Another environment is loading it: what it finds is ours too. */
  const waitOrLoad = async (query: Query<unknown>, known: Located | undefined): Promise<Answer<unknown>> => {
    for (const round of ROUNDS) {
      observe({ kind: 'wait', key: query.key });
      const { located, failure } = await look(query, round);
      const fresh = located === undefined ? undefined : ifFresh(query, located.entry, located.tier);
      if (fresh !== undefined) return fresh;
      if (failure !== undefined) return backOff(query, known, failure);
    }
    return loadOrStale(query, known);
  };

  return {
    ifFresh,
    asKnown(query, located) {
      if (located === undefined) return undefined;
      const { entry, tier } = located;
      switch (freshnessOf(entry, clock.now())) {
        case 'fresh':
          observe({ kind: 'hit', tier, key: query.key, absent: entry.body === null });
          return answer(query, entry, { by: 'tier', tier, state: 'fresh' });
        case 'stale':
          return stale(query, located, 'stale-while-revalidate');
        case 'expired':
          return undefined;
      }
    },
    async settle(query, { located, lease, failure }) {
      if (located !== undefined) {
        const fresh = ifFresh(query, located.entry, located.tier);
        if (fresh !== undefined) return fresh;
        if (mayServeWhileRevalidating(query, located.entry, clock.now())) {
          refresh(query, located.entry);
          return stale(query, located, 'stale-while-revalidate');
        }
      }
      const recent = failures.recent(query.source.key) ?? failure;
      if (recent !== undefined) return backOff(query, located, recent);
      // Somebody in this process may hold the lease: then his load is joined, not waited for from afar.
      return lease === 'lost' && !loading.isUnderWay(query) ? waitOrLoad(query, located) : loadOrStale(query, located);
    },
  };
};

/** Stale, but not so stale that it would have to be waited for. */
export const mayServeWhileRevalidating = ({ policy }: Query<unknown>, entry: Entry, now: number): boolean =>
  freshnessOf(entry, now) === 'stale' && now < entry.freshUntil + policy.staleWhileRevalidate;

import type { Answer, Served } from './answer.ts';
import type { Clock } from './clock.ts';
import { freshnessOf, type Entry } from './entry.ts';
import type { Observer, StaleReason } from './events.ts';
import type { Load } from './loading.ts';
import type { Query } from './query.ts';
import type { Located } from './shared-tiers.ts';
import type { Values } from './values.ts';

/** Decides how a query is answered, given the best that any tier has for it. */
export interface Serving {
  /** Undefined when what is known is not fresh. */
  ifFresh(query: Query<unknown>, known: Located | undefined): Answer<unknown> | undefined;
  /** Serves what is fresh, what may be stale, or loads. Never rejects. */
  settle(query: Query<unknown>, known: Located | undefined): Promise<Answer<unknown>>;
}

export interface ServingOptions {
  readonly load: Load;
  readonly values: Values;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly defer: (work: Promise<unknown>) => void;
}

export const createServing = ({ load, values, clock, observe, defer }: ServingOptions): Serving => {
  const answer = (query: Query<unknown>, entry: Entry, served: Served): Answer<unknown> => {
    const { policy } = query;
    if (entry.body === null) return { kind: 'absent', entry, served, policy };
    return { kind: 'value', entry, served, policy, value: () => values(entry, query) };
  };

  const stale = (query: Query<unknown>, { entry, tier }: Located, reason: StaleReason): Answer<unknown> => {
    observe({ kind: 'stale', tier, key: query.key, reason });
    return answer(query, entry, { by: 'tier', tier, state: reason });
  };

  const loadOrStale = async (query: Query<unknown>, known: Located | undefined): Promise<Answer<unknown>> => {
    try {
      const { entry, collapsed } = await load(query);
      return answer(query, entry, { by: 'upstream', collapsed });
    } catch (error) {
      const usable = known !== undefined && freshnessOf(known.entry, clock.now()) !== 'expired';
      return usable ? stale(query, known, 'stale-if-error') : { kind: 'failed', error };
    }
  };

  const ifFresh: Serving['ifFresh'] = (query, known) => {
    if (known === undefined || freshnessOf(known.entry, clock.now()) !== 'fresh') return undefined;
    observe({ kind: 'hit', tier: known.tier, key: query.key, absent: known.entry.body === null });
    return answer(query, known.entry, { by: 'tier', tier: known.tier, state: 'fresh' });
  };

  return {
    ifFresh,
    async settle(query, known) {
      const fresh = ifFresh(query, known);
      if (fresh !== undefined) return fresh;
      const now = clock.now();
      if (known === undefined || !mayServeWhileRevalidating(query, known.entry, now)) return loadOrStale(query, known);
      observe({ kind: 'refresh', key: query.key });
      defer(load(query));
      return stale(query, known, 'stale-while-revalidate');
    },
  };
};

const mayServeWhileRevalidating = ({ policy }: Query<unknown>, entry: Entry, now: number): boolean =>
  freshnessOf(entry, now) === 'stale' && now < entry.freshUntil + policy.staleWhileRevalidate;

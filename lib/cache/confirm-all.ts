import { createUnkeptConfirm } from './confirm.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import type { CacheKey, Query } from './query.ts';
import { isOutdated, leaseOfQuery, wantedOf } from './search.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** Something that was loaded at `loadedAt` (epoch ms) and is too old by now. */
export interface Outdated {
  readonly query: Query<unknown>;
  readonly loadedAt: number;
}

/**
 * Makes fresh again what its owners know to be still true, without the upstream: one look into each shared tier and one
 * request to write, however many there are. Answers what need not be refreshed any more. Never rejects.
 */
export type ConfirmAll = (
  outdated: readonly Outdated[],
) => Promise<ReadonlyMap<CacheKey, 'confirmed' | 'already-fresh'>>;

export const createConfirmAll = (engine: Engine, tiers: SharedTiers): ConfirmAll => {
  const confirm = createUnkeptConfirm(engine);

  const confirmIn = async (namespace: string, outdated: readonly Outdated[]) => {
    const outcomes = new Map<CacheKey, 'confirmed' | 'already-fresh'>();
    // No lease is taken: what has to be loaded in the end is looked for again by whoever loads it.
    const wanted = outdated.map(({ query }) => wantedOf(query, { intent: 'present' }));
    const results = await tiers.find(namespace, wanted);
    const confirmed = new Map<CacheKey, Entry>();
    await Promise.all(
      outdated.map(async ({ query, loadedAt }) => {
        const { found, failure } = results.get(query.key) ?? {};
        if (!isOutdated(found?.entry, loadedAt)) {
          outcomes.set(query.key, 'already-fresh');
          return;
        }
        // A load that has just failed is told by the refresh.
        if ((engine.failures.recent(leaseOfQuery(engine, query)) ?? failure) !== undefined) return;
        const entry = await confirm(query, found?.entry);
        if (entry === undefined) return;
        confirmed.set(query.key, entry);
        outcomes.set(query.key, 'confirmed');
      }),
    );
    tiers.fill(namespace, confirmed);
    return outcomes;
  };

  return async (outdated) => {
    const groups = new Map<string, Outdated[]>();
    for (const each of outdated) {
      const own = groups.get(each.query.namespace);
      if (own === undefined) groups.set(each.query.namespace, [each]);
      else own.push(each);
    }
    const outcomes = await Promise.all([...groups].map(([namespace, own]) => confirmIn(namespace, own)));
    return new Map(outcomes.flatMap((each) => [...each]));
  };
};

import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { isValid } from './purge-log.ts';
import type { Query } from './query.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** The cached entry of a query, made fresh again without asking the upstream; undefined where it has to be asked. */
export type Confirm = (query: Query<unknown>, cached: Entry | undefined) => Promise<Entry | undefined>;

/** Keeps what is confirmed in every tier. */
export const createConfirm = (engine: Engine, tiers: SharedTiers): Confirm => {
  const confirm = createUnkeptConfirm(engine);
  return async (query, cached) => {
    const confirmed = await confirm(query, cached);
    if (confirmed !== undefined) tiers.fill(query.namespace, new Map([[query.key, confirmed]]));
    return confirmed;
  };
};

/** Leaves it to the caller to keep what is confirmed. */
export const createUnkeptConfirm =
  ({ entries, coherence, clock, observe }: Engine): Confirm =>
  async (query, cached) => {
    const { key, namespace } = query;
    // Before the query's owner is asked: a purge from now on overtakes what is confirmed.
    const log = coherence.log(namespace);
    if (query.confirm === undefined || cached?.body == null || !isValid(cached, log)) return undefined;
    try {
      const loaded = await query.confirm({ value: entries.valueOf(cached, query), loadedAt: cached.loadedAt });
      if (loaded === undefined) return undefined;
      const { loadDuration, loadReason, witness } = cached;
      const kept = witness === undefined ? loaded : { witness, ...loaded };
      const confirmed = entries.present(kept, { now: clock.now(), loadDuration, loadReason, log });
      observe({ kind: 'confirmed', key });
      return confirmed;
    } catch (error) {
      // It could not be told whether the value is still true: the upstream is asked.
      observe({ kind: 'confirm-failed', key, error });
      return undefined;
    }
  };

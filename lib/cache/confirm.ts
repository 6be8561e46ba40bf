import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { isValid } from './purge-log.ts';
import type { Query } from './query.ts';
import type { SharedTiers } from './shared-tiers.ts';

/** The cached entry of a query, made fresh again without asking the upstream; undefined where it has to be asked. */
export type Confirm = (query: Query<unknown>, cached: Entry | undefined) => Promise<Entry | undefined>;

export const createConfirm =
  ({ entries, coherence, clock, observe }: Engine, tiers: SharedTiers): Confirm =>
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
      tiers.fill(namespace, new Map([[key, confirmed]]));
      return confirmed;
    } catch (error) {
      // It could not be told whether the value is still true: the upstream is asked.
      observe({ kind: 'confirm-failed', key, error });
      return undefined;
    }
  };

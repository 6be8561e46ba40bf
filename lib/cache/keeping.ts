import type { Clock } from './time.ts';
import type { Coherence } from './coherence.ts';
import type { Entry } from './entry.ts';
import type { Observer } from './events.ts';
import type { createFreshEntries } from './fresh-entry.ts';
import type { CacheKey } from './query.ts';
import { isValid } from './purge-log.ts';
import type { Query } from './query.ts';
import type { Values } from './values.ts';

/** What is held of a query, made fresh again without asking the upstream; undefined where it has to be asked. */
export type Keeping = (query: Query<unknown>, held: Entry | undefined) => Promise<Entry | undefined>;

export interface KeepingOptions {
  readonly entries: ReturnType<typeof createFreshEntries>;
  readonly values: Values;
  readonly coherence: Coherence;
  readonly clock: Clock;
  readonly observe: Observer;
  readonly fill: (namespace: string, entries: ReadonlyMap<CacheKey, Entry>) => void;
}

export const createKeeping =
  ({ entries, values, coherence, clock, observe, fill }: KeepingOptions): Keeping =>
  async (query, held) => {
    const { key, namespace } = query;
    // Before anybody is asked: a purge from now on overtakes what is kept.
    const log = coherence.log(namespace);
    if (query.confirm === undefined || held?.body == null || !isValid(held, log)) return undefined;
    try {
      const filling = await query.confirm({ value: values(held, query), loadedAt: held.loadedAt });
      if (filling === undefined) return undefined;
      const kept = entries.present(filling, {
        now: clock.now(),
        loadDuration: held.loadDuration,
        loadReason: held.loadReason,
        log,
      });
      observe({ kind: 'confirmed', key });
      fill(namespace, new Map([[key, kept]]));
      return kept;
    } catch (error) {
      // Whether it is still true could not be told: then the upstream tells.
      observe({ kind: 'confirm-failed', key, error });
      return undefined;
    }
  };

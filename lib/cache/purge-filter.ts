import type { Asked } from './coherence.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { isValid } from './purge-log.ts';
import type { CacheKey } from './query.ts';
import type { TierAnswer } from './reliable-tier.ts';
import type { TierRead } from './tier.ts';

/** Where a purge is honoured on a read; and what is done for a tier that has no purge log. */
export interface PurgeFilter {
  /** The entries that nothing has purged, as far as the log read with them and the one known here tell. */
  unpurged(namespace: string, tier: string, read: TierRead): ReadonlyMap<CacheKey, Entry>;
  /** Gives a tier without a log that of another one. Settles before that is done. */
  restoreLogs(namespace: string, answers: readonly TierAnswer[], asked: Asked): Promise<void>;
}

export const createPurgeFilter = (engine: Engine): PurgeFilter => ({
  unpurged(namespace, tier, { entries, purges }) {
    const known = engine.coherence.log(namespace);
    return new Map(
      [...entries].filter(([key, entry]) => {
        // An entry is believed only beside the log it was read with.
        const valid = purges !== undefined && isValid(entry, purges) && isValid(entry, known);
        if (!valid) engine.observe({ kind: 'purged', tier, key });
        return valid;
      }),
    );
  },
  async restoreLogs(namespace, answers, asked) {
    if (answers.every(([, { purges }]) => purges !== undefined)) return;
    // Once in the life of a Redis: a cold start reads nothing for it.
    const { restoreLogs } = await import('./restore-logs.ts');
    restoreLogs(engine, { namespace, answers, asked });
  },
});

import type { Asked } from './coherence.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { isValid, type PurgeLog } from './purge-log.ts';
import type { TierAnswer } from './reliable-tier.ts';

/** Where a purge is honoured on a read; and what is done for a tier that has no purge log. */
export interface PurgeFilter {
  /** Whether nothing has purged an entry, as far as the log read with it and the one known here tell. */
  isUnpurged(entry: Entry, read: PurgeLog | undefined, known: PurgeLog): boolean;
  /** Gives a tier without a log that of another one. Settles before that is done. */
  restoreLogs(namespace: string, answers: readonly TierAnswer[], asked: Asked): Promise<void>;
}

export const createPurgeFilter = (engine: Engine): PurgeFilter => ({
  // An entry is believed only beside the log it was read with.
  isUnpurged: (entry, read, known) =>
    read !== undefined && isValid(entry, known) && (read === known || isValid(entry, read)),
  async restoreLogs(namespace, answers, asked) {
    if (answers.every(([, { purges }]) => purges !== undefined)) return;
    // Once in the life of a Redis: a cold start reads nothing for it.
    const { restoreLogs } = await import('./restore-logs.ts');
    restoreLogs(engine, { namespace, answers, asked });
  },
});

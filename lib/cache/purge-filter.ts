import type { Asked } from './coherence.ts';
import type { Engine } from './engine.ts';
import type { Entry } from './entry.ts';
import { isValid, type PurgeLog } from './purge-log.ts';
import type { CacheKey } from './query.ts';
import type { ReliableTier } from './reliable-tier.ts';
import type { TierRead } from './tier.ts';

/** Which tier answered what in one search. */
export type TierAnswer = readonly [ReliableTier, TierRead];

/** Where a purge is honoured on a read; and what is done for a tier that has no purge log. */
export interface PurgeFilter {
  /** The entries that nothing has purged, as far as the log read with them and the one known here tell. */
  unpurged(namespace: string, tier: string, read: TierRead): ReadonlyMap<CacheKey, Entry>;
  /** Gives a tier without a log that of another one. Deferred. */
  restoreLogs(namespace: string, answers: readonly TierAnswer[], asked: Asked): void;
}

/** The far tier keeps what it can of its own log, and so the nearer ones copy that. */
const beginLog = async (namespace: string, farFirst: readonly ReliableTier[], log: PurgeLog): Promise<void> => {
  const [farthest, ...nearer] = farFirst;
  if (farthest === undefined || !(await farthest.restore(namespace, () => Promise.resolve(log)))) return;
  const copy = async (): Promise<PurgeLog | undefined> => (await farthest.read(namespace, { keys: [] }))?.purges;
  for (const tier of nearer) await tier.restore(namespace, copy);
};

export const createPurgeFilter = ({ tiers, coherence, observe, defer, newStamp }: Engine): PurgeFilter => ({
  unpurged(namespace, tier, { entries, purges }) {
    const known = coherence.log(namespace);
    return new Map(
      [...entries].filter(([key, entry]) => {
        // An entry is believed only beside the log it was read with.
        const valid = purges !== undefined && isValid(entry, purges) && isValid(entry, known);
        if (!valid) observe({ kind: 'purged', tier, key });
        return valid;
      }),
    );
  },
  restoreLogs(namespace, answers, asked) {
    const logless = answers.filter(([, { purges }]) => purges === undefined).map(([tier]) => tier);
    if (logless.length === 0) return;
    const source = answers.find(([, { purges }]) => purges !== undefined)?.[0];
    if (source !== undefined) {
      // Asked for alone, a log is read consistently: beside values it may lag a moment, and a copy would keep that.
      const copy = async (): Promise<PurgeLog | undefined> => (await source.read(namespace, { keys: [] }))?.purges;
      for (const tier of logless) defer(tier.restore(namespace, copy));
    } else if (answers.length === tiers.length) {
      // There is no other tier to ask: a new log begins, under which nothing old is valid.
      const log: PurgeLog = new Map([['*', newStamp()]]);
      // What is loaded now is loaded under it.
      coherence.learn(namespace, log, asked);
      defer(beginLog(namespace, logless.toReversed(), log));
    }
  },
});

import type { Engine } from './engine.ts';
import type { PurgeLog, Scope, Stamp } from './purge-log.ts';

/** A purge that some tier did not take: it is not done. The tiers that took it keep it; asking again is safe. */
export class PurgeIncompleteError extends Error {
  override readonly name = 'PurgeIncompleteError';
  /** The tiers that did not take it. */
  readonly tiers: readonly string[];

  constructor(tiers: readonly string[]) {
    super(`Not purged in ${tiers.join(', ')}; ask again`);
    this.tiers = tiers;
  }
}

export interface Reconciled {
  /** Scopes about which the tiers disagreed, purged anew in all of them. */
  readonly mended: readonly Scope[];
}

export interface Purging {
  /** Settles when every tier has taken it; rejects with PurgeIncompleteError. */
  purge(namespace: string, scopes: readonly Scope[]): Promise<Stamp>;
  /**
   * Makes the tiers' logs agree again after a purge that reached only some, and prunes them. Rejects with
   * PurgeIncompleteError when a tier could not be asked.
   */
  reconcile(namespace: string): Promise<Reconciled>;
}

// Every read carries the log. Beyond this it is cheaper to purge everything once than to read so much each time.
const MAX_LOG_SCOPES = 500;

export const createPurging = ({ tiers, coherence, observe, newStamp, isOutlived }: Engine): Purging => {
  const purge: Purging['purge'] = async (namespace, scopes) => {
    const stamp = newStamp();
    observe({ kind: 'purge', namespace, scopes });
    const refused: string[] = [];
    // The far tier first: what the near one restores itself from must never be behind it.
    for (const tier of tiers.toReversed()) {
      if (!(await tier.purge(namespace, scopes, stamp))) refused.push(tier.name);
    }
    coherence.recordOwnPurge(namespace, scopes, stamp);
    if (refused.length > 0) throw new PurgeIncompleteError(refused);
    return stamp;
  };

  return {
    purge,
    async reconcile(namespace) {
      const reads = await Promise.all(tiers.map((tier) => tier.read(namespace, { keys: [] })));
      const unread = tiers.filter((_, index) => reads[index] === undefined).map(({ name }) => name);
      if (unread.length > 0) throw new PurgeIncompleteError(unread);
      const logs = reads.flatMap((read) => (read?.purges === undefined ? [] : [read.purges]));
      const source = tiers.findLast((_, index) => reads[index]?.purges !== undefined);
      const copy = async (): Promise<PurgeLog | undefined> => (await source?.read(namespace, { keys: [] }))?.purges;
      const logless = tiers.filter((_, index) => reads[index]?.purges === undefined);
      if (source !== undefined) for (const tier of logless) await tier.restore(namespace, copy);
      const mended = disputed(logs);
      // Whichever stamp was the later one: a new one is later than both.
      if (mended.length > 0) await purge(namespace, mended);
      const tooLong = new Set(logs.flatMap((log) => [...log.keys()])).size > MAX_LOG_SCOPES;
      if (tooLong) await purge(namespace, ['*']);
      // Only what was there before stands behind the purge of everything; what came meanwhile does not.
      const replaced = (scope: Scope, stamp: Stamp): boolean => tooLong && logs.some((log) => log.get(scope) === stamp);
      const keep = (scope: Scope, stamp: Stamp): boolean => !isOutlived(stamp) && !replaced(scope, stamp);
      await Promise.all(tiers.map((tier) => tier.prune(namespace, keep)));
      return { mended };
    },
  };
};

const disputed = (logs: readonly PurgeLog[]): readonly Scope[] => {
  const scopes = new Set(logs.flatMap((log) => [...log.keys()]));
  return [...scopes].filter((scope) => new Set(logs.map((log) => log.get(scope))).size > 1);
};

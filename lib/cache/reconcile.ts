import type { Engine } from './engine.ts';
import type { PurgeLog, Scope, Stamp } from './purge-log.ts';
import { PurgeIncompleteError } from './purge-incomplete.ts';

export interface ReconcileOptions {
  /** Whether stamps that have outlived every entry are removed as well: another command for each tier. */
  readonly prune?: boolean;
}

export interface Reconciled {
  /** Scopes about which the tiers disagreed, purged anew in all of them. */
  readonly mended: readonly Scope[];
}

// Every read carries the log. Beyond this it is cheaper to purge everything once than to read so much each time.
const MAX_LOG_SCOPES = 500;

/** Reads each tier's log once; costs more only where they disagree, one of them is missing, or they are pruned. */
export const createReconcile =
  ({ tiers, isOutlived }: Engine, purge: (namespace: string, scopes: readonly Scope[]) => Promise<Stamp>) =>
  async (namespace: string, { prune = true }: ReconcileOptions = {}): Promise<Reconciled> => {
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
    if (!prune) return { mended };
    const tooLong = new Set(logs.flatMap((log) => [...log.keys()])).size > MAX_LOG_SCOPES;
    if (tooLong) await purge(namespace, ['*']);
    // Only what was there before stands behind the purge of everything; what came meanwhile does not.
    const replaced = (scope: Scope, stamp: Stamp): boolean => tooLong && logs.some((log) => log.get(scope) === stamp);
    const keep = (scope: Scope, stamp: Stamp): boolean => !isOutlived(stamp) && !replaced(scope, stamp);
    await Promise.all(tiers.map((tier) => tier.prune(namespace, keep)));
    return { mended };
  };

const disputed = (logs: readonly PurgeLog[]): readonly Scope[] => {
  const scopes = new Set(logs.flatMap((log) => [...log.keys()]));
  return [...scopes].filter((scope) => new Set(logs.map((log) => log.get(scope))).size > 1);
};

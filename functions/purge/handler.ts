import type { TieredCache } from '../../lib/cache/index.ts';
import { LEAGUES } from '../../lib/sports/leagues.ts';

export interface PurgeDeps {
  readonly cache: Pick<TieredCache, 'reconcile'>;
  /** Told what had to be mended: a purge that had not reached every tier. */
  readonly onMended: (league: string, scopes: readonly string[]) => void;
}

/** Makes the tiers' purge logs agree, league by league. One that fails does not keep the others from it. */
export const createPurge =
  ({ cache, onMended }: PurgeDeps) =>
  async (): Promise<void> => {
    const runs = await Promise.allSettled(
      LEAGUES.map(async ({ id }) => {
        const { mended } = await cache.reconcile(id);
        if (mended.length > 0) onMended(id, mended);
      }),
    );
    const failures = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason as unknown] : []));
    if (failures.length > 0) throw new AggregateError(failures, `${failures.length} leagues could not be reconciled`);
  };

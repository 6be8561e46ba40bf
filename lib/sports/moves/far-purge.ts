import { PurgeIncompleteError, type Scope, type TieredCache } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';

/**
 * Purges, and answers with the tiers that did not take it. It is done when the farthest one has it: no nearer one
 * restores itself from anything else, and reconciliation mends them. Rejects when it is not.
 */
export const purgeFar = async (
  cache: Pick<TieredCache, 'purge' | 'tiers'>,
  league: LeagueId,
  scopes: readonly Scope[],
): Promise<readonly string[]> => {
  try {
    await cache.purge(league, scopes);
    return [];
  } catch (error) {
    const far = cache.tiers.at(-1);
    if (!(error instanceof PurgeIncompleteError) || far === undefined || error.tiers.includes(far)) throw error;
    return error.tiers;
  }
};

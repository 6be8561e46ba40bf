import type { Clock, TieredCache } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import type { TransactionRecord } from '../upstream/index.ts';

type Ask = () => Promise<readonly TransactionRecord[]>;

/** Has a league's list of moves asked for. Rejects as `ask` does. */
export type ReadMoveList = (league: LeagueId, ask: Ask) => Promise<readonly TransactionRecord[]>;

export interface SharedListOptions {
  readonly cache: Pick<TieredCache, 'refresh'>;
  readonly resources: Pick<Resources, 'moveList'>;
  readonly clock: Clock;
}

/**
 * Asks each time, and leaves the list to those who ask for the league's moves: one call serves both. It never takes
 * theirs: what is purged for rests on a reading of this moment. Where the cache does not let it load, it asks all the
 * same.
 */
export const createListReader =
  ({ cache, resources, clock }: SharedListOptions): ReadMoveList =>
  async (league, ask) => {
    let asked: Promise<readonly TransactionRecord[]> | undefined;
    try {
      const query = resources.moveList(league, () => (asked = ask()));
      await cache.refresh(query, clock.now());
    } catch {
      // What the provider answered is told below. That the list could not be kept is no matter of the purge.
    }
    return asked ?? ask();
  };

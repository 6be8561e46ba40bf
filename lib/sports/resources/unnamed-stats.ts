import type { CacheKey, LoadedEntry, Policy, Query, Recalled } from '../../cache/index.ts';
import type { CareerTable } from '../upstream/index.ts';
import { unnamedKey } from './entry-key.ts';
import { scopesOf, type StatsOf } from './stats-keys.ts';

/** A table of which nothing is missing. */
export type StoredTable = Omit<CareerTable, 'missing'>;

/** Stats that were loaded while the call for their player's name failed. */
export interface UnnamedTable {
  readonly table: StoredTable;
  /** Epoch ms. */
  readonly loadedAt: number;
}

interface UnnamedOf {
  readonly of: StatsOf;
  /** Key of the source that loaded them. */
  readonly source: CacheKey;
}

/** What an earlier load brought and could not make lines of; undefined where that is too old to use. */
export const usableTable = (recalled: Recalled<StoredTable> | undefined, now: number): UnnamedTable | undefined =>
  recalled === undefined || recalled.value === null || recalled.isHidden || recalled.freshUntil <= now
    ? undefined
    : { table: recalled.value, loadedAt: recalled.loadedAt };

/** Keeps stats for the next load, so that a call that may have been paid for is not made twice. */
export const keepUnnamed = (of: UnnamedOf, table: StoredTable, { freshFor }: Policy): LoadedEntry => {
  const { key, scopes } = unnamedQuery(of);
  return { key, value: table, policy: policyFor(freshFor), scopes };
};

export const unnamedQuery = ({ of, source }: UnnamedOf): Query<StoredTable> => {
  const key = unnamedKey(source);
  return {
    key,
    namespace: of.league,
    policy: policyFor(0),
    scopes: scopesOf(of),
    // Only ever filled by the load of the stats.
    source: { key, load: () => Promise.resolve([]) },
    decode: (json) => json as StoredTable,
  };
};

const policyFor = (freshFor: number): Policy => ({ freshFor, staleWhileRevalidate: 0, staleIfError: 0, absentFor: 0 });

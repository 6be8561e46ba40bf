import type { LoadedEntry, Policy, Query } from '../../cache/index.ts';
import type { CareerTable } from '../upstream.ts';
import type { ResourceContext } from './context.ts';
import { scopesOf, unnamedKey, type StatsOf } from './stats-keys.ts';

/** Stats that were loaded while the call for their player's name failed. */
export interface UnnamedTable {
  readonly table: CareerTable;
  /** Epoch ms. */
  readonly loadedAt: number;
}

interface UnnamedOf {
  readonly of: StatsOf;
  /** Key of the source that loaded them. */
  readonly source: string;
}

/** What an earlier load brought and could not make lines of. Nothing is loaded. */
export const unnamedTable = async (
  { getAllPresent, clock }: ResourceContext,
  of: UnnamedOf,
): Promise<UnnamedTable | undefined> => {
  const [answer] = await getAllPresent([queryOf(of)]);
  if (answer?.kind !== 'value' || answer.entry.freshUntil <= clock.now()) return undefined;
  return { table: answer.value(), loadedAt: answer.entry.loadedAt };
};

/** Keeps stats for the next load, so that a call that may have been paid for is not made twice. */
export const keepUnnamed = (of: UnnamedOf, table: CareerTable, { freshFor }: Policy): LoadedEntry => {
  const { key, scopes } = queryOf(of);
  return { key, value: table, policy: policyFor(freshFor), scopes };
};

const queryOf = ({ of, source }: UnnamedOf): Query<CareerTable> => {
  const key = unnamedKey(source);
  return {
    key,
    namespace: of.league,
    policy: policyFor(0),
    scopes: scopesOf(of),
    // Only ever filled by the load of the stats.
    source: { key, load: () => Promise.resolve([]) },
    decode: (json) => json as CareerTable,
  };
};

const policyFor = (freshFor: number): Policy => ({ freshFor, staleWhileRevalidate: 0, staleIfError: 0, absentFor: 0 });

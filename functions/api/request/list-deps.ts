import type { Clock, TieredCache } from '../../../lib/cache/index.ts';
import {
  createBatchStats,
  createSeasons,
  type BatchStats,
  type NameResolver,
  type Seasons,
  type StatsLookup,
} from '../../../lib/sports/lookup/index.ts';
import type { Resources } from '../../../lib/sports/resources/index.ts';

interface ListOptions {
  readonly resolver: NameResolver;
  readonly lookup: StatsLookup;
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly clock: Clock;
}

/** What only questions about several players or about seasons need. Loaded with the first of them. */
export const createListDeps = ({
  resolver,
  lookup,
  cache,
  resources,
  clock,
}: ListOptions): { readonly batch: BatchStats; readonly seasons: Seasons } => ({
  batch: createBatchStats({ resolver, lookup, resources }),
  seasons: createSeasons({ cache, resources, clock }),
});

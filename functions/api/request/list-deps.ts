import { createBatchStats, createSeasons, type BatchStats, type Seasons } from '../../../lib/sports/lookup/index.ts';
import type { ApiDeps } from './deps.ts';

/** What only questions about several players or about seasons need. Loaded with the first of them. */
export const createListDeps = ({
  resolver,
  lookup,
  cache,
  resources,
  clock,
}: Omit<ApiDeps, 'batch' | 'seasons'>): { readonly batch: BatchStats; readonly seasons: Seasons } => ({
  batch: createBatchStats({ resolver, lookup, resources }),
  seasons: createSeasons({ cache, resources, clock }),
});

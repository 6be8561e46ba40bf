import type { Clock, TieredCache } from '../../lib/cache/index.ts';
import type { DocumentStore } from '../../lib/ledgers/document-store.ts';
import type { LearnedPopularity } from '../../lib/sports/popularity/index.ts';
import type { Resources } from '../../lib/sports/resources/index.ts';
import type { Counters } from '../../lib/ledgers/counters.ts';
import { lazy } from '../../lib/async/lazy.ts';

export interface PopularityParts {
  readonly cache: TieredCache;
  readonly resources: Resources;
  readonly documents: DocumentStore;
  readonly counters: Counters;
  readonly clock: Clock;
}

/** The code is loaded on first use: most answers do without. */
export const composePopularity = ({
  cache,
  resources,
  documents,
  counters,
  clock,
}: PopularityParts): LearnedPopularity => {
  const learned = lazy(async () => {
    const [{ createPopularity }, { createScoreCopies }, { createStarters }] = await Promise.all([
      import('../../lib/sports/popularity/popularity.ts'),
      import('../../lib/sports/popularity/score-copies.ts'),
      import('../../lib/sports/popularity/starters.ts'),
    ]);
    const found = createStarters({ cache, resources, clock });
    return createPopularity({
      documents,
      counters,
      copies: createScoreCopies({ cache, resources, clock }),
      clock,
      starters: async (league) => (await found(league)).ids,
    });
  });
  return {
    top: async (league, most) => (await learned()).top(league, most),
    merge: async (league) => (await learned()).merge(league),
    lastAsked: async (league) => (await learned()).lastAsked(league),
  };
};

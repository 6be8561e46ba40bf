import type { Config } from '../../lib/config.ts';
import { dayBudgetOf } from '../../lib/ledgers/day-budget.ts';
import { createWarming, type Warming, type WarmingOptions } from '../../lib/sports/warming/index.ts';
import type { Composition } from './compose.ts';

/** Warming over what a function is composed of; for the schedule and for `POST /v1/admin/warm`. */
export const composeWarming = (
  { leagues }: Pick<Config, 'leagues'>,
  composition: Pick<Composition, 'cache' | 'resources' | 'upstream' | 'popularity' | 'budget'>,
  { onFailure, pause, rest }: Pick<WarmingOptions, 'onFailure' | 'pause' | 'rest'>,
): Warming => {
  const { cache, resources, upstream, popularity, budget } = composition;
  return createWarming({
    cache,
    resources,
    upstream,
    popularity,
    learn: (league) => popularity.merge(league),
    dayBudget: async () => dayBudgetOf(await budget.state()),
    leagues,
    clock: Date,
    ...(onFailure !== undefined && { onFailure }),
    pause,
    rest,
  });
};

import type { Clock, SharedTier } from '../../lib/cache/index.ts';
import { createCalendar } from '../../lib/sports/calendar/index.ts';
import { createResources, type ResourceContext, type Resources } from '../../lib/sports/resources/index.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { createEnvironment, type Environment } from './environment.ts';
import { payForInTest } from './pay-for.ts';

/** One environment with the whole domain in front of a provider. */
export interface Domain extends Environment {
  readonly resources: Resources;
  readonly context: ResourceContext;
}

export interface DomainOptions {
  readonly upstream: Upstream;
  readonly clock: Clock;
  readonly shared?: readonly SharedTier[];
  readonly loadReason?: () => string | undefined;
  readonly isAskedAbout?: ResourceContext['isAskedAbout'];
}

export const createDomain = ({ upstream, clock, shared = [], isAskedAbout, ...options }: DomainOptions): Domain => {
  const environment = createEnvironment({ clock, shared, ...options });
  const { cache } = environment;
  const context: ResourceContext = {
    upstream,
    clock,
    calendar: createCalendar(),
    read: (query) => cache.read(query),
    getAllPresent: (queries) => cache.getAllPresent(queries),
    recallAll: (queries) => cache.recallAll(queries),
    payFor: payForInTest,
    ...(isAskedAbout !== undefined && { isAskedAbout }),
  };
  return { ...environment, context, resources: createResources(context) };
};

import type { Config } from '../../lib/config.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { ESPN_FACTS } from '../../lib/upstreams/espn/facts.ts';
import { lazyUpstream } from '../../lib/upstreams/intercept.ts';
import { withLimits } from '../../lib/upstreams/limits.ts';
import { RAPIDAPI_FACTS } from '../../lib/upstreams/rapidapi/facts.ts';
import type { ProviderOptions } from './open-provider.ts';

const FACTS = { espn: ESPN_FACTS, rapidapi: RAPIDAPI_FACTS };

/** The provider that is configured, behind its guards. An answer from a tier loads neither its adapter nor its breakers. */
export const composeProvider = (config: Config, options: ProviderOptions): Upstream =>
  withLimits(
    lazyUpstream(
      async () => (await import('./open-provider.ts')).openProvider(config, options),
      FACTS[config.upstream.kind],
    ),
  );

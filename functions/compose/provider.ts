import type { Config } from '../../lib/config.ts';
import type { Upstream } from '../../lib/sports/upstream.ts';
import { ESPN_FACTS } from '../../lib/upstreams/espn/facts.ts';
import { lazyUpstream } from '../../lib/upstreams/intercept.ts';
import { withLimits } from '../../lib/upstreams/limits.ts';
import { RAPIDAPI_FACTS } from '../../lib/upstreams/rapidapi/facts.ts';

/** The provider that is configured; `admit` is awaited before every request to it. */
export const composeProvider = ({ upstream, userAgent }: Config, admit: () => Promise<void>): Upstream => {
  switch (upstream.kind) {
    case 'espn':
      // Each adapter is in a chunk of its own: an answer from a tier loads neither.
      return withLimits(
        lazyUpstream(async () => {
          const { createEspnUpstream } = await import('../../lib/upstreams/espn/upstream.ts');
          return createEspnUpstream({ ...upstream, userAgent, admit });
        }, ESPN_FACTS),
      );
    case 'rapidapi':
      return withLimits(
        lazyUpstream(async () => {
          const { createRapidApiUpstream } = await import('../../lib/upstreams/rapidapi/upstream.ts');
          return createRapidApiUpstream({ ...upstream, userAgent, admit });
        }, RAPIDAPI_FACTS),
      );
  }
};

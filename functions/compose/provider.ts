import type { Observer } from '../../lib/cache/index.ts';
import { StillLoadingError } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { Upstream } from '../../lib/sports/upstream.ts';
import type { BreakerChange, BreakersOptions } from '../../lib/upstreams/breaker/with-breakers.ts';
import { ESPN_FACTS } from '../../lib/upstreams/espn/facts.ts';
import { lazyUpstream, type UpstreamFacts } from '../../lib/upstreams/intercept.ts';
import { withLimits } from '../../lib/upstreams/limits.ts';
import { RAPIDAPI_FACTS } from '../../lib/upstreams/rapidapi/facts.ts';

export interface ProviderOptions extends Pick<BreakersOptions, 'notes' | 'waitLimit' | 'defer' | 'clock'> {
  /** Awaited before every request. */
  readonly admit: () => Promise<void>;
  readonly observe: Observer;
}

/** The provider that is configured, behind its guards. */
export const composeProvider = (
  { upstream, userAgent }: Config,
  { admit, observe, ...breakers }: ProviderOptions,
): Upstream => {
  const onChange = ({ documents, isOpen, since }: BreakerChange): void =>
    observe({ kind: isOpen ? 'breaker-opened' : 'breaker-closed', documents, since });
  // Adapter and breakers are in chunks of their own: an answer from a tier loads none of them.
  const guarded = (open: () => Promise<Upstream>, facts: UpstreamFacts): Upstream =>
    withLimits(
      lazyUpstream(async () => {
        const [adapter, { withBreakers }] = await Promise.all([
          open(),
          import('../../lib/upstreams/breaker/with-breakers.ts'),
        ]);
        return withBreakers(adapter, { ...breakers, onChange, tooSlow: () => new StillLoadingError() });
      }, facts),
    );
  switch (upstream.kind) {
    case 'espn':
      return guarded(async () => {
        const { createEspnUpstream } = await import('../../lib/upstreams/espn/upstream.ts');
        return createEspnUpstream({ ...upstream, userAgent, admit });
      }, ESPN_FACTS);
    case 'rapidapi':
      return guarded(async () => {
        const { createRapidApiUpstream } = await import('../../lib/upstreams/rapidapi/upstream.ts');
        return createRapidApiUpstream({ ...upstream, userAgent, admit });
      }, RAPIDAPI_FACTS);
  }
};

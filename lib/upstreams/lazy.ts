import type { Upstream } from '../sports/upstream.ts';
import { delegate, type UpstreamFacts } from './delegate.ts';

/** An upstream whose adapter is loaded with the first question. A load that failed is tried again with the next. */
export const lazyUpstream = (load: () => Promise<Upstream>, facts: UpstreamFacts): Upstream => {
  let loaded: Promise<Upstream> | undefined;
  const upstream = (): Promise<Upstream> => {
    loaded ??= load().catch((error: unknown) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
  return delegate(facts, async (_what, use) => use(await upstream()));
};

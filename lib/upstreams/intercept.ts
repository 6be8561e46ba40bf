import type { Upstream } from '../sports/upstream.ts';
import { delegate, type Question } from './delegate.ts';

/** The same upstream with `around` about every question, which may count it, make it wait, or refuse it. */
export const interceptUpstream = (
  upstream: Upstream,
  around: <T>(call: () => Promise<T>, what: Question) => Promise<T>,
): Upstream => delegate(upstream, (what, use) => around(() => use(upstream), what));

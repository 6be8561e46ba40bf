import { type UpstreamCall, UpstreamError, type UpstreamErrorCode } from '../../sports/upstream/index.ts';
import type { JsonAnswer } from '../http.ts';

/** One of ESPN's hosts; a path starts with a slash and brings its query. */
export type Ask = (path: string, call: UpstreamCall) => Promise<JsonAnswer>;

interface MirrorOptions {
  readonly mirror: Ask;
  readonly clock: { now(): number };
  /** Milliseconds for which the mirror is asked first after the host blocked us. */
  readonly memory?: number;
}

/** Asks the mirror when the host blocks us or cannot be reached; remembers a block, which costs a call to find out. */
export const withMirror = (host: Ask, { mirror, clock, memory = 60_000 }: MirrorOptions): Ask => {
  let refusedUntil = -Infinity;

  const askHost: Ask = async (path, call) => {
    try {
      const answer = await host(path, call);
      refusedUntil = -Infinity;
      return answer;
    } catch (error) {
      if (error instanceof UpstreamError && error.code === 'blocked') refusedUntil = clock.now() + memory;
      throw error;
    }
  };

  return (path, call) => {
    const now = clock.now();
    // Later than that: the clock has been set back.
    const isRefused = now < refusedUntil && refusedUntil <= now + memory;
    const [first, second] = isRefused ? [mirror, askHost] : [askHost, mirror];
    return withFallback(first, second)(path, call);
  };
};

// Only where another edge may answer: a provider that fails or is slow would fail twice. One that is known to be out of
// order has not been asked, so that its mirror costs nobody a second wait.
const ELSEWHERE: ReadonlySet<UpstreamErrorCode> = new Set(['blocked', 'unreachable', 'provider-unavailable']);

const withFallback =
  (first: Ask, second: Ask): Ask =>
  async (path, call) => {
    try {
      return await first(path, call);
    } catch (error) {
      if (!(error instanceof UpstreamError) || !ELSEWHERE.has(error.code)) throw error;
      return await second(path, call).catch((last: unknown) => {
        if (!(last instanceof UpstreamError)) throw last;
        const { code, retryAfter, status } = last;
        throw new UpstreamError(code, `${last.message}, after ${error.message}`, {
          retryAfter,
          status,
          cause: error,
        });
      });
    }
  };

import type { Fetch } from '../../lib/client/options.ts';

/** What `fetch` rejects with says nothing (`fetch failed`): its cause does. */
export const toldFetch =
  (fetch: Fetch): Fetch =>
  (url, init) =>
    fetch(url, init).catch((error: unknown) => {
      throw innermost(error);
    });

const innermost = (error: unknown): unknown => {
  const causes = error instanceof AggregateError ? (error.errors as unknown[]) : [];
  const cause = error instanceof Error ? (error.cause ?? causes[0]) : undefined;
  return cause === undefined ? error : innermost(cause);
};

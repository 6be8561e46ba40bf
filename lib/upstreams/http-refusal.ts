import type { UpstreamErrorCode } from '../sports/upstream.ts';
import { UpstreamError } from '../sports/upstream.ts';

interface RefusalOptions {
  /** Names the address without its query, which may hold what a user typed. */
  readonly where: string;
  readonly retryAfterOf: (headers: Headers) => number | undefined;
}

/** Throws for an answer whose status says it all, whatever its body. */
export const throwIfRefused = async (
  { status, headers, body }: Response,
  { where, retryAfterOf }: RefusalOptions,
): Promise<void> => {
  const code = refusalOf(status);
  if (code === undefined) return;
  const retryAfter = retryAfterOf(headers);
  // Frees the connection; that the rest cannot be read does not matter any more.
  await body?.cancel().catch(() => undefined);
  throw new UpstreamError(code, `${where} answered ${status}`, { retryAfter });
};

const refusalOf = (status: number): UpstreamErrorCode | undefined => {
  if (status === 401 || status === 403 || status === 451) return 'blocked';
  if (status === 429) return 'rate-limited';
  // 0 is how some fetches show a redirect they did not follow.
  if (status < 200 || (status >= 300 && status < 400) || status >= 500) return 'failed';
  return undefined;
};

import type { Problem } from '../../../../lib/http/answers/index.ts';

/** What became of a question: an answer, a problem that Statline names, or nothing that can be read. */
export type Asked<T> =
  | { readonly kind: 'answer'; readonly body: T }
  | { readonly kind: 'problem'; readonly status: number; readonly code: string; readonly detail: string }
  | { readonly kind: 'silence' };

export interface AskOptions {
  readonly key: string | null;
  readonly signal?: AbortSignal;
  /** Sent as JSON, by POST. */
  readonly body?: object;
}

// Warming takes up to 14 s.
const TIMEOUT_MS = 25_000;

/** Asks this deployment. The key goes in a header, and nowhere else. */
export const ask = async <T>(path: string, { key, signal, body }: AskOptions): Promise<Asked<T>> => {
  try {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(path, {
      method: body === undefined ? 'GET' : 'POST',
      cache: 'no-store',
      // No key in a cookie, and none of the browser's own log-ins.
      credentials: 'omit',
      headers: {
        ...(key !== null && { authorization: `Bearer ${key}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const json: unknown = await response.json();
    if (response.ok) return { kind: 'answer', body: json as T };
    const { code, detail } = json as Partial<Problem>;
    // What stands before Statline, such as API Gateway, names no code.
    return {
      kind: 'problem',
      status: response.status,
      code: code ?? 'no-code',
      detail: detail ?? `It was answered with ${response.status}`,
    };
  } catch (error) {
    if (signal?.aborted === true) throw error;
    return { kind: 'silence' };
  }
};

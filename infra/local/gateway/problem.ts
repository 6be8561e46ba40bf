import { STATUS_CODES } from 'node:http';
import type { HttpResponse } from './response.ts';

export interface ProblemOptions {
  readonly status: number;
  /** Stable, unlike the texts. */
  readonly code: string;
  readonly detail: string;
  /** The part of the request that is wrong. */
  readonly field?: string;
  readonly retryAfterSeconds?: number;
}

/** An answer of the gateway itself, as an RFC 9457 problem. */
export const problem = ({ status, code, detail, field, retryAfterSeconds }: ProblemOptions): HttpResponse => ({
  status,
  headers: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    ...(retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) }),
  },
  cookies: [],
  body: Buffer.from(
    JSON.stringify({
      type: `urn:statline:problem:${code}`,
      title: STATUS_CODES[status] ?? 'Error',
      status,
      code,
      detail,
      ...(field === undefined ? {} : { field }),
    }),
  ),
});

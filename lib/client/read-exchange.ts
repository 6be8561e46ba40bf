import type { ProblemCode } from '../http/answers/index.ts';
import { isRecord, type Exchange } from './exchange.ts';
import { metaOf, retryAfterSecondsOf } from './meta.ts';
import type { Failure } from './results.ts';

/** What a refusal is that tells of no player, team or season. `code` is null of what is in front of the service. */
const failureOf = (status: number, code: ProblemCode | null): Failure['kind'] => {
  if (code === 'still-loading') return 'pending';
  if ([401, 403].includes(status) || code === 'too-many-wrong-keys') return 'unauthorized';
  if ([400, 413, 414, 431].includes(status)) return 'invalid';
  // A league, a route or a method that this deployment does not have.
  return [404, 405, 501].includes(status) && code !== null ? 'not-offered' : 'unavailable';
};

interface Received {
  /** The service has confirmed the text that is held here. */
  readonly isHeld: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** What a response is. `text` is undefined where there was too much of it. */
export const exchangeOf = (
  { status, headers }: Pick<Response, 'status' | 'headers'>,
  text: string | undefined,
  { isHeld, now }: Received,
): Exchange => {
  const body = parsed(text);
  const meta = metaOf(headers, isHeld);
  if ((status === 200 || isHeld) && body !== undefined) return { kind: 'document', body, meta };
  const members = isRecord(body) ? body : {};
  const { code, detail, reason, message } = members;
  const passes = status >= 500 || status === 429 || status === 408;
  const why = status === 429 ? 'throttled' : passes ? 'service-failed' : 'not-understood';
  const refusal = {
    kind: 'refusal',
    members,
    meta,
    passes,
    retryAfterSeconds: retryAfterSecondsOf(headers, now),
  } as const;
  if (typeof code === 'string' && typeof detail === 'string') {
    const failure = failureOf(status, code as ProblemCode);
    return { ...refusal, code, detail, failure, reason: typeof reason === 'string' ? reason : why };
  }
  return {
    ...refusal,
    code: null,
    // API Gateway has a message.
    detail: `HTTP ${status} and no answer of Statline's${typeof message === 'string' ? `: ${message}` : ''}`,
    failure: failureOf(status, null),
    reason: why,
  };
};

/** undefined: it is no JSON. */
const parsed = (text = ''): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

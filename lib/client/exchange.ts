import { metaOf } from './meta.ts';
import type { Failure, Meta } from './results.ts';

/** What a request came to, retries included. */
export type Exchange = DocumentExchange | Refusal;

interface DocumentExchange {
  readonly kind: 'document';
  readonly body: unknown;
  readonly meta: Meta;
}

/** A problem of the service's, the answer of something in front of it, or none. */
export interface Refusal {
  readonly kind: 'refusal';
  /** The problem's code; null: it is no problem of the service's. */
  readonly code: string | null;
  /** What it is, where it says nothing that is an answer to the question. */
  readonly failure: Failure['kind'];
  /** Why the service or its provider is unavailable. */
  readonly reason: string;
  readonly detail: string;
  /** Of the problem. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly meta: Meta;
  readonly retryAfterSeconds: number | null;
  /** Whether another try may end otherwise. */
  readonly passes: boolean;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Nothing that can be understood has answered. */
export const unanswered = (reason: string, detail: string): Refusal => ({
  kind: 'refusal',
  code: null,
  failure: 'unavailable',
  reason,
  detail,
  members: {},
  meta: metaOf(new Headers()),
  retryAfterSeconds: null,
  passes: reason === 'connection',
});

/** Nothing has answered in the time that the caller gave. */
export const timedOut = (timeout: number): Refusal =>
  unanswered('client-timeout', `no answer within ${timeout / 1000} s`);

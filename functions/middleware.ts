import type { MiddlewareObj } from '@middy/core';
import type { Clock } from '../lib/cache/index.ts';
import type { LatencyOf } from '../lib/http/answers/index.ts';
import { HttpProblem } from '../lib/http/problem.ts';
import type { Reply } from '../lib/http/reply.ts';

export interface HttpEvent {
  /** Where the answer came from, once it is answered; undefined where that is not counted. */
  readonly servedFrom?: LatencyOf | undefined;
  readonly requestContext?: { readonly requestId?: string; readonly http?: { readonly method: string } };
}

type HttpMiddleware = MiddlewareObj<HttpEvent, Reply>;

/** Answers what a handler throws: a problem as it is, anything else as a 500 without details. */
export const answerProblems = ({
  onUnexpected,
}: {
  readonly onUnexpected: (error: Error) => void;
}): HttpMiddleware => ({
  onError(request) {
    const { error } = request;
    if (error === null || error === undefined) return;
    if (!(error instanceof HttpProblem)) onUnexpected(error);
    const problem =
      error instanceof HttpProblem ? error : new HttpProblem('internal-error', 'The request could not be answered');
    request.response = {
      statusCode: problem.status,
      headers: problem.headers,
      body: JSON.stringify(problem),
      isBase64Encoded: false,
    };
  },
});

/** Nobody is to guess what an answer is, or to ask in the clear again: problems, 304 and preflights included. */
const SAFETY: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  // A year. Browsers heed it over HTTPS only.
  'strict-transport-security': 'max-age=31536000',
};

export interface StampOptions {
  readonly clock: Clock;
  /** Called with the milliseconds of every answer that says where it came from. */
  readonly onTimed?: (servedFrom: LatencyOf, elapsed: number) => void;
}

/** Adds a request id, the duration and what browsers are told about safety to every response. */
export const stampReplies = ({ clock, onTimed }: StampOptions): HttpMiddleware => {
  const started = new WeakMap<object, number>();
  const trace: NonNullable<HttpMiddleware['after']> = (request) => {
    const { response, event, context } = request;
    if (response === null || response === undefined) return;
    const now = clock.now();
    const elapsed = Math.max(0, now - (started.get(event) ?? now));
    if (event.servedFrom !== undefined) onTimed?.(event.servedFrom, elapsed);
    request.response = {
      ...response,
      headers: {
        ...response.headers,
        ...SAFETY,
        'x-request-id': event.requestContext?.requestId ?? context.awsRequestId,
        'server-timing': `total;dur=${elapsed}`,
      },
    };
  };
  return {
    before: ({ event }) => {
      started.set(event, clock.now());
    },
    after: trace,
    onError: trace,
  };
};

/** Sends no body in answer to HEAD. Goes before what writes answers. */
export const answerHead = (): Pick<HttpMiddleware, 'after' | 'onError'> => {
  const withoutBody: NonNullable<HttpMiddleware['after']> = (request) => {
    if (request.event.requestContext?.http?.method !== 'HEAD' || request.response == null) return;
    request.response = { ...request.response, body: '', isBase64Encoded: false };
  };
  return { after: withoutBody, onError: withoutBody };
};

/** Finishes what was deferred before the environment is frozen, whether or not the handler succeeded. */
export const drainBackground = (drain: () => Promise<void>): MiddlewareObj => ({
  after: async () => drain(),
  onError: async () => drain(),
});

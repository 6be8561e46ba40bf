import type { MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import type { Clock } from '../lib/cache/index.ts';
import type { LatencyOf } from '../lib/http/answers/index.ts';
import type { Ingredient } from '../lib/http/cache-headers.ts';
import { HttpProblem } from '../lib/http/problem.ts';
import type { Reply } from '../lib/http/reply.ts';
import type { Caller } from '../lib/ledgers/payer.ts';
import { currentTrace, parseXrayRoot, runWithTrace, traceOfRequest, traceOfRun } from '../lib/telemetry/trace.ts';

export interface HttpEvent {
  readonly routeKey?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly pathParameters?: Readonly<Record<string, string | undefined>>;
  readonly caller?: Caller;
  /** What the answer tells of a key's daily limit. */
  readonly rateLimit?: Readonly<Record<string, string>>;
  /** Where the answer came from, once it is answered; undefined where that is not counted. */
  readonly servedFrom?: LatencyOf | undefined;
  /** What the answer was made of, where that is counted, and how many of its parts failed. */
  readonly madeOf?: { readonly entries: readonly Ingredient[]; readonly failed: number };
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

/** A request, and how it was answered. */
export interface Replied {
  readonly event: HttpEvent;
  readonly reply: Reply;
  readonly error: unknown;
  /** Milliseconds. */
  readonly elapsed: number;
}

export interface StampOptions {
  readonly clock: Clock;
  /** Called with every answer before it goes out, which waits for what is returned. */
  readonly onReplied?: (replied: Replied) => void | Promise<void>;
}

/** Adds a request id, the duration and what browsers are told about safety to every response. */
export const stampReplies = ({ clock, onReplied }: StampOptions): HttpMiddleware => {
  const started = new WeakMap<object, number>();
  const stamp: NonNullable<HttpMiddleware['after']> = (request) => {
    const { response, event, context, error } = request;
    if (response === null || response === undefined) return;
    const now = clock.now();
    const elapsed = Math.max(0, now - (started.get(event) ?? now));
    request.response = {
      ...response,
      headers: {
        ...response.headers,
        ...event.rateLimit,
        ...SAFETY,
        'x-request-id': event.requestContext?.requestId ?? context.awsRequestId,
        'server-timing': `total;dur=${elapsed}`,
      },
    };
    return onReplied?.({ event, reply: response, error, elapsed });
  };
  return {
    before: ({ event }) => {
      started.set(event, clock.now());
    },
    after: stamp,
    onError: stamp,
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

/**
 * Has all that a request leads to know which request that is, what its answer does not wait for included.
 * @example export const handler = traceRequests(middy().use(…).handler(createApi(deps)))
 */
export const traceRequests =
  <E, R>(handler: (event: E, context: Context) => Promise<R>) =>
  (event: E, context: Context): Promise<R> =>
    runWithTrace(traceOfRequest(event), () => handler(event, context));

/** The same for a function that no request leads to. `xray` answers the trace header that Lambda has set. */
export const traceRuns =
  <E, R>(xray: () => string | undefined, handler: (event: E, context: Context) => Promise<R>) =>
  (event: E, context: Context): Promise<R> =>
    runWithTrace(traceOfRun({ traceId: parseXrayRoot(xray()), requestId: context.awsRequestId }), () =>
      handler(event, context),
    );

export interface RequestLogOptions {
  /** Loads what writes the lines: `request-lines.ts`. */
  readonly lines: () => Promise<WriteRequestLine>;
  /** One in so many hits is logged; 0: none. */
  readonly sample: number;
}

/**
 * Logs one line a request: a share of those that a tier answered whole, and all others. Which hits those are, the trace id
 * decides, so that all lines of a trace are there or none. A hit that is not logged loads nothing.
 */
export const createRequestLog = ({ lines, sample }: RequestLogOptions): NonNullable<StampOptions['onReplied']> => {
  let isCold = true;
  const write = async (replied: Replied, context: Parameters<WriteRequestLine>[1]): Promise<void> => {
    const writeLine = await lines();
    writeLine(replied, context);
  };
  return (replied) => {
    const coldStart = isCold;
    isCold = false;
    const isSampled = isRoutine(replied);
    if (isSampled && !isChosen(sample)) return undefined;
    return write(replied, { coldStart, weight: isSampled ? sample : 1 });
  };
};

/** Writes the line of a request. */
export type WriteRequestLine = (
  replied: Replied,
  context: {
    readonly coldStart: boolean;
    /** How many requests the line stands for. */
    readonly weight: number;
  },
) => void;

const HITS: ReadonlySet<LatencyOf | undefined> = new Set(['l1', 'l2', 'l3']);

/** Answered from a tier and whole, or with what is neither counted nor changes anything: probes, lists that are ours. */
const isRoutine = ({ event: { servedFrom, madeOf, requestContext }, reply: { statusCode } }: Replied): boolean =>
  servedFrom === undefined
    ? statusCode < 400 && requestContext?.http?.method !== 'POST'
    : HITS.has(servedFrom) && madeOf?.failed === 0 && statusCode < 500;

// Of the id that all lines of a request have: enough digits for any share.
const CHOOSING_DIGITS = 8;

const isChosen = (sample: number): boolean => {
  const { traceId, requestId } = currentTrace() ?? {};
  const id = traceId ?? requestId;
  if (sample <= 1 || id === undefined) return sample === 1;
  return numberOf(id.slice(-CHOOSING_DIGITS)) % sample === 0;
};

/** The same for the same text. FNV-1a: the ids of API Gateway end alike. */
const numberOf = (text: string): number => {
  let hash = 0x81_1c_9d_c5;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01_00_01_93);
  return hash >>> 0;
};

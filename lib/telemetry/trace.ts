import { AsyncLocalStorage } from 'node:async_hooks';

/** What the log lines of one request, message or run have in common, and what it has cost so far. */
export interface Trace {
  /** 32 hex digits, of `traceparent` or X-Ray; undefined: the caller has sent neither. */
  readonly traceId: string | undefined;
  /** API Gateway's, or Lambda's own where a run has no other. */
  readonly requestId: string | undefined;
  readonly cost: TracedCost;
}

export interface TracedCost {
  /** Calls to the provider. */
  calls: number;
  /** Milliseconds by tier, and of the provider's loads. What is done at once counts several times. */
  readonly ms: Map<string, number>;
}

export interface TraceIds {
  readonly traceId?: string | undefined;
  readonly requestId?: string | undefined;
}

const noCost = (): TracedCost => ({ calls: 0, ms: new Map() });

/** Of a run that no request has led to. */
export const traceOfRun = ({ traceId, requestId }: TraceIds): Trace => ({ traceId, requestId, cost: noCost() });

/** Of a part of what runs now, which bears the cost. */
export const traceOfPart = ({ traceId, requestId }: TraceIds): Trace => {
  const whole = storage.getStore();
  return { traceId: traceId ?? whole?.traceId, requestId, cost: whole?.cost ?? noCost() };
};

/** The trace of a request of API Gateway's. */
export const traceOfRequest = (event: unknown): Trace => new RequestTrace(event);

/** Read when somebody asks for it: most answers write no line and cost nothing. */
class RequestTrace implements Trace {
  private readonly event: unknown;
  private spent: TracedCost | undefined;

  constructor(event: unknown) {
    this.event = event;
  }

  get requestId(): string | undefined {
    return textIn(recordIn(recordIn(this.event).requestContext).requestId);
  }

  get traceId(): string | undefined {
    return traceIdIn(recordIn(recordIn(this.event).headers));
  }

  get cost(): TracedCost {
    return (this.spent ??= noCost());
  }
}

// W3C Trace Context, section 3.2: lower case, no ids of zeros alone. A later version may have more at its end.
const TRACEPARENT = /^(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})(-.*)?$/;
const XRAY_ROOT = /(?:^|;) *Root=1-([0-9a-f]{8})-([0-9a-f]{24})(?:;|$)/i;

export interface Traceparent {
  readonly traceId: string;
  /** Two hex digits; the last bit: somebody before us records the trace. */
  readonly flags: string;
}

/** A valid `traceparent`; undefined for any other, which the specification has ignored. */
export const parseTraceparent = (text: unknown): Traceparent | undefined => {
  const [, version, traceId, flags, more] = TRACEPARENT.exec(textIn(text) ?? '') ?? [];
  if (traceId === undefined || flags === undefined || (version === '00' && more !== undefined)) return undefined;
  return { traceId, flags };
};

/** The trace id of X-Ray's header or variable, as the 32 digits that it is elsewhere. */
export const parseXrayRoot = (text: unknown): string | undefined => {
  const [, time, rest] = XRAY_ROOT.exec(textIn(text) ?? '') ?? [];
  return time === undefined || rest === undefined ? undefined : `${time}${rest}`.toLowerCase();
};

const traceIdIn = (headers: Readonly<Record<string, unknown>>): string | undefined =>
  parseTraceparent(headers.traceparent)?.traceId ?? parseXrayRoot(headers['x-amzn-trace-id']);

// Whoever may invoke a function may send it anything.
const recordIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};

const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

// At module scope, and still no shared state: as for the load reason.
const storage = new AsyncLocalStorage<Trace>();

/** Runs the work, and whatever it begins, for one request, message or run. */
export const runWithTrace = <T>(trace: Trace, work: () => T): T => storage.run(trace, work);

export const currentTrace = (): Trace | undefined => storage.getStore();

/** What has been spent for whatever runs now. */
export const currentCost = (): TracedCost => storage.getStore()?.cost ?? noCost();

/** What every log line says of what it was written for. */
export const traceFields = (): Readonly<Record<string, string>> => {
  const { traceId, requestId } = storage.getStore() ?? {};
  return { ...(traceId !== undefined && { trace: traceId }), ...(requestId !== undefined && { request: requestId }) };
};

/** Counts a call to the provider for whatever runs now. */
export const noteCall = (): void => {
  const cost = storage.getStore()?.cost;
  if (cost !== undefined) cost.calls += 1;
};

/** Adds milliseconds that a tier or the provider took for whatever runs now. */
export const noteSpent = (on: string, ms: number): void => {
  const spent = storage.getStore()?.cost.ms;
  spent?.set(on, (spent.get(on) ?? 0) + ms);
};

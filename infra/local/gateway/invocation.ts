import { ENVIRONMENT_HEADER } from './event.ts';
import { problem } from './problem.ts';
import { httpResponse, type HttpResponse } from './response.ts';
import type { InvokeResult, RefusalReason } from '../runtime/outcome.ts';

/** The HTTP answer for any outcome of an invocation. A function's error is never sent to the client. */
export const answerOf = (result: InvokeResult): HttpResponse => {
  switch (result.kind) {
    case 'response':
      return httpResponse(result.payload) ?? failed('function-response-malformed');
    case 'failed':
    case 'crashed':
    case 'init-failed':
      return failed('function-failed');
    case 'timed-out':
      return problem({ status: 504, code: 'function-timed-out', detail: 'The function did not answer in time' });
    case 'refused':
      return refusal(result.reason, result.message);
  }
};

export const gatewayTimeout = (): HttpResponse =>
  problem({ status: 504, code: 'gateway-timeout', detail: 'No environment answered in time', retryAfterSeconds: 1 });

// API Gateway's own texts.
const failed = (code: string): HttpResponse => problem({ status: 502, code, detail: 'Internal Server Error' });

const refusal = (reason: RefusalReason, detail: string): HttpResponse => {
  switch (reason) {
    case 'throttled':
      return problem({ status: 429, code: 'throttled', detail, retryAfterSeconds: 1 });
    case 'closed':
      return problem({ status: 503, code: 'closed', detail, retryAfterSeconds: 1 });
    case 'no-such-environment':
      return problem({ status: 400, code: 'no-such-environment', detail, field: ENVIRONMENT_HEADER });
  }
};

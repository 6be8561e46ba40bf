import type { MiddlewareObj } from '@middy/core';
import { HttpProblem } from '../lib/http/problem.ts';
import type { Reply } from '../lib/http/reply.ts';
import { DEFAULT_ROUTE } from '../lib/http/route-keys.ts';
import type { ApiEvent } from './api/request/event.ts';

// What the other middleware and the answer are made with.
const NO_REQUEST: ApiEvent = { routeKey: DEFAULT_ROUTE, headers: {}, isBase64Encoded: false };

/**
 * Answers 400 to an event that is no request of API Gateway's (payload 2.0): whoever may invoke the function may send it
 * anything. It goes before all that reads the event.
 */
export const checkEvent = (): MiddlewareObj<ApiEvent, Reply> => ({
  before(request) {
    if (isRequest(request.event)) return;
    request.event = { ...NO_REQUEST };
    throw new HttpProblem('malformed-event', 'The event is no HTTP request as API Gateway sends them (payload 2.0)');
  },
});

const isRequest = (event: unknown): boolean => {
  if (!isRecord(event)) return false;
  const { routeKey, headers, pathParameters, queryStringParameters, body, rawPath, requestContext } = event;
  const context = requestContext ?? {};
  const http = isRecord(context) ? (context.http ?? {}) : undefined;
  return (
    typeof routeKey === 'string' &&
    isTexts(headers) &&
    isTexts(pathParameters ?? {}) &&
    isTexts(queryStringParameters ?? {}) &&
    isRecord(context) &&
    isRecord(http) &&
    [body, rawPath, context.requestId, http.method].every((value) => value == null || typeof value === 'string')
  );
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isTexts = (value: unknown): boolean => {
  if (!isRecord(value)) return false;
  for (const name in value) {
    const text = value[name];
    if (text !== undefined && typeof text !== 'string' && Object.hasOwn(value, name)) return false;
  }
  return true;
};

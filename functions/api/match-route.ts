import type { MiddlewareObj } from '@middy/core';
import type { Reply } from '../../lib/http/reply.ts';
import { DEFAULT_ROUTE, PREFLIGHT_ROUTE } from '../../lib/http/route-keys.ts';
import { methodOf, type ApiEvent } from './request/event.ts';

/**
 * Hands what API Gateway matched to no route to the route that it means, before its key is checked, and sends no body in
 * answer to HEAD.
 */
export const matchRoute = (): MiddlewareObj<ApiEvent, Reply> => {
  const withoutBody: NonNullable<MiddlewareObj<ApiEvent, Reply>['after']> = (request) => {
    if (methodOf(request.event) !== 'HEAD' || request.response == null) return;
    request.response = { ...request.response, body: '', isBase64Encoded: false };
  };
  return {
    before: async (request) => {
      const { routeKey } = request.event;
      if (routeKey !== DEFAULT_ROUTE && routeKey !== PREFLIGHT_ROUTE) return;
      const { rematched } = await import('./unmatched.ts');
      request.event = rematched(request.event);
    },
    after: withoutBody,
    onError: withoutBody,
  };
};

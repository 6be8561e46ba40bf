import type { MiddlewareObj } from '@middy/core';
import { lazy } from '../../lib/async/lazy.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import { answerHead } from '../middleware.ts';
import type { ApiEvent } from './request/event.ts';

const OURS: ReadonlySet<string> = new Set(ROUTE_KEYS);

const unmatched = lazy(() => import('./unmatched.ts'));

/**
 * Hands what API Gateway matched to none of our routes to the route that it means, before its key is checked, and sends
 * no body in answer to HEAD. While a release is deployed, the routes may still be those of the one before.
 */
export const matchRoute = (): MiddlewareObj<ApiEvent, Reply> => ({
  ...answerHead(),
  before: async (request) => {
    if (OURS.has(request.event.routeKey)) return;
    const { rematched } = await unmatched();
    request.event = rematched(request.event);
  },
});

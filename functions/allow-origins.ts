import type { MiddlewareObj } from '@middy/core';
import { corsHeaders, type CorsOrigins } from '../lib/http/cors.ts';
import type { Reply } from '../lib/http/reply.ts';
import { accessOf } from '../lib/http/route-keys.ts';
import type { ApiEvent } from './api/request/event.ts';

/** Lets pages of these origins read every answer, problems included, but those of the admin routes. */
export const allowOrigins = (origins: CorsOrigins): MiddlewareObj<ApiEvent, Reply> => {
  const allow: NonNullable<MiddlewareObj<ApiEvent, Reply>['after']> = ({ event, response }) => {
    if (response == null || accessOf(event.routeKey) === 'admin') return;
    const { vary } = response.headers;
    Object.assign(response, {
      headers: {
        ...response.headers,
        ...corsHeaders(origins, event.headers.origin),
        // A cache must not give one page an answer that names another.
        ...(!origins.includes('*') && { vary: vary === undefined ? 'origin' : `${vary}, origin` }),
      },
    });
  };
  return { after: allow, onError: allow };
};

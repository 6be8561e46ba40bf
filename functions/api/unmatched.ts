import { preflightHeaders, type CorsOrigins } from '../../lib/http/cors.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { accessOf, DEFAULT_ROUTE, PAGE_ROUTE, PREFLIGHT_ROUTE, ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import { createRouter } from '../../lib/http/router.ts';
import { WEB_ROUTE_KEYS } from '../../lib/http/web-routes.ts';
import { methodOf, type ApiEvent } from './request/event.ts';

// What API Gateway matches to none of our routes, and we do: it takes neither HEAD nor a trailing slash for a GET route.
// This file is loaded for such requests only, and asks no tier.

const router = createRouter(ROUTE_KEYS);
const pages = createRouter(WEB_ROUTE_KEYS);

/** The request as one to the route that it means, with that route's access. */
export const rematched = (event: ApiEvent): ApiEvent => {
  const method = methodOf(event);
  const found = router(method === 'HEAD' ? 'GET' : method, segmentsOf(event));
  // Nobody needs a key for a page, and so for the way to it.
  if (pages(method, segmentsOf(event)).kind === 'route') return { ...event, routeKey: PAGE_ROUTE };
  if (found.kind === 'not-found') return { ...event, routeKey: method === 'OPTIONS' ? PREFLIGHT_ROUTE : DEFAULT_ROUTE };
  return { ...event, routeKey: found.routeKey, pathParameters: { ...found.pathParameters } };
};

/** Answers a preflight, and leads to a page; throws the problem for everything else. */
export const answerUnmatched = (event: ApiEvent, corsOrigins: CorsOrigins): Reply => {
  // Without the slash, the routes are still those of a release that had no pages.
  if (event.routeKey === PAGE_ROUTE && event.rawPath?.match(/.\/$/)) return toPage(segmentsOf(event));
  const found = router('OPTIONS', segmentsOf(event));
  const known = found.kind === 'not-found' ? found.methods : [];
  if (known.length === 0) {
    throw new HttpProblem('route-not-found', 'There is no route at this path; see / for those there are');
  }
  const methods = known.includes('GET') ? [...known, 'HEAD'] : known;
  const isPreflight = methodOf(event) === 'OPTIONS' && event.headers['access-control-request-method'] !== undefined;
  const headers =
    isPreflight && !isForAdmins(event, known) && preflightHeaders(corsOrigins, event.headers.origin, methods);
  if (headers) return { statusCode: 204, headers, body: '', isBase64Encoded: false };
  throw new HttpProblem('method-not-allowed', `This route takes ${methods.join(', ')}`, {
    headers: { allow: methods.join(', ') },
  });
};

/** The same path without its trailing slash: the function `web` answers there. */
const toPage = (segments: readonly string[]): Reply => ({
  statusCode: 308,
  headers: { location: `/${segments.map(encodeURIComponent).join('/')}`, 'cache-control': 'no-store' },
  body: '',
  isBase64Encoded: false,
});

const isForAdmins = (event: ApiEvent, methods: readonly string[]): boolean =>
  methods.some((method) => {
    const found = router(method, segmentsOf(event));
    return found.kind === 'route' && accessOf(found.routeKey) === 'admin';
  });

/** A trailing slash says nothing. API Gateway has decoded the path. */
const segmentsOf = ({ rawPath }: ApiEvent): readonly string[] =>
  rawPath === undefined
    ? []
    : rawPath
        .replace(/(?<=.)\/$/, '')
        .slice(1)
        .split('/');

import { DEFAULT_ROUTE } from '../../../lib/http/route-keys.ts';
import { createRouter as createSegmentRouter } from '../../../lib/http/router.ts';

export type RouteMatch =
  | { readonly kind: 'route'; readonly routeKey: string; readonly pathParameters: Readonly<Record<string, string>> }
  | { readonly kind: 'not-found' }
  /** A percent sign that encodes nothing. */
  | { readonly kind: 'malformed' };

export type Router = (method: string, rawPath: string) => RouteMatch;

/** API Gateway's routes. `$default`, where it is one of them, takes what no other route takes. */
export const createRouter = (routeKeys: readonly string[]): Router => {
  const route = createSegmentRouter(routeKeys.filter((key) => key !== DEFAULT_ROUTE));
  const other: RouteMatch = routeKeys.includes(DEFAULT_ROUTE)
    ? { kind: 'route', routeKey: DEFAULT_ROUTE, pathParameters: {} }
    : { kind: 'not-found' };
  return (method, rawPath) => {
    const path = decodeSegments(rawPath);
    if (path === undefined) return { kind: 'malformed' };
    const found = route(method, path);
    return found.kind === 'route' ? found : other;
  };
};

// Cut first, decoded second: an encoded slash is data inside its segment.
const decodeSegments = (rawPath: string): readonly string[] | undefined => {
  try {
    return rawPath.slice(1).split('/').map(decodeURIComponent);
  } catch {
    return undefined;
  }
};

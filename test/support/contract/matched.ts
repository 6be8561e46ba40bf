import { CONTRACT_ROUTES } from '../../../infra/contract/routes.ts';
import { createRouter } from '../../../lib/http/router.ts';

const keys: readonly string[] = Object.values(CONTRACT_ROUTES).map(({ key }) => key);
const KEYS: ReadonlySet<string> = new Set(keys);

export const isRouteKey = (text: string): boolean => KEYS.has(text);

const router = createRouter(keys);

/** The route key of a request, as the function understands it; `$default` where there is none. */
export const matchedRoute = (method: string, pathname: string): string => {
  const segments = pathname
    .replace(/(?<=.)\/$/, '')
    .slice(1)
    .split('/')
    .map(decoded);
  const found = router(method === 'HEAD' ? 'GET' : method, segments);
  return found.kind === 'route' ? found.routeKey : '$default';
};

const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

import { ROUTES } from '../../lib/http/route-keys.ts';

/** What the document describes: the API's routes, and the links at `/`, which the function `web` answers to programs. */
export const CONTRACT_ROUTES = { ...ROUTES, root: { key: 'GET /', access: 'open' } } as const;

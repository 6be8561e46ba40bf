import type { ApiRole } from './api-keys.ts';

/** Who may ask: anybody, whoever has a key, or whoever has an admin key. */
export type RouteAccess = 'open' | ApiRole;

/** By name: an API Gateway route key and who may use the route. */
export type RouteTable = Readonly<Record<string, { readonly key: string; readonly access: RouteAccess }>>;

/**
 * The routes of the API, shared by the stack and the local gateway that create them and by the function that answers them.
 * Those of the pages: `web-routes.ts`.
 */
export const ROUTES = {
  // Probes have no key, and the answer holds no player data.
  health: { key: 'GET /v1/health', access: 'open' },
  leagues: { key: 'GET /v1/leagues', access: 'read' },
  teams: { key: 'GET /v1/{league}/teams', access: 'read' },
  team: { key: 'GET /v1/{league}/teams/{team}', access: 'read' },
  roster: { key: 'GET /v1/{league}/teams/{team}/roster', access: 'read' },
  search: { key: 'GET /v1/{league}/players', access: 'read' },
  autocomplete: { key: 'GET /v1/{league}/players/autocomplete', access: 'read' },
  autocompleteAll: { key: 'GET /v1/players/autocomplete', access: 'read' },
  searchAll: { key: 'GET /v1/players', access: 'read' },
  player: { key: 'GET /v1/{league}/players/{player}', access: 'read' },
  stats: { key: 'GET /v1/{league}/players/{player}/stats', access: 'read' },
  games: { key: 'GET /v1/{league}/players/{player}/games', access: 'read' },
  card: { key: 'GET /v1/{league}/players/{player}/card', access: 'read' },
  statsBatch: { key: 'POST /v1/{league}/players/stats', access: 'read' },
  glossary: { key: 'GET /v1/{league}/stats/glossary', access: 'read' },
  compare: { key: 'GET /v1/{league}/compare', access: 'read' },
  leaders: { key: 'GET /v1/{league}/leaders', access: 'read' },
  live: { key: 'GET /v1/{league}/live', access: 'read' },
  moves: { key: 'GET /v1/{league}/moves', access: 'read' },
  usage: { key: 'GET /v1/usage', access: 'read' },
  usagePopular: { key: 'GET /v1/usage/popular', access: 'read' },
  usageEvents: { key: 'GET /v1/usage/events', access: 'read' },
  adminHealth: { key: 'GET /v1/admin/health', access: 'admin' },
  purge: { key: 'POST /v1/admin/purge', access: 'admin' },
  warm: { key: 'POST /v1/admin/warm', access: 'admin' },
} as const satisfies RouteTable;

type Routes = typeof ROUTES;

/** The route keys by name. */
export const ROUTE = Object.fromEntries(Object.entries(ROUTES).map(([name, { key }]) => [name, key])) as {
  readonly [Name in keyof Routes]: Routes[Name]['key'];
};

export type RouteKey = Routes[keyof Routes]['key'];

export const ROUTE_KEYS: readonly RouteKey[] = Object.values(ROUTES).map(({ key }) => key);

/** API Gateway's route for what it matches to no other. */
export const DEFAULT_ROUTE = '$default';

/** The route of OPTIONS, of whatever path. A browser sends no key with it, and the answer holds no data. */
export const PREFLIGHT_ROUTE = 'OPTIONS /{proxy+}';

/** The route of the start page, which another function answers. */
export const PAGE_ROUTE = 'ANY /';

const ACCESS: ReadonlyMap<string, RouteAccess> = new Map([
  ...Object.values(ROUTES).map(({ key, access }) => [key, access] as const),
  [PREFLIGHT_ROUTE, 'open'],
  [PAGE_ROUTE, 'open'],
]);

/** Routes that do not exist need a key too: the 404 is for callers with a key. */
export const accessOf = (routeKey: string): RouteAccess => ACCESS.get(routeKey) ?? 'read';

/** API Gateway route keys, shared by the stack that creates the routes and the function that answers them. */
export const ROUTE = {
  health: 'GET /v1/health',
  leagues: 'GET /v1/leagues',
  teams: 'GET /v1/{league}/teams',
  roster: 'GET /v1/{league}/teams/{team}/roster',
  search: 'GET /v1/{league}/players',
  player: 'GET /v1/{league}/players/{id}',
  stats: 'GET /v1/{league}/players/{id}/stats',
  statsBatch: 'POST /v1/{league}/players/stats',
  glossary: 'GET /v1/{league}/stats/glossary',
  compare: 'GET /v1/{league}/compare',
  live: 'GET /v1/{league}/live',
  usage: 'GET /v1/usage',
  purge: 'POST /v1/admin/purge',
  warm: 'POST /v1/admin/warm',
} as const;

export type RouteKey = (typeof ROUTE)[keyof typeof ROUTE];

export const ROUTE_KEYS: readonly RouteKey[] = Object.values(ROUTE);

import { PAGE_ROUTE, type RouteTable } from './route-keys.ts';

/**
 * The pages, and the documents that are part of the release. The function `web` answers them, to anybody and by any method:
 * API Gateway takes HEAD for a route of GET nowhere, and for ANY everywhere.
 */
export const WEB_ROUTES = {
  start: { key: PAGE_ROUTE, access: 'open' },
  dashboard: { key: 'ANY /dashboard', access: 'open' },
  docs: { key: 'ANY /docs', access: 'open' },
  file: { key: 'ANY /docs/{file}', access: 'open' },
  openapi: { key: 'ANY /openapi.json', access: 'open' },
  icon: { key: 'ANY /favicon.svg', access: 'open' },
  // What a browser asks for beside a document that names no icon.
  oldIcon: { key: 'ANY /favicon.ico', access: 'open' },
} as const satisfies RouteTable;

export type WebRouteKey = (typeof WEB_ROUTES)[keyof typeof WEB_ROUTES]['key'];

export const WEB_ROUTE_KEYS: readonly WebRouteKey[] = Object.values(WEB_ROUTES).map(({ key }) => key);

import type { RouteTable } from './route-keys.ts';

/**
 * What the function `mcp` answers, by any method: MCP itself, and where agents look for an authorization server before they
 * send the key they were given (RFC 8414, RFC 9728). There is none.
 */
export const MCP_ROUTES = {
  mcp: { key: 'ANY /mcp', access: 'read' },
  discovery: { key: 'ANY /.well-known/{document}', access: 'open' },
  discoveryOfPath: { key: 'ANY /.well-known/{document}/{path}', access: 'open' },
} as const satisfies RouteTable;

export type McpRouteKey = (typeof MCP_ROUTES)[keyof typeof MCP_ROUTES]['key'];

export const MCP_ROUTE_KEYS: readonly McpRouteKey[] = Object.values(MCP_ROUTES).map(({ key }) => key);

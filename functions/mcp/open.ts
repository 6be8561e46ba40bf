import type { MiddlewareObj } from '@middy/core';
import { preflightHeaders, type CorsOrigins } from '../../lib/http/cors.ts';
import { MCP_ROUTES } from '../../lib/http/mcp-routes.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { requireKey } from '../auth/require-key.ts';
import type { McpEvent } from './event.ts';

// What is answered without a key: where agents look for an authorization server, and what browsers ask before they send one.

const isDiscovery = ({ routeKey }: McpEvent): boolean => routeKey !== MCP_ROUTES.mcp.key;

const isPreflight = ({ headers, requestContext }: McpEvent): boolean =>
  requestContext?.http?.method === 'OPTIONS' && headers['access-control-request-method'] !== undefined;

/** Lets a request through with a key of any role, as `requireKey` does, and what needs none without. */
export const requireKeyForTools = (options: Parameters<typeof requireKey>[0]): MiddlewareObj<McpEvent, Reply> => {
  const { before } = requireKey(options);
  return {
    before: async (request) => {
      if (!isDiscovery(request.event) && !isPreflight(request.event)) await before?.(request);
    },
  };
};

/** The answer to what needs no key; undefined: it is a message to the tools. */
export const openReply = (event: McpEvent, origins: CorsOrigins): Reply | undefined => {
  if (isDiscovery(event)) {
    const detail = 'There is no authorization server: send the API key that you were given as a bearer token';
    throw new HttpProblem('route-not-found', detail);
  }
  if (!isPreflight(event)) return undefined;
  const allowed = preflightHeaders(origins, event.headers.origin, ['POST']);
  if (allowed === undefined) {
    throw new HttpProblem('method-not-allowed', 'This route takes POST', { headers: { allow: 'POST' } });
  }
  const asked = [allowed['access-control-allow-headers'], ...PROTOCOL_HEADERS].join(', ');
  const headers = { ...allowed, 'access-control-allow-headers': asked };
  return { statusCode: 204, headers, body: '', isBase64Encoded: false };
};

const PROTOCOL_HEADERS = ['mcp-protocol-version', 'mcp-session-id', 'mcp-method', 'mcp-name'];

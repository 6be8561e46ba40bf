import type { Reply } from '../../lib/http/reply.ts';
import type { ApiEvent } from '../api/request/event.ts';

/** What API Gateway says of a request, beyond what the API's routes look at. */
export interface McpEvent extends ApiEvent {
  readonly requestContext?: ApiEvent['requestContext'] & {
    /** The address that the request came to. The gateway says it, and no client can. */
    readonly domainName?: string;
  };
}

/** Where the API is: at the address that the request came to, which on this machine speaks no TLS. */
export const addressOf = ({ requestContext }: McpEvent): string => {
  const host = requestContext?.domainName ?? '';
  if (!HOST.test(host)) throw new Error('API Gateway has not said which address the request came to');
  return isLoopback(host) ? `http://${host}` : `https://${host}`;
};

const HOST = /^(?:[a-z0-9.-]{1,253}|\[[0-9a-f:]{2,45}\])(?::\d{1,5})?$/i;

export const isLoopback = (host: string): boolean => /^(?:127\.\d+\.\d+\.\d+|\[::1\]|localhost)(?::\d+)?$/.test(host);

/** The event as a request, for what speaks the language of `fetch`. */
export const requestOf = (event: McpEvent): Request => {
  const { headers, requestContext, rawPath = '/mcp' } = event;
  const { method = 'GET' } = requestContext?.http ?? {};
  const sent = Object.entries(headers).filter((header): header is [string, string] => header[1] !== undefined);
  return new Request(new URL(rawPath, addressOf(event)), {
    method,
    headers: sent,
    ...(method !== 'GET' && method !== 'HEAD' && { body: bodyOf(event) }),
  });
};

export const bodyOf = ({ body = '', isBase64Encoded }: McpEvent): string =>
  isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;

export const replyOf = async (response: Response): Promise<Reply> => ({
  statusCode: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
  isBase64Encoded: false,
});

import type { IncomingMessage } from 'node:http';
import { isUtf8 } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';

/** Chooses an environment. The gateway reads this header and does not pass it to the function. */
export const ENVIRONMENT_HEADER = 'x-statline-environment';

export interface EventOptions {
  readonly request: IncomingMessage;
  readonly target: RequestTarget;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly requestId: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

export interface RequestTarget {
  /** As sent: neither decoded nor normalised. */
  readonly path: string;
  readonly query: string;
}

/** Reads a request target in any form; an absolute one, as proxies send it, loses its host. */
export const parseTarget = (url: string): RequestTarget => {
  const local = url.replace(/^https?:\/\/[^/?]*/i, '');
  const mark = local.indexOf('?');
  const path = mark === -1 ? local : local.slice(0, mark);
  return { path: path === '' ? '/' : path, query: mark === -1 ? '' : local.slice(mark + 1) };
};

/** The event of an HTTP API with payload format 2.0. */
export const httpApiEvent = (options: EventOptions): APIGatewayProxyEventV2 => {
  const { request, target, routeKey, pathParameters, body, requestId, now } = options;
  const headers = eventHeaders(request);
  const cookies = request.headersDistinct.cookie?.flatMap((line) => line.split(/;\s*/)).filter((text) => text !== '');
  // Never what the client says (`Host`): API Gateway knows the address that a request came to.
  const domainName = addressOf(request);
  // An HTTP API passes paths on decoded, parameters included.
  const path = decodeURIComponent(target.path);
  const query = [...new URLSearchParams(target.query)];
  const isText = body.length > 0 && isTextual(headers) && isUtf8(body);
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: target.query,
    ...(cookies === undefined || cookies.length === 0 ? {} : { cookies }),
    headers,
    ...(query.length === 0 ? {} : { queryStringParameters: joined(query) }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName,
      domainPrefix: domainName.split('.')[0] ?? domainName,
      http: {
        method: request.method ?? 'GET',
        path,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: sourceIp(request),
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey,
      stage: '$default',
      time: commonLogTime(now),
      timeEpoch: now,
    },
    ...(Object.keys(pathParameters).length === 0 ? {} : { pathParameters }),
    ...(body.length === 0 ? {} : { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
};

/** As API Gateway makes them: 15 characters and a `=`. */
export const createRequestId = (): string => `${randomBytes(12).toString('base64url').slice(0, 15)}=`;

// Hop-by-hop headers: they describe the client's connection, not the function's.
const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const eventHeaders = (request: IncomingMessage): Record<string, string> => {
  const sent = Object.entries(request.headersDistinct)
    .filter(([name]) => !HOP_BY_HOP.has(name) && name !== 'cookie' && name !== ENVIRONMENT_HEADER)
    .map(([name, values = []]) => [name, values.join(',')] as const);
  const forwarded = request.headersDistinct['x-forwarded-for'] ?? [];
  return Object.fromEntries([
    ...sent,
    ['x-forwarded-for', [...forwarded, sourceIp(request)].join(', ')],
    ['x-forwarded-port', String(request.socket.localPort ?? '')],
    ['x-forwarded-proto', 'http'],
  ]);
};

const joined = (pairs: readonly (readonly [string, string])[]): Record<string, string> => {
  const values = new Map<string, string>();
  for (const [name, value] of pairs) {
    const before = values.get(name);
    values.set(name, before === undefined ? value : `${before},${value}`);
  }
  return Object.fromEntries(values);
};

// A form is not text: API Gateway encodes it in base64, also when a client sends one for lack of a content type.
const TEXT_TYPES = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml)\b|application\/javascript\b)/i;

const isTextual = (headers: Readonly<Record<string, string>>): boolean =>
  headers['content-encoding'] === undefined && TEXT_TYPES.test(headers['content-type'] ?? 'text/plain');

const addressOf = ({ socket }: IncomingMessage): string => {
  const { localAddress = '127.0.0.1', localPort = 0 } = socket;
  const address = localAddress.replace(/^::ffff:/, '');
  return `${address.includes(':') ? `[${address}]` : address}:${localPort}`;
};

const sourceIp = (request: IncomingMessage): string =>
  (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');

/** `12/Mar/2020:19:03:58 +0000` */
const commonLogTime = (now: number): string => {
  const [, day = '', month = '', year = '', time = ''] = new Date(now).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
};

import middy from '@middy/core';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { allowOrigins } from '../../../functions/allow-origins.ts';
import { createKeySource } from '../../../functions/auth/key-source.ts';
import { checkEvent } from '../../../functions/check-event.ts';
import type { McpEvent } from '../../../functions/mcp/event.ts';
import { createMcp } from '../../../functions/mcp/handler.ts';
import { requireKeyForTools } from '../../../functions/mcp/open.ts';
import { answerHead, answerProblems, stampReplies } from '../../../functions/middleware.ts';
import { createRouter } from '../../../infra/local/gateway/routes.ts';
import { sha256Of } from '../../../lib/http/api-keys.ts';
import { MCP_ROUTE_KEYS } from '../../../lib/http/mcp-routes.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { DEFAULT_ROUTE } from '../../../lib/http/route-keys.ts';
import { json } from '../../client/fake-api.ts';
import { agentBy, MODES } from '../../mcp/agent.ts';
import { CALENDAR } from '../../mcp/bodies.ts';
import { checkReply } from '../../support/contract/checked.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const KEY = 'key-of-an-agent';
const GATEWAY = 'abc.execute-api.eu-west-1.amazonaws.com';

interface Sent {
  readonly url: string;
  readonly headers: Headers;
}

interface Setup {
  readonly keys?: readonly string[];
  readonly corsOrigins?: readonly string[];
  /** Where API Gateway says that the request came to. */
  readonly domainName?: string;
}

/** The function with all that is around it, asked as API Gateway asks it. */
const start = ({ keys = [KEY], corsOrigins = [], domainName = GATEWAY }: Setup = {}) => {
  const sent: Sent[] = [];
  const refusals: string[] = [];
  const fn = middy<McpEvent, Reply>()
    .use(answerHead())
    .use(checkEvent())
    .use(stampReplies({ clock: createFakeClock() }))
    .use(corsOrigins.length === 0 ? [] : allowOrigins(corsOrigins))
    .use(answerProblems({ onUnexpected: (error) => expect.fail(String(error)) }))
    .use(
      requireKeyForTools({
        keys: createKeySource({
          listed: keys.map((key) => ({ role: 'read', sha256: sha256Of(key) })),
          readSecret: undefined,
          clock: createFakeClock(),
          onFailure: (error) => expect.fail(String(error)),
        }),
      }),
    )
    .handler(
      createMcp({
        version: '1.2.3',
        corsOrigins,
        fetch: (url, init) => {
          sent.push({ url, headers: new Headers(init?.headers) });
          return Promise.resolve(json(CALENDAR));
        },
        onError: ({ message }) => refusals.push(message),
      }),
    );
  const route = createRouter([...MCP_ROUTE_KEYS, DEFAULT_ROUTE]);
  const ask = async (
    method: string,
    path: string,
    headers: Readonly<Record<string, string>> = {},
    body?: string,
    isBase64Encoded = false,
  ): Promise<Reply> => {
    const match = route(method, path);
    if (match.kind !== 'route' || match.routeKey === DEFAULT_ROUTE) throw new Error(`${path} is none of its paths`);
    const event: McpEvent = {
      routeKey: match.routeKey,
      rawPath: path,
      headers: { host: 'evil.example.org', ...headers },
      pathParameters: match.pathParameters,
      requestContext: { requestId: 'request-7', domainName, http: { method } },
      isBase64Encoded,
      ...(body !== undefined && { body }),
    };
    const reply = await fn(event, {} as Context, { signal: new AbortController().signal });
    if (reply === undefined) throw new Error('the function answered nothing');
    if (reply.headers['content-type'] === 'application/problem+json') checkReply({ routeKey: DEFAULT_ROUTE }, reply);
    return reply;
  };
  const post = (message: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Reply> =>
    ask(
      'POST',
      '/mcp',
      {
        authorization: `Bearer ${KEY}`,
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        ...headers,
      },
      typeof message === 'string' ? message : JSON.stringify(message),
    );
  /** The official client in front of it. */
  const fetchTo = async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    const headers = { ...Object.fromEntries(new Headers(init.headers)), authorization: `Bearer ${KEY}` };
    const text = typeof init.body === 'string' ? init.body : undefined;
    const reply = await ask(init.method ?? 'GET', new URL(url).pathname, headers, text);
    return new Response(reply.statusCode === 202 ? null : reply.body, {
      status: reply.statusCode,
      headers: reply.headers,
    });
  };
  return { ask, post, fetchTo, sent, refusals };
};

const LIST = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };

describe('the function mcp', () => {
  it.each(MODES)('answers the official client of %o', async (mode) => {
    const { fetchTo } = start();
    const agent = await agentBy(
      async (client) => {
        await client.connect(
          new StreamableHTTPClientTransport(new URL('https://statline.test/mcp'), { fetch: fetchTo }),
        );
        return { requests: () => 0 };
      },
      { mode },
    );
    const { text } = await agent.call('league_calendar', {});
    expect(text).toContain('nfl 2024: regular');
    await agent.close();
  });

  it("asks the API where the gateway says, with the caller's key and request id, whatever Host says", async () => {
    const { fetchTo, sent } = start();
    const agent = await agentBy(
      async (client) => {
        await client.connect(
          new StreamableHTTPClientTransport(new URL('https://statline.test/mcp'), { fetch: fetchTo }),
        );
        return { requests: () => 0 };
      },
      { mode: 'auto' },
    );
    await agent.call('league_calendar', {});
    await agent.close();
    expect(sent.map(({ url }) => url)).toEqual([`https://${GATEWAY}/v1/leagues`]);
    expect(sent[0]?.headers.get('authorization')).toBe(`Bearer ${KEY}`);
    expect(sent[0]?.headers.get('x-request-id')).toBe('request-7');
    expect(sent[0]?.headers.get('prefer')).toBe('wait=8');
  });

  it('takes no message without a valid key, and says that it wants a bearer token', async () => {
    const { ask, post, sent } = start();
    const without = await ask('POST', '/mcp', { 'content-type': 'application/json' }, JSON.stringify(LIST));
    expect(without.statusCode).toBe(401);
    expect(without.headers['www-authenticate']).toBe('Bearer realm="statline"');
    const wrong = await post(LIST, { authorization: 'Bearer guess' });
    expect(wrong.statusCode).toBe(401);
    expect(wrong.headers['www-authenticate']).toBe('Bearer realm="statline", error="invalid_token"');
    expect((await post(LIST, { authorization: '', 'x-api-key': KEY })).statusCode).toBe(200);
    expect(sent).toEqual([]);
  });

  it.each([
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/mcp',
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-authorization-server/mcp',
    '/.well-known/openid-configuration',
  ])('has no authorization server: 404 in JSON at %s, to anybody', async (path) => {
    const { statusCode, headers, body } = await start().ask('GET', path);
    expect(statusCode).toBe(404);
    expect(headers['content-type']).toBe('application/problem+json');
    expect(JSON.parse(body)).toMatchObject({
      code: 'route-not-found',
      detail: expect.stringContaining('bearer') as string,
    });
  });

  it('has neither sessions nor streams', async () => {
    const { ask } = start();
    for (const method of ['GET', 'DELETE', 'PUT']) {
      expect((await ask(method, '/mcp', { authorization: `Bearer ${KEY}` })).statusCode).toBe(405);
    }
  });

  it('refuses a subscription, which would hold the invocation', async () => {
    const { post, refusals } = start();
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientInfo': { name: 'agent', version: '1' },
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const message = {
      jsonrpc: '2.0',
      id: 1,
      method: 'subscriptions/listen',
      params: { notifications: { toolsListChanged: true }, _meta: meta },
    };
    const headers = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'subscriptions/listen' };
    const { body } = await post(message, headers);
    expect(body).toContain('Subscription limit reached');
    expect(refusals.join()).toContain('subscription limit reached');
  });

  it('takes no batch, no long message and no other type', async () => {
    const { post } = start();
    const batch = await post([LIST, LIST]);
    expect(batch.statusCode).toBe(400);
    expect(JSON.parse(batch.body)).toMatchObject({ error: { code: -32600 } });
    expect((await post(`  [${JSON.stringify(LIST)}]`)).statusCode).toBe(400);
    expect((await post({ ...LIST, params: { cursor: 'x'.repeat(70_000) } })).statusCode).toBe(413);
    expect((await post('{')).statusCode).toBe(400);
    expect((await post(LIST, { 'content-type': 'text/plain' })).statusCode).toBe(415);
  });

  it('reads a body that the gateway has encoded', async () => {
    const { ask } = start();
    const headers = {
      'x-api-key': KEY,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    };
    const encoded = Buffer.from(JSON.stringify(LIST)).toString('base64');
    const { statusCode, body } = await ask('POST', '/mcp', headers, encoded, true);
    expect([statusCode, body.includes('find_player')]).toEqual([200, true]);
    const batch = Buffer.from(JSON.stringify([LIST])).toString('base64');
    expect((await ask('POST', '/mcp', headers, batch, true)).statusCode).toBe(400);
  });
});

describe('the function mcp and browsers', () => {
  const PAGE = 'https://inspector.example.org';
  const PREFLIGHT = { origin: PAGE, 'access-control-request-method': 'POST' };

  it('lets pages of the configured origins send what the protocol sends, without a key for asking', async () => {
    const { ask, post } = start({ corsOrigins: [PAGE] });
    const { statusCode, headers } = await ask('OPTIONS', '/mcp', PREFLIGHT);
    expect(statusCode).toBe(204);
    expect(headers['access-control-allow-origin']).toBe(PAGE);
    expect(headers['access-control-allow-headers']).toMatch(/authorization.*mcp-protocol-version/);
    expect((await post(LIST, { origin: PAGE })).headers['access-control-allow-origin']).toBe(PAGE);
  });

  it('lets no others', async () => {
    const { ask } = start({ corsOrigins: [PAGE] });
    expect((await ask('OPTIONS', '/mcp', { ...PREFLIGHT, origin: 'https://evil.example.org' })).statusCode).toBe(405);
    expect((await start().ask('OPTIONS', '/mcp', PREFLIGHT)).statusCode).toBe(405);
  });
});

describe('the function mcp on this machine', () => {
  const HERE = '127.0.0.1:8787';

  it('asks the API without TLS', async () => {
    const { post, sent } = start({ domainName: HERE });
    const call = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'league_calendar', arguments: {} } };
    expect((await post(call, { host: HERE })).statusCode).toBe(200);
    expect(sent.map(({ url }) => url)).toEqual([`http://${HERE}/v1/leagues`]);
  });

  it('refuses a name that leads here, and a page of another site', async () => {
    const { post } = start({ domainName: HERE });
    expect((await post(LIST, { host: 'evil.example.org' })).statusCode).toBe(403);
    expect((await post(LIST, { host: HERE, origin: 'https://evil.example.org' })).statusCode).toBe(403);
    expect((await post(LIST, { host: 'localhost:8787', origin: 'http://localhost:3000' })).statusCode).toBe(200);
  });

  it('takes pages of the origins that are allowed', async () => {
    const page = 'https://inspector.example.org';
    const { post } = start({ domainName: HERE, corsOrigins: [page] });
    expect((await post(LIST, { host: HERE, origin: page })).statusCode).toBe(200);
    expect((await post(LIST, { host: HERE, origin: 'https://evil.example.org' })).statusCode).toBe(403);
  });

  it('takes any key where nobody has keys', async () => {
    const { post } = start({ domainName: HERE, keys: [] });
    expect((await post(LIST, { host: HERE, authorization: 'Bearer schlüssel' })).statusCode).toBe(200);
  });
});

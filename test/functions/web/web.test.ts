import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allowOrigins } from '../../../functions/allow-origins.ts';
import type { ApiEvent } from '../../../functions/api/request/event.ts';
import { checkEvent } from '../../../functions/check-event.ts';
import { answerHead, answerProblems, stampReplies } from '../../../functions/middleware.ts';
import { openFiles } from '../../../functions/web/files.ts';
import { createWeb, type WebOptions } from '../../../functions/web/handler.ts';
import { packFiles } from '../../../infra/build/pack-files.ts';
import { createRouter } from '../../../infra/local/gateway/routes.ts';
import { hashedName, plainName } from '../../../lib/http/packed-files.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { DEFAULT_ROUTE } from '../../../lib/http/route-keys.ts';
import { WEB_ROUTE_KEYS } from '../../../lib/http/web-routes.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { responseSchema } from '../../support/response-schema.ts';

const START = `<p>{{origin}}/v1/{{league}}/players/{{player}}</p>
<!-- if key --><b>needs a key</b><!-- end --><!-- if no key --><i>no key</i><!-- end --><script src="{{file:page.js}}">`;
const SOURCES = {
  'start.html': START,
  'docs.html': '<link href="{{file:page.css}}">',
  'dashboard.html': '<body data-key="<!-- if key -->needed<!-- end --><!-- if no key -->none<!-- end -->">',
  'page.css': 'body { margin: 0; }\n',
  'page.js': 'const greeting = "hello";\nconsole.log(greeting);\n',
  'favicon.svg': '<svg/>',
  'openapi.json': '{"openapi":"3.1.0"}',
};
const BROWSER = { accept: 'text/html,*/*;q=0.8' };
const PAGE = 'https://bot.example.org';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statline-web-'));
  for (const [name, text] of Object.entries(SOURCES)) await writeFile(join(folder, name), text);
  await packFiles({
    sources: Object.fromEntries(Object.keys(SOURCES).map((name) => [name, join(folder, name)])),
    outdir: join(folder, 'static'),
    addressOf: (name) => `/docs/${name}`,
  });
});
afterAll(() => rm(folder, { recursive: true }));

/** The function with all that is around it, asked as API Gateway asks it. */
const start = (options: Partial<WebOptions> = {}) => {
  const { corsOrigins = [] } = options;
  const fn = middy<ApiEvent, Reply>()
    .use(answerHead())
    .use(checkEvent())
    .use(stampReplies({ clock: createFakeClock() }))
    .use(corsOrigins.length === 0 ? [] : allowOrigins(corsOrigins))
    .use(answerProblems({ onUnexpected: (error) => expect.fail(String(error)) }))
    .handler(
      createWeb({
        files: openFiles(join(folder, 'static')),
        corsOrigins,
        needsKey: false,
        league: 'nfl',
        player: 'patrick-mahomes',
        ...options,
      }),
    );
  const route = createRouter([...WEB_ROUTE_KEYS, DEFAULT_ROUTE]);
  return async (method: string, url: string, headers: Record<string, string> = {}): Promise<Reply> => {
    const { pathname, searchParams } = new URL(url, 'http://localhost');
    const match = route(method, pathname);
    if (match.kind !== 'route' || match.routeKey === DEFAULT_ROUTE) throw new Error(`${pathname} is none of its paths`);
    const event: ApiEvent = {
      routeKey: match.routeKey,
      headers: { host: 'statline.test', ...headers },
      pathParameters: match.pathParameters,
      queryStringParameters: Object.fromEntries(searchParams),
      requestContext: { requestId: 'r', http: { method } },
      isBase64Encoded: false,
    };
    const reply = await fn(event, {} as Context, { signal: new AbortController().signal });
    if (reply === undefined) throw new Error('the function answered nothing');
    return reply;
  };
};

const codeOf = ({ body }: Reply): unknown => (JSON.parse(body) as { readonly code: unknown }).code;

const SAFE = {
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000',
  'x-request-id': 'r',
};

describe('the start', () => {
  it('is a page for browsers, with the address they used, and links for programs', async () => {
    const ask = start();
    const page = await ask('GET', '/', BROWSER);
    expect(page).toMatchObject({
      statusCode: 200,
      headers: {
        ...SAFE,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'private, no-cache',
        'content-security-policy': expect.stringMatching(/^default-src 'none'; script-src 'self';/) as string,
        vary: 'accept, accept-encoding',
      },
    });
    expect(page.body).toContain('https://statline.test/v1/nfl/players/patrick-mahomes');
    const links = await ask('GET', '/');
    expect(links.headers).toMatchObject({
      ...SAFE,
      'content-type': 'application/json',
      'cache-control': 'private, max-age=86400',
      vary: 'accept, accept-encoding',
    });
  });

  it('lists what there is to ask, and nothing for admins', async () => {
    const { links } = JSON.parse((await start()('GET', '/')).body) as { links: readonly { readonly path: string }[] };
    expect(links).toContainEqual({ name: 'health', method: 'GET', path: '/v1/health', key: 'not needed' });
    expect(links).toContainEqual({ name: 'teams', method: 'GET', path: '/v1/{league}/teams', key: 'needed' });
    expect(links).toContainEqual({ name: 'openapi', method: 'GET', path: '/openapi.json', key: 'not needed' });
    expect(links.some(({ path }) => path.includes('admin'))).toBe(false);
    const refused = await start()('GET', '/?limit=3');
    expect(responseSchema('GET /', 200)?.({ name: 'Statline', links })).toBe(true);
    expect(responseSchema('GET /', 400)?.(JSON.parse(refused.body))).toBe(true);
  });

  it('says whether a key is needed here', async () => {
    const text = async (needsKey: boolean): Promise<string> => (await start({ needsKey })('GET', '/', BROWSER)).body;
    expect(await text(true)).toContain('<b>needs a key</b>');
    expect(await text(true)).not.toContain('<i>');
    expect(await text(false)).toContain('<i>no key</i>');
    expect(await text(false)).not.toContain('<b>');
  });

  it('shows no address that a client has made up to be run', async () => {
    const ask = start();
    for (const host of ['"><script>alert(1)</script>', 'a b', 'x/y', '']) {
      const { body } = await ask('GET', '/', { ...BROWSER, host });
      expect(body).toContain('<p>https://statline.example.org/v1/');
    }
    const local = await ask('GET', '/', { ...BROWSER, host: '[::1]:8787', 'x-forwarded-proto': 'http' });
    expect(local.body).toContain('<p>http://[::1]:8787/v1/');
    const again = await ask('GET', '/', { ...BROWSER, host: 'other.test' });
    expect(again.body).toContain('<p>https://other.test/v1/');
  });

  it('takes any parameter of a page, and as the API does none of the links', async () => {
    expect((await start()('GET', '/?from=mail', BROWSER)).statusCode).toBe(200);
    const refused = await start()('GET', '/?limit=3');
    expect(refused.statusCode).toBe(400);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'invalid-parameter', field: 'limit' });
  });
});

describe('the dashboard', () => {
  it('says whether a key is needed, and runs and asks nothing but what is served here', async () => {
    const page = await start({ needsKey: true })('GET', '/dashboard', BROWSER);
    expect(page).toMatchObject({
      statusCode: 200,
      body: '<body data-key="needed">',
      headers: {
        ...SAFE,
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'public, no-cache',
        'content-security-policy':
          "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        vary: 'accept-encoding',
      },
    });
    expect((await start()('GET', '/dashboard', BROWSER)).body).toBe('<body data-key="none">');
  });
});

describe('a file', () => {
  const addressIn = async (page: string): Promise<string> => {
    const { body } = await start()('GET', page, BROWSER);
    return /(?:src|href)="([^"]+)"/.exec(body)?.[1] ?? '';
  };

  it('is kept for good at the address that the page names, and asked for again at any other', async () => {
    const ask = start();
    const address = await addressIn('/docs');
    expect(address).toMatch(/^\/docs\/page\.[0-9a-f]{12}\.css$/);
    const { body, headers } = await ask('GET', address);
    expect(headers).toMatchObject({
      ...SAFE,
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      vary: 'accept-encoding',
    });
    for (const other of ['/docs/page.css', '/docs/page.0123456789ab.css']) {
      const reply = await ask('GET', other);
      expect(reply).toMatchObject({ statusCode: 200, body, headers: { 'cache-control': 'public, no-cache' } });
      expect(reply.headers.etag).toBe(headers.etag);
    }
  });

  it('is minified, and sent as gzip to who takes it', async () => {
    const ask = start();
    const address = await addressIn('/');
    const plain = await ask('GET', address);
    expect(plain).toMatchObject({ isBase64Encoded: false });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    const packed = await ask('GET', address, { 'accept-encoding': 'br, gzip' });
    expect(packed).toMatchObject({ isBase64Encoded: true, headers: { 'content-encoding': 'gzip' } });
    expect(gunzipSync(Buffer.from(packed.body, 'base64')).toString('utf8')).toBe(plain.body);
    expect(packed.headers.etag).toBe(plain.headers.etag);
  });

  it.each(['/', '/docs', '/openapi.json', '/favicon.svg', '/favicon.ico', '/docs/page.css'])(
    'is not sent again to who has it: %s',
    async (path) => {
      const ask = start();
      const { headers } = await ask('GET', path, BROWSER);
      expect(headers.etag).toMatch(/^W\/"[0-9a-f]{12}"$/);
      const again = await ask('GET', path, { ...BROWSER, 'if-none-match': headers.etag ?? '' });
      expect(again).toMatchObject({ statusCode: 304, body: '', headers: { ...SAFE, etag: headers.etag } });
      const head = await ask('HEAD', path, BROWSER);
      expect(head).toMatchObject({ statusCode: 200, body: '', headers });
    },
  );

  it('that there is none of is a 404 problem, and so is what lies outside, and a page without its policy', async () => {
    const ask = start();
    for (const name of ['nothing.js', '..%2Ffiles.json', 'files.json', 'constructor', 'docs.html', 'start.html']) {
      const reply = await ask('GET', `/docs/${name}`);
      expect(reply, name).toMatchObject({
        statusCode: 404,
        headers: { ...SAFE, 'content-type': 'application/problem+json' },
      });
      expect(codeOf(reply)).toBe('route-not-found');
    }
    expect(await ask('HEAD', '/docs/nothing.js')).toMatchObject({ statusCode: 404, body: '' });
  });

  it('takes GET and HEAD only', async () => {
    const ask = start({ corsOrigins: [PAGE] });
    for (const [method, path] of [
      ['POST', '/'],
      ['DELETE', '/docs'],
      ['OPTIONS', '/openapi.json'],
    ] as const) {
      const reply = await ask(method, path);
      expect(reply).toMatchObject({ statusCode: 405, headers: { ...SAFE, allow: 'GET, HEAD' } });
      expect(codeOf(reply)).toBe('method-not-allowed');
    }
  });

  it('is read by pages of other origins where they are let in', async () => {
    const allowed = { 'access-control-allow-origin': PAGE };
    const ask = start({ corsOrigins: [PAGE] });
    expect(await ask('GET', '/openapi.json', { origin: PAGE })).toMatchObject({ statusCode: 200, headers: allowed });
    const preflight = { origin: PAGE, 'access-control-request-method': 'GET' };
    expect(await ask('OPTIONS', '/openapi.json', preflight)).toMatchObject({
      statusCode: 204,
      headers: { ...allowed, 'access-control-allow-methods': 'GET, HEAD' },
    });
    expect((await start()('OPTIONS', '/openapi.json', preflight)).statusCode).toBe(405);
    const { headers } = await start()('GET', '/openapi.json', { origin: PAGE });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('an address by content', () => {
  it('has the hash before the last part of the name', () => {
    expect(hashedName('swagger-ui.css', '0123456789ab')).toBe('swagger-ui.0123456789ab.css');
    expect(plainName('swagger-ui.0123456789ab.css')).toEqual({ name: 'swagger-ui.css', hash: '0123456789ab' });
    expect(plainName('a.js.LICENSE.txt')).toEqual({ name: 'a.js.LICENSE.txt', hash: undefined });
  });
});

describe('packing', () => {
  const pack = (sources: Readonly<Record<string, string>>) =>
    packFiles({ sources, outdir: join(folder, 'other'), addressOf: (name) => name });

  it('refuses a page that names what is not packed, and a file of an unknown type', async () => {
    await expect(pack({ 'start.html': join(folder, 'start.html') })).rejects.toThrow(
      'names page.js, which is not packed',
    );
    await expect(pack({ 'notes.md': join(folder, 'page.css') })).rejects.toThrow('not known what type');
  });
});

import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../lib/sports/model.ts';
import type { Upstream, UpstreamCall, UpstreamErrorCode } from '../../lib/sports/upstream.ts';
import { UpstreamError } from '../../lib/sports/upstream.ts';
import type { Reply, UpstreamServer } from '../support/upstream-server.ts';
import { closedUrl, startUpstreamServer } from '../support/upstream-server.ts';

interface UpstreamUnderTest {
  /** Every host of the provider is at this address. */
  readonly url: string;
  readonly userAgent: string;
  readonly timeout: number;
  readonly maxBytes: number;
}

type Ask = (upstream: Upstream, call: UpstreamCall) => Promise<unknown>;

const team = '12' as TeamId;
const player = '3139477' as PlayerId;

/** Every question of the port, asked about something that exists. */
export const QUESTIONS: Readonly<Record<string, Ask>> = {
  teams: (upstream, call) => upstream.teams('nfl', call),
  roster: (upstream, call) => upstream.roster('nfl', team, call),
  search: (upstream, call) => upstream.search('nfl', 'patrick mahomes', call),
  player: (upstream, call) => upstream.player('nfl', player, call),
  career: (upstream, call) => upstream.career('nfl', player, 'regular', call),
};

const HTML = '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference #18.2d351ab8</BODY></HTML>';
const html = { 'content-type': 'text/html' };
const big = JSON.stringify({ athletes: 'x'.repeat(20_000) });

interface Fault {
  readonly reply: Reply;
  readonly code: UpstreamErrorCode;
  readonly retryAfter?: number;
}

/** What a provider does instead of answering. Whatever is asked, none of it is an answer. */
const FAULTS: Readonly<Record<string, Fault>> = {
  'a 500': { reply: { status: 500, body: { error: { message: 'application error', code: 500 } } }, code: 'failed' },
  'a 500 that says not found': {
    reply: { status: 500, body: { error: { message: 'no instance found' } } },
    code: 'failed',
  },
  'a 503 with Retry-After': {
    reply: { status: 503, headers: { 'retry-after': '7' } },
    code: 'failed',
    retryAfter: 7000,
  },
  silence: { reply: { fault: 'hang' }, code: 'timeout' },
  'half a body, then silence': { reply: { body: { athletes: [] }, fault: 'stall' }, code: 'timeout' },
  'half a body, then a reset': { reply: { body: { athletes: [] }, fault: 'reset' }, code: 'unreachable' },
  'a 403 HTML page': { reply: { status: 403, headers: html, body: HTML }, code: 'blocked' },
  'a 403 in JSON': { reply: { status: 403, body: { message: 'Forbidden' } }, code: 'blocked' },
  'a 401': { reply: { status: 401 }, code: 'blocked' },
  'a 451': { reply: { status: 451 }, code: 'blocked' },
  'a 429': { reply: { status: 429, headers: { 'retry-after': '30' } }, code: 'rate-limited', retryAfter: 30_000 },
  'a 404 HTML page': { reply: { status: 404, headers: html, body: '<html>Not Found</html>' }, code: 'failed' },
  'a 404 without a body': { reply: { status: 404 }, code: 'failed' },
  'a 404 that says Not Found': { reply: { status: 404, body: { code: 404, message: 'Not Found' } }, code: 'failed' },
  'a 404 application error': {
    reply: { status: 404, body: { error: { message: 'application error' } } },
    code: 'failed',
  },
  'a 400': { reply: { status: 400, body: { code: 400, message: 'error invoking GET' } }, code: 'failed' },
  'a redirect': { reply: { status: 302, headers: { location: '/elsewhere' }, body: 'Redirecting' }, code: 'failed' },
  'a 200 HTML page': { reply: { headers: html, body: HTML }, code: 'malformed' },
  'a 200 without a body': { reply: {}, code: 'malformed' },
  'cut JSON': { reply: { body: '{"athletes":[{"id":"31394' }, code: 'malformed' },
  'an empty object': { reply: { body: {} }, code: 'malformed' },
  'a link to itself': { reply: { body: { $ref: 'http://sports.core.api.espn.pvt/v2/x' } }, code: 'malformed' },
  null: { reply: { body: 'null' }, code: 'malformed' },
  'a list': { reply: { body: [] }, code: 'malformed' },
  'a 404 sent as a 200': { reply: { body: { error: { message: 'no instance found', code: 404 } } }, code: 'malformed' },
  'a body over the limit': { reply: { body: big }, code: 'too-large' },
  'a length over the limit': { reply: { headers: { 'content-length': '20016' }, body: big }, code: 'too-large' },
  'a gzip bomb': { reply: { headers: { 'content-encoding': 'gzip' }, body: gzipSync(big) }, code: 'too-large' },
};

/** What every provider adapter does with a provider that could not say: an UpstreamError, never an answer. */
export const describeUpstreamContract = (name: string, create: (options: UpstreamUnderTest) => Upstream): void => {
  describe(`${name}: upstream contract`, () => {
    const userAgent = 'Statline/1.0 (+https://statline.example)';
    const limits = { userAgent, timeout: 2000, maxBytes: 10_000 };
    let server: UpstreamServer;

    beforeAll(async () => {
      server = await startUpstreamServer();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
    });
    beforeEach(() => server.reply(() => ({ status: 500 })));

    const failureOf = async (ask: Ask, options: UpstreamUnderTest, call: UpstreamCall = new AbortController()) => {
      const outcome: unknown = await ask(create(options), call).catch((error: unknown) => error);
      expect(outcome).toBeInstanceOf(UpstreamError);
      return outcome as UpstreamError;
    };

    describe.each(Object.entries(QUESTIONS))('%s', (_question, ask) => {
      it.each(Object.entries(FAULTS))('takes %s for a failure', async (_fault, { reply, code, retryAfter }) => {
        server.reply(() => reply);
        const timeout = code === 'timeout' ? 50 : limits.timeout;
        const error = await failureOf(ask, { ...limits, url: server.url, timeout });
        expect({ code: error.code, retryAfter: error.retryAfter }).toEqual({ code, retryAfter });
        // Short enough to log whole, and nothing of a page somebody else wrote.
        expect(error.message.length).toBeLessThan(400);
        expect(error.message).not.toContain('<');
      });

      it('takes a refused connection for a failure', async () => {
        const error = await failureOf(ask, { ...limits, url: await closedUrl() });
        expect(error.code).toBe('unreachable');
      });

      it('gives up when the caller does', async () => {
        server.reply(() => ({ fault: 'hang' }));
        const error = await failureOf(ask, { ...limits, url: server.url }, { signal: AbortSignal.timeout(20) });
        expect(error.code).toBe('timeout');
      });

      it('says who asks, and that it wants JSON', async () => {
        await failureOf(ask, { ...limits, url: server.url });
        expect(server.requests.at(-1)?.headers).toMatchObject({ 'user-agent': userAgent, accept: 'application/json' });
      });
    });
  });
};

import { gzipSync } from 'node:zlib';
import type { UpstreamErrorCode } from '../../lib/sports/upstream/index.ts';
import type { Reply } from '../support/upstream-server.ts';

const HTML = '<HTML><HEAD><TITLE>Access Denied</TITLE></HEAD><BODY>Reference #18.2d351ab8</BODY></HTML>';
const html = { 'content-type': 'text/html' };
const big = JSON.stringify({ athletes: 'x'.repeat(20_000) });
// Within the limit, and whole athletes before it ends: whoever reads as it comes in has some when it breaks off.
const long = JSON.stringify({
  athletes: Array.from({ length: 40 }, (_, i) => ({ athlete: { id: String(i + 1), displayName: 'A. Player' }, id: i })),
});
const cut = long.slice(0, long.length / 2);

interface Fault {
  readonly reply: Reply;
  readonly code: UpstreamErrorCode;
  readonly retryAfter?: number;
}

/** What a provider does instead of answering. Whatever is asked, none of it is an answer. */
export const FAULTS: Readonly<Record<string, Fault>> = {
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
  'a long body, then silence': { reply: { body: long, fault: 'stall' }, code: 'timeout' },
  'a long body, then a reset': { reply: { body: long, fault: 'reset' }, code: 'unreachable' },
  'a long body that ends in the middle': { reply: { body: cut }, code: 'malformed' },
  'the same in gzip': {
    reply: { headers: { 'content-encoding': 'gzip' }, body: gzipSync(cut) },
    code: 'malformed',
  },
  'cut JSON': { reply: { body: '{"athletes":[{"id":"31394' }, code: 'malformed' },
  'an empty object': { reply: { body: {} }, code: 'malformed' },
  'a link to itself': { reply: { body: { $ref: 'http://sports.core.api.espn.pvt/v2/x' } }, code: 'malformed' },
  null: { reply: { body: 'null' }, code: 'malformed' },
  'a list': { reply: { body: [null] }, code: 'malformed' },
  'a 404 sent as a 200': { reply: { body: { error: { message: 'no instance found', code: 404 } } }, code: 'malformed' },
  'a body over the limit': { reply: { body: big }, code: 'too-large' },
  'a length over the limit': { reply: { headers: { 'content-length': '20016' }, body: big }, code: 'too-large' },
  'a gzip bomb': { reply: { headers: { 'content-encoding': 'gzip' }, body: gzipSync(big) }, code: 'too-large' },
};

/** What a provider says of one thing that it does not have. Of a list it means nothing. */
export const ABSENCES: Readonly<Record<string, unknown>> = {
  'no instance found': { error: { message: 'no instance found', code: 404 } },
  'No stats found.': { code: 404, message: 'No stats found.' },
};

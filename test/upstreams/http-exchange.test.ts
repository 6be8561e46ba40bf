import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { send } from '../../lib/outgoing/send.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import {
  createExchange,
  type HttpAnswer,
  type HttpOptions,
  parseRetryAfter,
  type Send,
} from '../../lib/upstreams/http-exchange.ts';
import { startUpstreamServer, type UpstreamServer } from '../support/upstream-server.ts';

// What a provider may answer instead of a body is in the contract of its adapters; this is about reading one.
describe('an exchange over HTTP', () => {
  let server: UpstreamServer;
  const call = { signal: new AbortController().signal };

  beforeEach(async () => {
    server = await startUpstreamServer();
  });
  afterEach(async () => {
    await server[Symbol.asyncDispose]();
  });

  const asking = <T>(read: (answer: HttpAnswer) => Promise<T>, options: Partial<HttpOptions> = {}): Promise<T> =>
    createExchange({ userAgent: 'Statline/1.0', timeout: 2000, ...options })(
      new URL(`${server.url}/a?q=1`),
      call,
      read,
    );

  const GZIP = { 'content-encoding': 'gzip' };
  const whole = async ({ body }: Pick<HttpAnswer, 'body'>): Promise<string> => {
    let text = '';
    for await (const chunk of body) text += Buffer.from(chunk).toString();
    return text;
  };

  it('hands out the body as it comes in, under the status that may say something', async () => {
    server.reply(() => ({ status: 404, body: 'No stats found.' }));
    const read = async (answer: HttpAnswer) => [answer.status, answer.where, await whole(answer)];
    expect(await asking(read)).toEqual([404, `${new URL(server.url).host}/a`, 'No stats found.']);
  });

  it.each([
    [403, 'blocked'],
    [429, 'rate-limited'],
    [302, 'failed'],
    [500, 'failed'],
  ] as const)('never hands out the body of a %i', async (status, code) => {
    server.reply(() => ({ status, body: { id: '1' } }));
    let read = false;
    const outcome = asking(() => Promise.resolve((read = true)));
    await expect(outcome).rejects.toMatchObject({ code });
    expect(read).toBe(false);
  });

  it('counts the bytes it hands out, up to the last one allowed', async () => {
    server.reply(() => ({ body: 'x'.repeat(100) }));
    expect(await asking(whole, { maxBytes: 100 })).toHaveLength(100);
    await expect(asking(whole, { maxBytes: 99 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('hands out a packed body as it was sent, to be unpacked or not', async () => {
    const text = 'x'.repeat(1000);
    server.reply(() => ({ body: gzipSync(text), headers: GZIP }));
    const read = async ({ packed }: HttpAnswer) => {
      const { bytes, body } = await packed();
      return [Buffer.from(bytes), await whole({ body: body() }), await whole({ body: body() })] as const;
    };
    const [bytes, ...texts] = await asking(read);
    expect(gunzipSync(bytes).toString()).toBe(text);
    expect(texts).toEqual([text, text]);
  });

  it('counts the bytes of a packed body as well, both as they are sent and unpacked', async () => {
    const sent = ({ packed }: HttpAnswer) => packed().then(({ bytes }) => bytes.length);
    const unpacked = async ({ packed }: HttpAnswer) => whole({ body: (await packed()).body() });
    server.reply(() => ({ body: 'x'.repeat(100) }));
    expect(await asking(sent, { maxBytes: 100 })).toBe(100);
    await expect(asking(sent, { maxBytes: 99 })).rejects.toMatchObject({ code: 'too-large' });
    server.reply(() => ({ body: gzipSync('x'.repeat(10_000)), headers: GZIP }));
    expect(await asking(sent, { maxBytes: 1000 })).toBeLessThan(100);
    await expect(asking(unpacked, { maxBytes: 1000 })).rejects.toMatchObject({ code: 'too-large' });
  });

  it('passes on how a body could not be read', async () => {
    server.reply(() => ({ body: 'x' }));
    const unreadable = new UpstreamError('malformed', 'not a table');
    await expect(asking(() => Promise.reject(unreadable))).rejects.toBe(unreadable);
  });

  it('counts the time its reader takes', async () => {
    server.reply(() => ({ body: 'x'.repeat(1000), fault: 'stall' }));
    await expect(asking(whole, { timeout: 50 })).rejects.toMatchObject({ code: 'timeout' });
  });

  it('lets the connection go when the reader stops early', async () => {
    const signals: AbortSignal[] = [];
    const watched: Send = (url, request) => {
      signals.push(request.signal);
      return send(url, request);
    };
    server.reply(() => ({ body: 'x'.repeat(1000), fault: 'stall' }));
    expect(await asking(({ status }) => Promise.resolve(status), { send: watched })).toBe(200);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('keeps a connection whose answer was read for the next call, packed or not', async () => {
    const packed = { headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"a":1}') };
    for (const reply of [{ body: '{"a":1}' }, packed, { status: 404, body: '{"a":1}' }, packed]) {
      server.reply(() => reply);
      expect(await asking(whole)).toBe('{"a":1}');
    }
    expect(server.connections()).toBe(1);
  });

  it('sends what it is told to send, and who asks', async () => {
    server.reply(() => ({ body: '' }));
    await asking(whole, { headers: { 'x-key': 'secret', 'user-agent': 'somebody else' } });
    expect(server.requests[0]?.headers).toMatchObject({ 'x-key': 'secret', 'user-agent': 'Statline/1.0' });
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');

  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sun, 22 Nov 2026 12:00:30 GMT', 30_000],
    ['Sun, 22 Nov 2026 11:00:00 GMT', 0],
    ['86400', 3_600_000],
    ['99999999999999999999999', 3_600_000],
    ['Mon, 23 Nov 2026 12:00:00 GMT', 3_600_000],
    ['soon', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%j is %j ms', (header, wait) => {
    expect(parseRetryAfter(header, now)).toBe(wait);
  });
});

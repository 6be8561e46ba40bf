import { gzipSync, brotliCompressSync } from 'node:zlib';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { open, send } from '../../lib/outgoing/send.ts';
import { sendForText } from '../../lib/outgoing/send-for-text.ts';
import { CODINGS, unpacked } from '../../lib/outgoing/unpacked.ts';
import { deadUrl, startSocketServer } from '../support/sockets.ts';

const TEXT = 'Jokić 🏈 '.repeat(50_000);
const LIMITS = { timeout: 5000, maxBytes: 1024 * 1024 };

let server: Server;
let answer: RequestListener;
let url: URL;

beforeEach(async () => {
  server = createServer((asked, response) => answer(asked, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=1`);
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('an exchange of texts', () => {
  it('sends what it is given, and reads a text that arrives in pieces', async () => {
    answer = (asked, response) => {
      void asked.toArray().then((parts) => {
        const body = Buffer.concat(parts as Buffer[]).toString();
        response.setHeader('x-said', JSON.stringify([asked.method, asked.url, asked.headers.authorization, body]));
        const bytes = Buffer.from(TEXT);
        for (let at = 0; at < bytes.length; at += 10_001) response.write(bytes.subarray(at, at + 10_001));
        response.end();
      });
    };
    const { status, headers, text } = await sendForText(url, {
      method: 'POST',
      headers: { authorization: 'Bearer t' },
      body: '["GET","a"]',
      ...LIMITS,
    });
    expect([status, text === TEXT]).toEqual([200, true]);
    expect(JSON.parse(String(headers['x-said']))).toEqual(['POST', '/a?b=1', 'Bearer t', '["GET","a"]']);
  });

  it('follows nothing', async () => {
    answer = (_, response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await sendForText(url, LIMITS)).toMatchObject({ status: 302, text: '' });
  });

  it('rejects at its limit of bytes, and ends the connection', async () => {
    const closed = Promise.withResolvers<undefined>();
    answer = (asked, response) => {
      asked.socket.on('close', () => closed.resolve(undefined));
      response.write('x'.repeat(LIMITS.maxBytes + 1));
    };
    await expect(sendForText(url, LIMITS)).rejects.toMatchObject({ name: 'TooLargeError' });
    await closed.promise;
  });

  it('rejects at its limit of time, whether nothing or half an answer has come', async () => {
    answer = () => undefined;
    await expect(sendForText(url, { ...LIMITS, timeout: 20 })).rejects.toMatchObject({ name: 'TimeoutError' });
    answer = (_, response) => response.write('x');
    await expect(sendForText(url, { ...LIMITS, timeout: 20 })).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('takes an answer that ends too early for none', async () => {
    const cut = await startSocketServer((socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"a":'));
    await expect(sendForText(new URL(cut.url), LIMITS)).rejects.toMatchObject({ code: 'ECONNRESET' });
    await cut.close();
  });

  it('says what is wrong with a host that is not there, and with an address that is none of the web', async () => {
    await expect(sendForText(new URL(await deadUrl()), LIMITS)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    await expect(sendForText(new URL('file:///etc/passwd'), LIMITS)).rejects.toThrow('neither http: nor https:');
  });

  it('keeps the connection for the next one', async () => {
    let connections = 0;
    server.on('connection', () => (connections += 1));
    answer = (_, response) => response.end('ok');
    for (let time = 0; time < 3; time += 1) await sendForText(url, LIMITS);
    expect(connections).toBe(1);
  });
});

describe('a body that is packed', () => {
  const read = async (): Promise<string> => {
    const parts = await unpacked(await send(url, { headers: { 'accept-encoding': CODINGS } })).toArray();
    return Buffer.concat(parts as Buffer[]).toString();
  };

  it.each([
    ['gzip', gzipSync(TEXT)],
    ['X-GZIP', gzipSync(TEXT)],
    ['br', brotliCompressSync(TEXT)],
    ['identity', Buffer.from(TEXT)],
    ['constructor', Buffer.from(TEXT)],
  ])('in %s is handed out as it was', async (coding, body) => {
    answer = (_, response) => response.setHeader('content-encoding', coding).end(body);
    expect((await read()) === TEXT).toBe(true);
  });

  it.each(['gzip', 'br'])('in half of %s is an error', async (coding) => {
    const body = coding === 'gzip' ? gzipSync(TEXT) : brotliCompressSync(TEXT);
    answer = (_, response) => response.setHeader('content-encoding', coding).end(body.subarray(0, body.length / 2));
    await expect(read()).rejects.toMatchObject({ code: expect.stringMatching(/^Z_BUF_ERROR$/) as unknown });
  });

  it('that breaks off is an error as well', async () => {
    answer = (_, response) => {
      response.setHeader('content-encoding', 'gzip').write(gzipSync(TEXT).subarray(0, 100));
      response.destroy();
    };
    await expect(read()).rejects.toThrow();
  });
});

it('ends a request when its signal says so', async () => {
  const asked = Promise.withResolvers<undefined>();
  answer = () => asked.resolve(undefined);
  const leaving = new AbortController();
  const answered = once(open(url, { signal: leaving.signal }).end(), 'response');
  await asked.promise;
  leaving.abort();
  await expect(answered).rejects.toMatchObject({ name: 'AbortError' });
});

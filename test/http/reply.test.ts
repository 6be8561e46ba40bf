import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Found } from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { composedReply, entryReply, textOf, type Reply } from '../../lib/http/reply.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { POLICY } from '../support/fake-source.ts';

const clock = createFakeClock();
const LONG = JSON.stringify({ players: Array.from({ length: 100 }, (_, id) => ({ id, name: 'Patrick Mahomes' })) });

const stored = (text: string): Found<unknown> => {
  const { body, etag } = httpBodies.encode(text);
  return {
    kind: 'value',
    entry: entryOf(clock, '', { body, etag }),
    served: { by: 'tier', tier: 'l1', state: 'fresh' },
    policy: POLICY,
    value: () => JSON.parse(text) as unknown,
  };
};

const reply = (text: string, headers: Record<string, string> = {}): Reply =>
  entryReply(stored(text), { headers, tiers: ['l1'], now: clock.now() });

describe('a stored body', () => {
  it('goes out as it was stored: short ones as text', () => {
    expect(reply('{"id":"1"}', { 'accept-encoding': 'gzip' })).toMatchObject({
      statusCode: 200,
      body: '{"id":"1"}',
      isBase64Encoded: false,
    });
  });

  it('goes out as the gzip it is kept as, where that is accepted', () => {
    const answer = stored(LONG);
    const { body, headers, isBase64Encoded } = entryReply(answer, {
      headers: { 'accept-encoding': 'br, gzip;q=0.8' },
      tiers: ['l1'],
      now: clock.now(),
    });
    expect(headers['content-encoding']).toBe('gzip');
    expect(isBase64Encoded).toBe(true);
    const bytes = Buffer.from(body, 'base64');
    expect(gunzipSync(bytes).toString()).toBe(LONG);
    expect(answer.entry.body).toEqual({ encoding: 'gzip', bytes });
  });

  it.each([undefined, 'br', 'gzip;q=0', 'gzip; q=0.0', 'identity'])(
    'is unpacked for a client that sends %s',
    (accept) => {
      const { body, headers } = reply(LONG, accept === undefined ? {} : { 'accept-encoding': accept });
      expect(body).toBe(LONG);
      expect(headers['content-encoding']).toBeUndefined();
      expect(headers.vary).toBe('accept-encoding');
    },
  );

  it('is not sent again to a client that has it, in whatever encoding it has it', () => {
    const { headers } = reply(LONG, { 'accept-encoding': 'gzip' });
    const again = reply(LONG, { 'if-none-match': `"other", ${headers.etag ?? ''}` });
    expect(again).toMatchObject({ statusCode: 304, body: '' });
    expect(again.headers.etag).toBe(headers.etag);
    expect(reply('{"changed":true}', { 'if-none-match': headers.etag ?? '' }).statusCode).toBe(200);
  });
});

describe('a document made of stored texts', () => {
  it('contains them to the letter', () => {
    const text = `{"players":[${textOf(stored(LONG))}]}`;
    const context = { headers: {}, tiers: ['l1'], now: clock.now() };
    expect(composedReply(text, [stored(LONG)], context).body).toBe(`{"players":[${LONG}]}`);
  });

  it('that rests on nothing cached may not be kept', () => {
    const { headers } = composedReply('{}', [], { headers: {}, tiers: ['l1'], now: clock.now() });
    expect(headers['cache-control']).toBe('no-store');
  });
});

it('a gzip is inflated to 64 MiB at most: what is longer is not ours', () => {
  const bytesOf = (length: number) => ({ encoding: 'gzip', bytes: gzipSync(Buffer.alloc(length, 'x')) }) as const;
  const most = 64 * 1024 * 1024;
  expect(httpBodies.decode(bytesOf(most))).toHaveLength(most);
  expect(() => httpBodies.decode(bytesOf(most + 1))).toThrow(RangeError);
});

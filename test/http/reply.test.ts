import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Entry, Found } from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { composedReply, entryReply, inPieces, uncachedReply, type Reply } from '../../lib/http/reply.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { replyContext } from '../support/reply-context.ts';

const clock = createFakeClock();
const LONG = JSON.stringify({ players: Array.from({ length: 100 }, (_, id) => ({ id, name: 'Patrick Mahomes' })) });

const stored = (text: string): Found<unknown> => {
  const { body, etag } = httpBodies.encode(text);
  return {
    kind: 'value',
    entry: entryOf(clock, '', { body, etag }),
    served: { by: 'tier', tier: 'l1', state: 'fresh' },
    value: () => JSON.parse(text) as unknown,
  };
};

const reply = (text: string, headers: Record<string, string> = {}): Reply =>
  entryReply(stored(text), replyContext(clock, { headers }));

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
    const { body, headers, isBase64Encoded } = entryReply(
      answer,
      replyContext(clock, { headers: { 'accept-encoding': 'br, gzip;q=0.8' } }),
    );
    expect(headers['content-encoding']).toBe('gzip');
    expect(isBase64Encoded).toBe(true);
    const bytes = Buffer.from(body, 'base64');
    expect(gunzipSync(bytes).toString()).toBe(LONG);
    expect(answer.entry.body).toEqual({ encoding: 'gzip', bytes: new Uint8Array(bytes) });
  });

  it.each([undefined, 'br', 'gzip;q=0', 'gzip; q=0.0', 'gzip;q=0, *', 'identity'])(
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
  const document = () => inPieces(['{"players":[', stored(LONG), ']}']);

  it('contains them to the letter', () => {
    const reply = composedReply(document(), { ingredients: [stored(LONG)] }, replyContext(clock));
    expect(reply.body).toBe(`{"players":[${LONG}]}`);
  });

  it('that rests on nothing cached may not be kept', () => {
    const { headers } = uncachedReply('{}', replyContext(clock));
    expect(headers['cache-control']).toBe('no-store');
  });

  it('of which a part failed may not be kept, however fresh the others are', () => {
    const failed: number[] = [];
    const context = replyContext(clock, { onFailed: (parts) => failed.push(parts) });
    const { headers } = composedReply(document(), { ingredients: [stored(LONG)], failed: 1 }, context);
    expect(headers).toMatchObject({ 'cache-control': 'no-store', age: '0', 'cache-status': 'l1; hit; ttl=120' });
    expect(failed).toEqual([1]);
  });

  it('has the tag of its stored texts and of its own words', () => {
    const tagOf = (...pieces: Parameters<typeof inPieces>[0]): string | undefined =>
      composedReply(inPieces(pieces), { ingredients: [] }, replyContext(clock)).headers.etag;
    expect(tagOf('[', stored('1'), ']')).toBe(tagOf('[', stored('1'), ']'));
    expect(tagOf('[', stored('1'), ']')).not.toBe(tagOf('[', stored('2'), ']'));
    expect(tagOf('[', stored('1'), ']')).not.toBe(tagOf('{', stored('1'), '}'));
    // The text of a tag in our own words is not that tag.
    expect(tagOf('[', JSON.stringify(stored('1').entry.etag), ']')).not.toBe(tagOf('[', stored('1'), ']'));
  });
});

describe('a client that has the answer', () => {
  /** A body of which nothing may be read. */
  const sealed = (): Found<unknown> => {
    const touched = (): never => {
      throw new Error('The body was touched');
    };
    const body = Object.defineProperties({}, { encoding: { get: touched }, text: { get: touched } }) as Entry['body'];
    return { ...stored('{}'), entry: entryOf(clock, '', { body, etag: 'W/"known"' }), value: touched };
  };

  it('is told so by the tag alone: no stored body is touched', () => {
    const context = replyContext(clock, { headers: { 'if-none-match': 'W/"known"', 'accept-encoding': 'gzip' } });
    expect(entryReply(sealed(), context)).toMatchObject({ statusCode: 304, body: '' });
  });

  it('is told so by the tags of what a document is made of: none of it is composed', () => {
    const document = inPieces(['[', sealed(), ',', sealed(), ']']);
    const ask = (ifNoneMatch?: string): Reply =>
      composedReply(
        document,
        { ingredients: [sealed()] },
        replyContext(clock, { headers: { 'if-none-match': ifNoneMatch } }),
      );
    expect(() => ask()).toThrow('The body was touched');
    const { etag } = composedReply({ ...document, text: () => '' }, { ingredients: [sealed()] }, replyContext(clock))
      .headers as { etag: string };
    expect(ask(etag)).toMatchObject({ statusCode: 304, body: '', headers: { etag, age: '0' } });
  });
});

it('a gzip is inflated to 64 MiB at most: what is longer is not ours', () => {
  const bytesOf = (length: number) => ({ encoding: 'gzip', bytes: gzipSync(Buffer.alloc(length, 'x')) }) as const;
  const most = 64 * 1024 * 1024;
  expect(httpBodies.decode(bytesOf(most))).toHaveLength(most);
  expect(() => httpBodies.decode(bytesOf(most + 1))).toThrow(RangeError);
});

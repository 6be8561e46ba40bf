import { describe, expect, it } from 'vitest';
import { httpBodies } from '../../lib/http/bodies.ts';

describe('a compressed body', () => {
  // zlib cuts its results out of buffers of 64 KB: one player's line would keep all of one in memory.
  it.each([200, 1000, 10_000])('keeps no more memory than its own bytes: %i rows', (rows) => {
    const text = JSON.stringify(Array.from({ length: rows }, (_, id) => ({ id, name: 'Patrick Mahomes' })));
    const { body } = httpBodies.encode(text);
    if (body.encoding !== 'gzip') throw new Error('It was not compressed');
    expect(body.bytes.buffer.byteLength).toBe(body.bytes.byteLength);
    expect(httpBodies.decode(body)).toBe(text);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeEntry, encodeEntry, type Body, type Entry } from '../../lib/cache/index.ts';

const body: fc.Arbitrary<Body | null> = fc.oneof(
  fc.constant(null),
  fc.record({ encoding: fc.constant('identity' as const), text: fc.string({ unit: 'binary' }) }),
  fc.record({ encoding: fc.constant('gzip' as const), bytes: fc.uint8Array() }),
);

const time = fc.integer({ min: 0, max: Date.UTC(2100, 0) });

const entry: fc.Arbitrary<Entry> = fc.record({
  body,
  etag: fc.string(),
  loadedAt: time,
  freshUntil: time,
  staleUntil: time,
  loadDuration: fc.nat(),
  loadReason: fc.constantFrom('warm', 'predict'),
  scopes: fc.array(fc.string()),
  stamps: fc.dictionary(fc.string(), fc.string(), { noNullPrototype: true }),
});

describe('an entry', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(entry, (original) => {
        const { header, body: stored } = encodeEntry(original);
        expect(decodeEntry(header, stored)).toEqual(original);
      }),
    );
  });

  it('carries its body as served, never escaped into another document', () => {
    const text = '{"name":"Ja\'Marr \\"Uno\\" Chase"}';
    const encoded = encodeEntry({
      body: { encoding: 'identity', text },
      etag: '"e"',
      loadedAt: 1,
      freshUntil: 2,
      staleUntil: 3,
      loadDuration: 1,
      scopes: ['*'],
      stamps: {},
    });
    expect(encoded.body).toBe(text);
    expect(encoded.header).not.toContain('Chase');
  });

  it('is unknown when anything about it is', () => {
    fc.assert(
      fc.property(entry, fc.anything(), (original, garbage) => {
        const { header, body: stored } = encodeEntry(original);
        expect(decodeEntry(garbage, stored)).toBeUndefined();
        // The length is all that is known of a text: it tells a cut body, not a forged one.
        const sameLength = (garbage as { length?: unknown } | null | undefined)?.length === stored?.length;
        if (original.body !== null && !sameLength) expect(decodeEntry(header, garbage)).toBeUndefined();
      }),
    );
  });

  it('of another version is unknown', () => {
    const [header, stored] = parts();
    expect(decodeEntry(header.replace('"v":2', '"v":1'), stored)).toBeUndefined();
    expect(decodeEntry(header, stored)).toBeDefined();
  });

  it('with a body that was cut is unknown', () => {
    const [header, stored] = parts();
    expect(decodeEntry(header, stored.slice(0, -1))).toBeUndefined();
  });
});

const parts = (): [string, string] => {
  const text = '{"id":"3139477"}';
  const { header } = encodeEntry({
    body: { encoding: 'identity', text },
    etag: '"e"',
    loadedAt: 1,
    freshUntil: 2,
    staleUntil: 3,
    loadDuration: 1,
    scopes: [],
    stamps: {},
  });
  return [header, text];
};

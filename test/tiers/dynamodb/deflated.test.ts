import { inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deflated } from '../../../lib/tiers/dynamodb/deflated.ts';

const lineOf = (id: number): string =>
  JSON.stringify({ id, passing: Array.from({ length: 200 }, (_, yard) => yard * id) });

describe('a text that is deflated', () => {
  it('is the text again once it is inflated, the first time and later', () => {
    for (const text of [lineOf(1), lineOf(2), lineOf(1), 'José', '']) {
      expect(inflateRawSync(deflated(text)).toString('utf8')).toBe(text);
    }
  });

  it('is not deflated again where it was a moment ago', () => {
    expect(deflated(lineOf(3))).toBe(deflated(lineOf(3)));
    expect(deflated(lineOf(3))).not.toBe(deflated(lineOf(4)));
  });

  it('is forgotten for 4 MB of others, the least used first', () => {
    const [used, unused] = [deflated(lineOf(5)), deflated(lineOf(6))];
    let bytes = 0;
    for (let id = 1000; bytes < 4 * 1024 * 1024; id += 1) {
      bytes += deflated(lineOf(id)).byteLength + 150;
      deflated(lineOf(5));
    }
    expect(deflated(lineOf(5))).toBe(used);
    expect(deflated(lineOf(6))).not.toBe(unused);
    expect(deflated(lineOf(6))).toEqual(unused);
  });
});

import fc from 'fast-check';
import { decodeTime, isValid, ulid } from 'ulid';
import { expect, it } from 'vitest';
import { newStamp, timeOf } from '../../../functions/compose/stamps.ts';

const theirs = (stamp: string): number => {
  try {
    return decodeTime(stamp);
  } catch {
    return Infinity;
  }
};

it('a stamp is a ULID of its time, and no two are the same', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 48 - 1 }), (now) => {
      const stamp = newStamp(now);
      expect(isValid(stamp)).toBe(true);
      expect(theirs(stamp)).toBe(now);
      expect(timeOf(stamp)).toBe(now);
      expect(stamp.slice(0, 10)).toBe(ulid(now).slice(0, 10));
    }),
  );
  expect(new Set(Array.from({ length: 1000 }, () => newStamp(0))).size).toBe(1000);
  // Every digit comes last about as often as any other.
  expect(new Set(Array.from({ length: 2000 }, () => newStamp().at(-1))).size).toBe(32);
});

it('the time of any text is what the specification makes of it', () => {
  const text = fc.oneof(
    fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{26}$/),
    fc.stringMatching(/^[0-9A-Z]{24,27}$/),
    fc.constant('stamp-1'),
  );
  fc.assert(
    fc.property(text, (stamp) => {
      expect(timeOf(stamp)).toBe(theirs(stamp));
    }),
  );
});

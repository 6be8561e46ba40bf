import { describe, expect, it } from 'vitest';
import { readFailure, writeFailure } from '../../lib/tiers/lease-failure.ts';

const NOW = 1_000_000;
const stored = (fields: unknown): string => JSON.stringify(fields);

describe('a failed load under a lease', () => {
  it('is read as it was written, until it may be tried again', () => {
    const text = writeFailure({ reason: 'rate-limited', retryAt: NOW });
    expect(readFailure(text, NOW - 1)).toEqual({ reason: 'rate-limited', retryAt: NOW });
    expect(readFailure(text, NOW)).toBeUndefined();
  });

  it('says since when, where that is known', () => {
    const failure = { reason: 'timeout', retryAt: NOW, since: NOW - 1000 };
    expect(readFailure(writeFailure(failure), NOW - 1)).toEqual(failure);
    expect(readFailure(stored({ reason: 'timeout', retryAt: NOW, since: 'x' }), NOW - 1)).toEqual({
      reason: 'timeout',
      retryAt: NOW,
    });
  });

  it('has a reason of sixty letters at most, whoever wrote it', () => {
    const long = { reason: 'x'.repeat(61), retryAt: NOW };
    expect(writeFailure(long)).toBe(stored({ reason: 'x'.repeat(60), retryAt: NOW }));
    expect(readFailure(stored(long), 0)?.reason).toBe('x'.repeat(60));
  });

  it.each([
    ['nothing', ''],
    ['no JSON', '{"reason":"time'],
    ['null', 'null'],
    ['a number', '7'],
    ['a list', '["timeout",1000001]'],
    ['no reason', stored({ retryAt: NOW + 1 })],
    ['a reason that is no text', stored({ reason: 7, retryAt: NOW + 1 })],
    ['no time', stored({ reason: 'timeout' })],
    ['a time that is no number', stored({ reason: 'timeout', retryAt: String(NOW + 1) })],
    ['a time that is none', '{"reason":"timeout","retryAt":null}'],
  ])('is none where there is %s', (_, text) => {
    expect(readFailure(text, NOW)).toBeUndefined();
  });
});

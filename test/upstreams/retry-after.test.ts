import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../lib/upstreams/retry-after.ts';

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
    [null, undefined],
  ])('%j is %j ms', (header, wait) => {
    expect(parseRetryAfter(header, now)).toBe(wait);
  });
});

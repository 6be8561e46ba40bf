import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds, type Entry, type Found, type Served } from '../../lib/cache/index.ts';
import { cacheHeaders } from '../../lib/http/cache-headers.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const clock = createFakeClock();
const TIERS = ['l1', 'l2', 'l3'];

/** A minute old, fresh for another, good for eight more if the upstream fails. */
const found = (served: Served, late = 0): Found<unknown> => ({
  kind: 'value',
  served,
  entry: entryOf(clock, '{}', {
    loadedAt: clock.now() - minutes(1) - late,
    freshUntil: clock.now() + minutes(1) - late,
    staleUntil: clock.now() + minutes(9) - late,
  }),
  value: () => ({}),
});

const headers = (...answers: readonly [Found<unknown>, ...Found<unknown>[]]): Record<string, string> =>
  cacheHeaders(TIERS, answers, { now: clock.now(), reusableUntil: clock.now() + seconds(30) });

describe('Cache-Status', () => {
  it.each<[Served, string]>([
    [{ by: 'tier', tier: 'l1', state: 'fresh' }, 'l1; hit; ttl=60'],
    [{ by: 'tier', tier: 'l2', state: 'fresh' }, 'l2; hit; ttl=60, l1; fwd=miss'],
    [{ by: 'tier', tier: 'l3', state: 'fresh' }, 'l3; hit; ttl=60, l2; fwd=miss, l1; fwd=miss'],
    [{ by: 'upstream', collapsed: false }, 'l3; fwd=miss, l2; fwd=miss, l1; fwd=miss'],
    [{ by: 'upstream', collapsed: true }, 'l3; fwd=miss, l2; fwd=miss, l1; fwd=miss; collapsed'],
  ])('of an answer served %j', (served, status) => {
    expect(headers(found(served))['cache-status']).toBe(status);
  });

  it('says that an answer is stale, for how long, and why', () => {
    const stale = found({ by: 'tier', tier: 'l2', state: 'stale-if-error' }, seconds(90));
    expect(headers(stale)['cache-status']).toBe('l2; hit; ttl=-30; detail=stale-if-error, l1; fwd=miss');
    expect(headers(stale)['cache-control']).toBe('private, max-age=0, stale-if-error=450');
  });
});

describe('a response made of several answers', () => {
  const near = found({ by: 'tier', tier: 'l1', state: 'fresh' });
  const old = found({ by: 'tier', tier: 'l1', state: 'stale-while-revalidate' }, minutes(2));
  const far = found({ by: 'tier', tier: 'l3', state: 'fresh' });

  it('is as far away, as old and as stale as the worst of them', () => {
    expect(headers(near, old, far)).toEqual({
      'cache-status': 'l3; hit; ttl=60, l2; fwd=miss, l1; fwd=miss',
      age: '180',
      'cache-control': 'private, max-age=0, stale-if-error=420',
    });
    expect(headers(far, near, old)['cache-status']).toBe('l3; hit; ttl=60, l2; fwd=miss, l1; fwd=miss');
    expect(headers(near, old)['cache-status']).toBe('l1; hit; ttl=-60; detail=stale-while-revalidate');
    expect(headers(near)).toMatchObject({
      age: '60',
      'cache-control': 'private, max-age=30, stale-if-error=510',
    });
  });
});

describe('Cache-Control', () => {
  const now = clock.now();
  const controlOf = (entry: Partial<Entry>, reusableUntil: number): Record<string, number> => {
    const answer = { ...found({ by: 'tier', tier: 'l1', state: 'fresh' }), entry: entryOf(clock, '{}', entry) };
    const { 'cache-control': text = '' } = cacheHeaders(TIERS, [answer], { now, reusableUntil });
    expect(text).toMatch(/^private, /);
    return Object.fromEntries(
      [...text.matchAll(/([\w-]+)=(\d+)/g)].map(([, name = '', value]): [string, number] => [name, Number(value)]),
    );
  };
  const ms = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });

  it('lets no client reuse an answer past the window or past its freshness, whichever way it counts', () => {
    fc.assert(
      fc.property(ms(days(3)), ms(days(2)), ms(days(30)), ms(seconds(40)), (age, left, ifError, window) => {
        const entry = { loadedAt: now - age, freshUntil: now + left, staleUntil: now + left + ifError };
        const control = controlOf(entry, now + window);
        const reused = ((control['max-age'] ?? 0) + (control['stale-while-revalidate'] ?? 0)) * 1000;
        expect(reused).toBeLessThanOrEqual(Math.min(window, left));
        // And no more than a second of what is allowed is given away.
        expect(reused).toBeGreaterThan(Math.min(window, left) - 1000);
      }),
    );
  });

  it('lets a failed one stand in for an hour at most, and never past its end', () => {
    fc.assert(
      fc.property(ms(days(2)), ms(days(30)), ms(seconds(40)), (left, ifError, window) => {
        const entry = { loadedAt: now, freshUntil: now + left, staleUntil: now + left + ifError };
        const control = controlOf(entry, now + window);
        const extra = (control['stale-if-error'] ?? 0) * 1000;
        expect(extra).toBeLessThanOrEqual(hours(1));
        expect((control['max-age'] ?? 0) * 1000 + extra).toBeLessThanOrEqual(left + ifError);
      }),
    );
  });

  it('of an absence is as long as it is believed, within the window, and no longer on an error', () => {
    const until = now + seconds(12);
    expect(controlOf({ body: null, freshUntil: until, staleUntil: until }, now + seconds(30))).toEqual({
      'max-age': 12,
    });
  });
});

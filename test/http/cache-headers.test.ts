import { describe, expect, it } from 'vitest';
import { minutes, seconds, type Found, type Served } from '../../lib/cache/index.ts';
import { cacheHeaders } from '../../lib/http/cache-headers.ts';
import { entryOf } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { POLICY } from '../support/fake-source.ts';

const clock = createFakeClock();
const TIERS = ['l1', 'l2', 'l3'];

/** A minute old, fresh for another, good for eight more if the upstream fails. */
const found = (served: Served, late = 0): Found<unknown> => ({
  kind: 'value',
  served,
  policy: POLICY,
  entry: entryOf(clock, '{}', {
    loadedAt: clock.now() - minutes(1) - late,
    freshUntil: clock.now() + minutes(1) - late,
    staleUntil: clock.now() + minutes(9) - late,
  }),
  value: () => ({}),
});

const headers = (...answers: readonly [Found<unknown>, ...Found<unknown>[]]): Record<string, string> =>
  cacheHeaders(TIERS, answers, clock.now());

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
    expect(headers(stale)['cache-control']).toContain('max-age=0,');
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
      'cache-control': 'private, max-age=0, stale-while-revalidate=300, stale-if-error=480',
    });
    expect(headers(far, near, old)['cache-status']).toBe('l3; hit; ttl=60, l2; fwd=miss, l1; fwd=miss');
    expect(headers(near, old)['cache-status']).toBe('l1; hit; ttl=-60; detail=stale-while-revalidate');
    expect(headers(near)).toMatchObject({
      age: '60',
      'cache-control': expect.stringContaining('max-age=60') as string,
    });
  });
});

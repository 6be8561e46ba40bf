import { describe, expect, it } from 'vitest';
import type { PlayerId } from '../../lib/sports/model.ts';
import type { Upstream } from '../../lib/sports/upstream.ts';
import { lazyUpstream } from '../../lib/upstreams/lazy.ts';
import { anyCall } from '../support/fake-espn.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';

const ask = (upstream: Upstream) => upstream.player('nfl', '3139477' as PlayerId, anyCall);

describe('a lazy upstream', () => {
  it('tells about itself without being loaded', () => {
    const lazy = lazyUpstream(() => Promise.reject(new Error('loaded')), createFakeUpstream());
    expect(lazy).toMatchObject({ name: 'fake' });
    expect(lazy.can('nfl', 'search')).toBe(true);
    expect(lazy.seasonTableGroups('nfl')).toEqual(['everybody']);
  });

  it('is loaded once, by whoever asks first', async () => {
    let loads = 0;
    const fake = createFakeUpstream();
    const lazy = lazyUpstream(() => {
      loads += 1;
      return Promise.resolve(fake);
    }, fake);
    await Promise.all([ask(lazy), ask(lazy)]);
    await ask(lazy);
    expect({ loads, asked: fake.asked() }).toEqual({ loads: 1, asked: Array(3).fill('player 3139477') });
  });

  it('is loaded again after a load that failed', async () => {
    const fake = createFakeUpstream();
    const loads = [() => Promise.reject(new Error('no such chunk')), () => Promise.resolve(fake)];
    const lazy = lazyUpstream(() => loads.shift()?.() ?? Promise.reject(new Error('loaded too often')), fake);
    await expect(ask(lazy)).rejects.toThrow('no such chunk');
    await expect(ask(lazy)).resolves.toMatchObject({ name: 'Patrick Mahomes' });
  });
});

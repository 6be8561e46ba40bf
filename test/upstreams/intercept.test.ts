import { describe, expect, it } from 'vitest';
import { interceptUpstream, lazyUpstream } from '../../lib/upstreams/intercept.ts';
import { anyCall } from '../support/fake-espn.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';
import { PORT } from './port-questions.ts';
import type { PlayerId } from '../../lib/sports/model/index.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';

describe('an upstream with something around it', () => {
  // Every wrapper is made of this one, so this proves that none of them mixes questions up.
  it.each(['career', 'no career'])('is asked the same and answers the same: %s', async (kind) => {
    const capabilities = [
      'search',
      'everyPlayer',
      'seasonTable',
      'gameLog',
      'team',
      'live',
      'season',
      'transactions',
    ] as const;
    const create = () =>
      createFakeUpstream({ capabilities: kind === 'career' ? ['career', ...capabilities] : capabilities });
    const [plain, inner] = [create(), create()];
    const seen: string[] = [];
    const outer = interceptUpstream(inner, (call, what) => {
      seen.push(what);
      return call();
    });
    for (const { ask: question } of Object.values(PORT)) {
      const [expected, actual] = await Promise.allSettled([
        question(plain, 'nfl', anyCall),
        question(outer, 'nfl', anyCall),
      ]);
      expect(actual).toEqual(expected);
    }
    expect(inner.asked()).toEqual(plain.asked());
    expect(seen).toEqual(Object.keys(PORT).map((what) => what.split(' ')[0]));
  });
});

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

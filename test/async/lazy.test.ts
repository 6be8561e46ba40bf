import { describe, expect, it } from 'vitest';
import { lazy } from '../../lib/async/lazy.ts';

describe('a lazy value', () => {
  it('is loaded when first asked for, and once for all who ask', async () => {
    let loads = 0;
    const get = lazy(() => Promise.resolve((loads += 1)));
    expect(loads).toBe(0);
    expect(await Promise.all([get(), get()])).toEqual([1, 1]);
    expect(await get()).toBe(1);
  });

  it('is loaded again after a load that failed', async () => {
    let loads = 0;
    const get = lazy(() => {
      loads += 1;
      return loads === 1 ? Promise.reject(new Error('no such chunk')) : Promise.resolve(loads);
    });
    const first = await Promise.allSettled([get(), get()]);
    expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await Promise.all([get(), get()])).toEqual([2, 2]);
    expect(loads).toBe(2);
  });
});

import { describe, expect, it } from 'vitest';
import { settleConcurrent, mapConcurrent } from '../../lib/async/map-concurrent.ts';

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('work that is done together', () => {
  it('runs in so many lanes, and answers in order', async () => {
    let running = 0;
    let most = 0;
    const double = async (item: number): Promise<number> => {
      running += 1;
      most = Math.max(most, running);
      for (let left = 5 - item; left > 0; left -= 1) await turn();
      running -= 1;
      return item * 2;
    };
    expect(await mapConcurrent([1, 2, 3, 4, 5], 2, double)).toEqual([2, 4, 6, 8, 10]);
    expect(most).toBe(2);
    expect(await mapConcurrent([], 2, double)).toEqual([]);
  });

  it('is waited for to the end when some of it fails', async () => {
    const done: number[] = [];
    const work = async (item: number): Promise<number> => {
      if (item === 1) throw new Error('the first');
      await turn();
      done.push(item);
      return item;
    };
    await expect(mapConcurrent([1, 2, 3], 2, work)).rejects.toThrow('the first');
    expect(done).toEqual([2, 3]);
    expect(await settleConcurrent([1, 2], 1, work)).toEqual([
      { status: 'rejected', reason: new Error('the first') },
      { status: 'fulfilled', value: 2 },
    ]);
  });
});

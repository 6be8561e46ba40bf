import { describe, expect, it } from 'vitest';
import { COUNTED } from '../../lib/costs/counted.ts';
import { PRICES } from '../../lib/costs/prices.ts';
import { listDollars, windowCounts } from '../../lib/costs/window.ts';

const NOTHING = { memory: 0, shared: 0, stale: 0, load: 0, start: 0 };

describe('what counted questions cost', () => {
  it('is what each of them was counted to use, its refreshes included', () => {
    const { tableWrites, redisCommands, apiRequests, lambdaRequests } = windowCounts(
      { ...NOTHING, shared: 10, load: 2 },
      { redis: true },
    );
    const { load, shared, refresh } = COUNTED.redis;
    expect(apiRequests).toBe(12);
    expect(lambdaRequests).toBe(12 + 2 * load.queueRequests);
    expect(tableWrites).toBeCloseTo(2 * load.writes + 2 * load.queueRequests * refresh.writes);
    expect(redisCommands).toBeCloseTo(
      10 * shared.redisCommands + 2 * load.redisCommands + 2 * load.queueRequests * refresh.redisCommands,
    );
  });

  it('is at list prices, nothing taken off', () => {
    const counts = windowCounts({ ...NOTHING, memory: 1000 }, { redis: false });
    const requests = listDollars(counts).find(({ item }) => item === 'apiRequests');
    expect(requests?.dollars).toBeCloseTo(1000 * PRICES.apiRequests.dollars);
    expect(counts.tableReads).toBe(0);
  });

  it('is nothing where nobody asked', () => {
    expect(listDollars(windowCounts(NOTHING, { redis: true }))).toEqual([]);
  });
});

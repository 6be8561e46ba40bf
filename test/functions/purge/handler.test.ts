import { describe, expect, it } from 'vitest';
import { createPurge } from '../../../functions/purge/handler.ts';

describe('the purge function', () => {
  it('reconciles every league, and says what it mended', async () => {
    const mended: unknown[] = [];
    await createPurge({
      cache: { reconcile: (league) => Promise.resolve({ mended: league === 'nfl' ? ['team:12'] : [] }) },
      onMended: (league, scopes) => mended.push([league, scopes]),
    })();
    expect(mended).toEqual([['nfl', ['team:12']]]);
  });

  it('does the other leagues when one fails, and fails then', async () => {
    const done: string[] = [];
    const run = createPurge({
      cache: {
        reconcile(league) {
          if (league === 'nfl') return Promise.reject(new Error('table throttled'));
          done.push(league);
          return Promise.resolve({ mended: [] });
        },
      },
      onMended: () => undefined,
    });
    await expect(run()).rejects.toThrow(AggregateError);
    expect(done).toEqual(['nba']);
  });
});

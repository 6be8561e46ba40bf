import { describe, expect, it } from 'vitest';
import { minutes } from '../../../lib/cache/index.ts';
import { createHandOverPurge, type PurgeMessage } from '../../../lib/sports/moves/hand-over-purge.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const createWorld = () => {
  const clock = createFakeClock();
  const sent: PurgeMessage[] = [];
  const failures: unknown[] = [];
  const queue = { isOut: false };
  const handOver = createHandOverPurge({
    clock,
    onFailure: (error) => failures.push(error),
    send(message) {
      if (queue.isOut) return Promise.reject(new Error('queue out'));
      sent.push(message);
      return Promise.resolve();
    },
  });
  return { clock, sent, failures, queue, handOver };
};

describe('a purge that no tier has taken', () => {
  it('is queued once in five minutes, however often it is sent again', async () => {
    const { clock, sent, handOver } = createWorld();
    const purge = { namespace: 'nfl', scopes: ['team:12', 'directory'] } as const;
    for (let count = 0; count < 60; count += 1) {
      expect(await handOver(purge)).toBe(true);
      clock.advance(minutes(5) / 60);
    }
    expect(sent).toEqual([{ kind: 'purge', ...purge }]);
    await handOver(purge);
    await handOver({ namespace: 'nba', scopes: purge.scopes });
    await handOver({ namespace: 'nfl', scopes: ['*'] });
    expect(sent).toHaveLength(4);
  });

  it('is not queued while the queue is out, and is tried again the next time', async () => {
    const { sent, failures, queue, handOver } = createWorld();
    queue.isOut = true;
    expect(await handOver({ namespace: 'nfl', scopes: ['*'] })).toBe(false);
    expect(failures).toHaveLength(1);
    queue.isOut = false;
    expect(await handOver({ namespace: 'nfl', scopes: ['*'] })).toBe(true);
    expect(sent).toHaveLength(1);
  });
});

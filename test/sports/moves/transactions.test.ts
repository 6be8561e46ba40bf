import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { MovesState } from '../../../lib/sports/moves/state.ts';
import { createFeedReader, isOutageTooLong, type FeedOptions } from '../../../lib/sports/moves/transactions.ts';
import type { TransactionRecord } from '../../../lib/sports/upstream/index.ts';
import { moveOf, NFL } from '../../support/moves-world.ts';

const DAY = Date.parse('2025-11-03T00:00Z');
const NOW = DAY + hours(15);
const STATE: MovesState = {
  checkedUntil: NOW,
  watchedSince: NOW,
  readAt: NOW - minutes(10),
  seen: [],
  fullPurgeAt: null,
  unavailableSince: null,
  pending: [],
};
const AT = { now: NOW, isFirstRun: false };

const reading = async (list: readonly TransactionRecord[], state: Partial<MovesState> = {}, limit?: number) => {
  const upstream: FeedOptions['upstream'] = { transactions: () => Promise.resolve(list) };
  return createFeedReader({ upstream, limit })(NFL, { ...STATE, ...state }, AT);
};

describe('reading a transactions feed as it is deployed', () => {
  it('asks for 100 moves, and waits eight seconds for them', async () => {
    const asked: unknown[] = [];
    const { signal } = new AbortController();
    const readFeed = createFeedReader({
      upstream: {
        transactions(league, limit, options) {
          asked.push(league, limit, options.signal === signal);
          return Promise.resolve([]);
        },
      },
      deadline(ms) {
        asked.push(ms);
        return signal;
      },
    });
    await readFeed(NFL, STATE, AT);
    expect(asked).toEqual([8000, NFL, 100, true]);
  });
});

describe('the new moves of a feed', () => {
  it('are all but those of days before the watch began, where it has never been read', async () => {
    const list = ['2025-11-02T00:00Z', '2025-11-03T00:00Z'].map((day) => moveOf(`Signed on ${day}.`, null, day));
    const { moves } = await reading(list, { readAt: null });
    expect(moves).toEqual([list[1]]);
    // A day that has ended when the watch begins is over.
    expect((await reading(list, { readAt: null, watchedSince: DAY })).moves).toEqual([list[1]]);
    expect((await reading(list)).moves).toEqual(list);
  });

  it('may be more than are listed where as many are new as were asked for, or none is known', async () => {
    const list = [moveOf('One.'), moveOf('Two.')];
    expect((await reading(list, {}, 3)).mayBeTruncated).toBe(false);
    expect((await reading(list, {}, 2)).mayBeTruncated).toBe(true);
    expect((await reading(list, { seen: ['another'] }, 3)).mayBeTruncated).toBe(true);
    const { listed } = await reading(list);
    expect((await reading(list, { seen: listed.slice(1) }, 2)).mayBeTruncated).toBe(false);
    expect((await reading([], { seen: listed }, 0)).mayBeTruncated).toBe(false);
  });

  it('differ by day, team and text', async () => {
    const list = [
      moveOf('Signed a guard.', '12'),
      moveOf('Signed a guard.', '9'),
      moveOf('Signed a guard.', '12', '2025-11-02T08:00Z'),
      moveOf('Signed a tackle.', '12'),
      moveOf('Signed a guard.', '12'),
    ];
    const { listed } = await reading(list);
    expect(new Set(listed).size).toBe(5);
    // Equal lines are counted from the oldest, so that a new one on top changes no other's fingerprint.
    expect((await reading([moveOf('Signed a guard.', '12'), ...list])).listed.slice(1)).toEqual(listed);
  });
});

describe('an outage of the feed', () => {
  it('is too long after an hour, less what a timer may be early', () => {
    const after = (ms: number): boolean => isOutageTooLong({ unavailableSince: NOW - ms }, NOW);
    expect([after(minutes(57)), after(minutes(58))]).toEqual([false, true]);
    expect(isOutageTooLong({ unavailableSince: null }, NOW)).toBe(false);
  });
});

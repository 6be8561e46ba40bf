import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { Boundary, Window } from '../../../lib/sports/calendar/index.ts';
import type { Pace } from '../../../lib/sports/model/index.ts';
import { nextDue } from '../../../lib/sports/moves/schedule.ts';

const NOW = 1_000_000_000;

const dueIn = (
  pace: Pace | 'hot' | undefined,
  hasTransactionsFeed: boolean,
  since: number | null,
  closed: readonly Boundary[] = [],
): number => {
  const calendar = {
    isHot: () => pace === 'hot',
    windowAt: () => (pace === undefined ? undefined : ({ pace: pace === 'hot' ? 'brisk' : pace } as Window)),
    boundaries: (_league: string, from: number) => closed.filter(({ at }) => at > from),
  };
  const last = since === null ? null : NOW - since;
  const state = { readAt: last, fullPurgeAt: last, watchedSince: NOW - hours(9) };
  return nextDue(calendar, 'nfl', state, { now: NOW, hasTransactionsFeed }) - NOW;
};

const closing = (pace: Pace, ago: number): Boundary => ({ at: NOW - ago, kind: 'closes', window: { pace } as Window });

describe('when a league is due next', () => {
  it.each([
    ['a feed', 'hot', 0, 0],
    ['a feed', 'brisk', minutes(1), -minutes(1)],
    ['a feed', 'slow', minutes(10), minutes(48)],
    ['a feed', 'slow', null, 0],
    ['a feed', 'quiet', hours(9), Infinity],
    ['a feed', undefined, hours(9), Infinity],
    ['no feed', 'hot', minutes(1), minutes(12)],
    ['no feed', 'brisk', minutes(10), minutes(48)],
    ['no feed', 'brisk', null, 0],
    ['no feed', 'slow', hours(9), Infinity],
    ['no feed', undefined, null, Infinity],
  ] as const)('with %s, at pace %s, %s ms after the last check: in %s', (feed, pace, since, due) => {
    expect(dueIn(pace, feed === 'a feed', since)).toBe(due);
  });

  it.each([
    ['a feed', 'brisk', minutes(5), minutes(15), 0],
    ['a feed', 'brisk', minutes(15), minutes(5), minutes(43)],
    ['a feed', 'slow', minutes(70), minutes(20), -minutes(12)],
    ['a feed', 'slow', minutes(70), minutes(2), Infinity],
    ['a feed', 'brisk', minutes(70), null, 0],
    ['a feed', 'quiet', minutes(5), minutes(15), Infinity],
    ['no feed', 'brisk', minutes(15), minutes(15), minutes(43)],
    ['no feed', 'slow', minutes(5), minutes(15), Infinity],
    ['a feed', 'brisk', hours(49), hours(50), Infinity],
  ] as const)(
    'with %s, a %s window closed %s ms ago, %s ms after the last check: in %s',
    (feed, pace, ago, since, due) => {
      expect(dueIn(undefined, feed === 'a feed', since, [closing(pace, ago)])).toBe(due);
    },
  );
});

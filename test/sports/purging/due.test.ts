import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { Pace, Window } from '../../../lib/sports/calendar/index.ts';
import { nextDue } from '../../../lib/sports/purging/due.ts';

const NOW = 1_000_000_000;

const dueIn = (pace: Pace | 'hot' | undefined, isTold: boolean, since: number | null): number => {
  const calendar = {
    isHot: () => pace === 'hot',
    windowAt: () => (pace === undefined ? undefined : ({ pace: pace === 'hot' ? 'brisk' : pace } as Window)),
  };
  const last = since === null ? null : NOW - since;
  return nextDue(calendar, 'nfl', { readAt: last, rostersAt: last }, { now: NOW, isTold }) - NOW;
};

describe('when a league is looked at next', () => {
  it.each([
    ['told', 'hot', 0, 0],
    ['told', 'brisk', minutes(1), -minutes(1)],
    ['told', 'slow', minutes(10), minutes(48)],
    ['told', 'slow', null, 0],
    ['told', 'quiet', hours(9), Infinity],
    ['told', undefined, hours(9), Infinity],
    ['untold', 'hot', minutes(1), minutes(12)],
    ['untold', 'brisk', minutes(10), minutes(48)],
    ['untold', 'brisk', null, 0],
    ['untold', 'slow', hours(9), Infinity],
    ['untold', undefined, null, Infinity],
  ] as const)('moves %s, pace %s, %s ms after the last look: in %s', (telling, pace, since, due) => {
    expect(dueIn(pace, telling === 'told', since)).toBe(due);
  });
});

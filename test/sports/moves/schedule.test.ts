import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import type { Boundary, Pace, Window } from '../../../lib/sports/calendar/index.ts';
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

  it.each([
    ['told', 'brisk', minutes(5), minutes(15), 0],
    ['told', 'brisk', minutes(15), minutes(5), minutes(43)],
    ['told', 'slow', minutes(70), minutes(20), -minutes(12)],
    ['told', 'slow', minutes(70), minutes(2), Infinity],
    ['told', 'brisk', minutes(70), null, 0],
    ['told', 'quiet', minutes(5), minutes(15), Infinity],
    ['untold', 'brisk', minutes(15), minutes(15), minutes(43)],
    ['untold', 'slow', minutes(5), minutes(15), Infinity],
    ['told', 'brisk', hours(49), hours(50), Infinity],
  ] as const)(
    'moves %s, a %s window closed %s ms ago, %s ms after the last look: in %s',
    (telling, pace, ago, since, due) => {
      expect(dueIn(undefined, telling === 'told', since, [closing(pace, ago)])).toBe(due);
    },
  );
});

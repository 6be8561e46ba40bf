import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../lib/cache/index.ts';
import { createBudget } from '../../lib/sports/budget-rules.ts';
import type { Cause } from '../../lib/sports/cause.ts';
import { failureReason } from '../../lib/sports/failure-reason.ts';
import { UpstreamError } from '../../lib/sports/upstream.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryBudgetBook } from '../support/memory-budget-book.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

const open = ({ perDay = 10, perMinute = undefined as number | undefined, uncounted = 3, provider = 'espn' } = {}) => {
  const clock = createFakeClock(NOON);
  const book = createMemoryBudgetBook();
  const budget = createBudget({ provider, book, plan: { perDay, perMinute }, clock, uncounted });
  /** `granted`, or why not and for how long. */
  const ask = async (cause: Cause = 'ask'): Promise<unknown> => {
    try {
      await budget.admit(cause);
      return 'granted';
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return failureReason(error);
    }
  };
  const askOften = async (times: number, cause?: Cause): Promise<unknown> => {
    let answer: unknown;
    for (let time = 0; time < times; time += 1) answer = await ask(cause);
    return answer;
  };
  return { clock, book, budget, ask, askOften };
};

describe('a budget', () => {
  it('lets questions spend all of a day, and says when the next one begins', async () => {
    const { clock, ask, askOften } = open();
    expect(await askOften(10)).toBe('granted');
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: hours(12), passing: true });
    clock.advance(hours(12) - 1);
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: 1, passing: true });
    clock.advance(1);
    expect(await ask()).toBe('granted');
  });

  it.each(['warm', 'predict'] as const)('keeps the last fifth of a day from %s', async (cause) => {
    const { ask, askOften } = open();
    expect(await askOften(8, cause)).toBe('granted');
    // Without a time: what somebody asks for meanwhile must not wait until tomorrow.
    expect(await ask(cause)).toEqual({ reason: 'over-budget', retryAfter: undefined, passing: true });
    expect(await ask('refresh')).toBe('granted');
    expect(await ask('purge')).toBe('granted');
    expect(await ask('ask')).toMatchObject({ reason: 'over-budget' });
  });

  it('lets a minute have what it may, and foresight a fifth less', async () => {
    const { clock, ask, askOften } = open({ perDay: 100, perMinute: 5 });
    clock.advance(seconds(20));
    expect(await askOften(4, 'warm')).toBe('granted');
    expect(await ask('warm')).toMatchObject({ reason: 'over-budget' });
    expect(await ask()).toBe('granted');
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: seconds(40), passing: true });
    clock.advance(seconds(40));
    expect(await ask()).toBe('granted');
  });

  it('tells how it stands', async () => {
    const { clock, budget, ask, askOften } = open({ perDay: 20_000, perMinute: 120 });
    await askOften(3);
    clock.advance(minutes(1));
    await ask('warm');
    expect(await budget.state()).toEqual({
      provider: 'espn',
      plan: { perDay: 20_000, perMinute: 120 },
      spent: { day: 4, minute: 1 },
      foresightStopsAt: 16_000,
      resetsAt: Date.UTC(2026, 10, 23),
    });
  });
});

describe('a budget whose book cannot be reached', () => {
  it('asks a metered provider nothing', async () => {
    const { book, ask, clock } = open({ provider: 'rapidapi', uncounted: 0 });
    book.fail();
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: seconds(5), passing: true });
    book.heal();
    // It is left alone for a moment: a book that does not answer would cost every call its time-out.
    expect(await ask()).toMatchObject({ reason: 'over-budget' });
    clock.advance(seconds(5));
    expect(await ask()).toBe('granted');
  });

  it('asks a free one a little each minute, for those who wait only', async () => {
    const { clock, book, budget, ask, askOften } = open({ uncounted: 3 });
    book.fail(new Error('throttled'));
    clock.advance(seconds(30));
    expect(await ask('warm')).toEqual({ reason: 'over-budget', retryAfter: seconds(5), passing: true });
    expect(await askOften(3)).toBe('granted');
    expect(await ask('refresh')).toEqual({ reason: 'over-budget', retryAfter: seconds(30), passing: true });
    clock.advance(seconds(30));
    expect(await ask('refresh')).toBe('granted');
    await expect(budget.state()).rejects.toThrow('throttled');
  });

  it('does not spend more than a day has even so', async () => {
    const { clock, book, ask, askOften } = open({ perDay: 4, uncounted: 3 });
    book.fail();
    expect(await askOften(3)).toBe('granted');
    clock.advance(minutes(1));
    expect(await ask()).toBe('granted');
    expect(await ask()).toMatchObject({ reason: 'over-budget' });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../lib/cache/index.ts';
import { admitted } from '../../functions/compose/budget.ts';
import { createBudget } from '../../lib/ledgers/budget.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import { failureReason, UpstreamError } from '../../lib/sports/upstream/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryQuotaLedger } from '../support/memory-quota-ledger.ts';

const NOON = Date.UTC(2026, 10, 22, 12);

const open = ({ perDay = 10, perMinute = undefined as number | undefined, uncounted = 3, provider = 'espn' } = {}) => {
  const clock = createFakeClock(NOON);
  const quotaLedger = createMemoryQuotaLedger();
  const budget = createBudget({
    provider,
    quotaLedger,
    plan: { perDay, perMinute },
    clock,
    uncountedPerMinute: uncounted,
  });
  /** `granted`, or why not and for how long. */
  const ask = async (reason: LoadReason = 'ask'): Promise<unknown> => {
    try {
      await admitted(budget.admit(reason));
      return 'granted';
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      return failureReason(error);
    }
  };
  const askOften = async (times: number, reason?: LoadReason): Promise<unknown> => {
    let answer: unknown;
    for (let time = 0; time < times; time += 1) answer = await ask(reason);
    return answer;
  };
  return { clock, quotaLedger, budget, ask, askOften };
};

describe('a budget', () => {
  it('lets questions spend all of a day, and says when the next one begins', async () => {
    const { clock, ask, askOften } = open();
    expect(await askOften(10)).toBe('granted');
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: hours(12), transient: true });
    clock.advance(hours(12) - 1);
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: 1, transient: true });
    clock.advance(1);
    expect(await ask()).toBe('granted');
  });

  it.each(['warm', 'predict', 'follow'] as const)('keeps the last fifth of a day from %s', async (cause) => {
    const { ask, askOften } = open();
    expect(await askOften(8, cause)).toBe('granted');
    // Without a time: what somebody asks for meanwhile must not wait until tomorrow.
    expect(await ask(cause)).toEqual({ reason: 'over-budget', retryAfter: undefined, transient: true });
    expect(await ask('refresh')).toBe('granted');
    expect(await ask('purge')).toBe('granted');
    expect(await ask('ask')).toMatchObject({ reason: 'over-budget' });
  });

  it('lets a minute have what it may, and speculation a fifth less', async () => {
    const { clock, ask, askOften } = open({ perDay: 100, perMinute: 5 });
    clock.advance(seconds(20));
    expect(await askOften(4, 'warm')).toBe('granted');
    expect(await ask('warm')).toEqual({ reason: 'over-budget', retryAfter: undefined, transient: true });
    expect(await ask()).toBe('granted');
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: seconds(40), transient: true });
    clock.advance(seconds(40));
    expect(await ask()).toBe('granted');
  });

  it('rounds the share of speculation down', async () => {
    const { clock, budget, ask, askOften } = open({ perDay: 9, perMinute: 4 });
    expect((await budget.state()).foresightStopsAt).toBe(7);
    expect(await askOften(3, 'warm')).toBe('granted');
    expect(await ask('warm')).toMatchObject({ reason: 'over-budget' });
    clock.advance(minutes(1));
    expect(await askOften(3, 'warm')).toBe('granted');
    clock.advance(minutes(1));
    expect(await ask('warm')).toBe('granted');
    expect(await ask('warm')).toMatchObject({ reason: 'over-budget' });
    expect(await ask()).toBe('granted');
  });

  it('says in words why it refuses', async () => {
    const { budget, askOften } = open({ perDay: 3, perMinute: 2 });
    await askOften(2);
    await expect(budget.admit('ask')).rejects.toThrow('espn is not asked: the calls of this minute are spent');
    const spent = open({ perDay: 1 });
    await spent.askOften(1);
    await expect(spent.budget.admit('ask')).rejects.toThrow('espn is not asked: the calls of today are spent');
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
      allowances: { unknown: 0, unknownByKey: {}, keys: {}, speculative: 1 },
      foresightStopsAt: 16_000,
      resetsAt: Date.UTC(2026, 10, 23),
    });
  });
});

describe('a budget whose ledger cannot be reached', () => {
  it('asks a metered provider nothing', async () => {
    const { quotaLedger, ask, clock } = open({ provider: 'rapidapi', uncounted: 0 });
    quotaLedger.fail();
    expect(await ask()).toEqual({ reason: 'ledger-unavailable', retryAfter: seconds(5), transient: true });
    quotaLedger.heal();
    // It is left alone for a moment: a ledger that does not answer would cost every call its time-out.
    expect(await ask()).toMatchObject({ reason: 'ledger-unavailable' });
    clock.advance(seconds(5));
    expect(await ask()).toBe('granted');
  });

  it('asks a free one a little each minute, for those who wait only', async () => {
    const { clock, quotaLedger, budget, ask, askOften } = open({ uncounted: 3 });
    quotaLedger.fail(new Error('throttled'));
    clock.advance(seconds(30));
    expect(await ask('warm')).toEqual({ reason: 'ledger-unavailable', retryAfter: seconds(5), transient: true });
    expect(await askOften(3)).toBe('granted');
    expect(await ask('refresh')).toEqual({ reason: 'ledger-unavailable', retryAfter: seconds(30), transient: true });
    clock.advance(seconds(30));
    expect(await ask('refresh')).toBe('granted');
    await expect(budget.state()).rejects.toThrow('throttled');
  });

  it('says what was out of order, for the log', async () => {
    const { quotaLedger, budget } = open({ provider: 'rapidapi', uncounted: 0 });
    const fault = new Error('throttled');
    quotaLedger.fail(fault);
    await expect(budget.admit('ask')).rejects.toMatchObject({
      name: 'BudgetExceededError',
      message: 'rapidapi is not asked: the call cannot be counted',
      reason: 'ledger-unavailable',
      cause: fault,
    });
    await expect(admitted(budget.admit('ask'))).rejects.toMatchObject({ name: 'UpstreamError', cause: fault });
    // The ledger is not asked again, and the cause stays known.
    await expect(budget.admit('ask')).rejects.toMatchObject({ cause: fault });
  });

  it('leaves the ledger alone for five seconds, and then asks it again', async () => {
    const { clock, quotaLedger, ask } = open();
    const asked: string[] = [];
    quotaLedger.spend = (_limits, now) => {
      asked.push(new Date(now).toISOString().slice(17, 19));
      return Promise.reject(new Error('throttled'));
    };
    for (let second = 0; second <= 10; second += 1) {
      await ask('warm');
      clock.advance(seconds(1));
    }
    expect(asked).toEqual(['00', '05', '10']);
  });

  it('forgets an outage that is over, also when the clock is set back', async () => {
    const { clock, quotaLedger, budget, ask } = open({ perDay: 100 });
    quotaLedger.fail();
    expect(await ask()).toBe('granted');
    quotaLedger.heal();
    clock.advance(seconds(5));
    expect(await ask()).toBe('granted');
    clock.advance(-seconds(3));
    expect(await ask()).toBe('granted');
    expect((await budget.state()).spent.day).toBe(3);
  });

  it('does not spend more than a day has even so', async () => {
    const { clock, quotaLedger, ask, askOften } = open({ perDay: 4, uncounted: 3 });
    quotaLedger.fail();
    expect(await askOften(3)).toBe('granted');
    clock.advance(minutes(1));
    expect(await ask()).toBe('granted');
    expect(await ask()).toMatchObject({ reason: 'over-budget' });
  });

  it('spends no more than the ledger has last said is left', async () => {
    const { quotaLedger, ask, askOften } = open({ perDay: 10, uncounted: 8 });
    expect(await askOften(6)).toBe('granted');
    quotaLedger.fail();
    expect(await askOften(4)).toBe('granted');
    expect(await ask()).toEqual({ reason: 'over-budget', retryAfter: hours(12), transient: true });
  });

  it('charges what it could not count with the next call that it can', async () => {
    const { clock, quotaLedger, budget, ask, askOften } = open({ perDay: 100, uncounted: 30 });
    quotaLedger.fail();
    expect(await askOften(30)).toBe('granted');
    quotaLedger.heal();
    clock.advance(seconds(5));
    expect(await ask()).toBe('granted');
    expect(await ask('warm')).toBe('granted');
    expect((await budget.state()).spent).toEqual({ day: 32, minute: 2 });
  });

  it('grants nothing more where that has spent the day', async () => {
    const { clock, quotaLedger, budget, ask, askOften } = open({ perDay: 10, uncounted: 8 });
    // By others, of which this environment knows nothing.
    await quotaLedger.add(6, NOON);
    quotaLedger.fail();
    expect(await askOften(8)).toBe('granted');
    quotaLedger.heal();
    clock.advance(seconds(5));
    const answers = await Promise.all([ask(), ask(), ask('warm')]);
    expect(answers.filter((answer) => answer === 'granted')).toEqual([]);
    expect((await budget.state()).spent.day).toBe(14);
  });

  it('goes on remembering while the ledger stays out of reach, and counts a call that it may not make nowhere', async () => {
    const { clock, quotaLedger, budget, ask, askOften } = open({ perDay: 100, uncounted: 3 });
    quotaLedger.fail();
    // Of each five the minute has three.
    for (let minute = 0; minute < 4; minute += 1) {
      await askOften(5);
      await ask('warm');
      clock.advance(minutes(1));
    }
    quotaLedger.heal();
    expect(await ask()).toBe('granted');
    expect((await budget.state()).spent.day).toBe(13);
  });

  it('charges them to their own day', async () => {
    const { clock, quotaLedger, budget, ask, askOften } = open({ uncounted: 5 });
    clock.advance(hours(12) - minutes(1));
    quotaLedger.fail();
    expect(await askOften(5)).toBe('granted');
    clock.advance(minutes(1));
    expect(await askOften(2)).toBe('granted');
    quotaLedger.heal();
    clock.advance(seconds(5));
    expect(await ask()).toBe('granted');
    expect((await budget.state()).spent.day).toBe(3);
  });

  it('counts every call that is made, whenever the ledger is out and however many ask at once', async () => {
    const event = fc.record({
      isOut: fc.boolean(),
      burst: fc.integer({ min: 1, max: 4 }),
      pause: fc.constantFrom(0, seconds(1), seconds(6), minutes(1)),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), async (events, perDay) => {
        const { clock, quotaLedger, budget, ask } = open({ perDay, uncounted: 3 });
        let made = 0;
        for (const { isOut, burst, pause } of [...events, { isOut: false, burst: 1, pause: minutes(1) }]) {
          if (isOut) quotaLedger.fail();
          else quotaLedger.heal();
          clock.advance(pause);
          const before = isOut ? undefined : (await budget.state()).spent.day;
          const answers = await Promise.all(Array.from({ length: burst }, () => ask()));
          const granted = answers.filter((answer) => answer === 'granted').length;
          made += granted;
          // Whoever could read the ledger was granted no more than it had left.
          if (before !== undefined && pause > seconds(5))
            expect(granted).toBeLessThanOrEqual(Math.max(0, perDay - before));
        }
        expect((await budget.state()).spent.day).toBe(made);
      }),
      { numRuns: 200 },
    );
  });
});

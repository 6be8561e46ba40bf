import { describe, expect, it } from 'vitest';
import { hours, minutes } from '../../lib/cache/index.ts';
import { createBudget } from '../../lib/ledgers/budget.ts';
import { dayBudgetOf, speculativeCallsLeft } from '../../lib/ledgers/day-budget.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import type { Allowance, Payer } from '../../lib/ledgers/payer.ts';
import { BudgetExceededError } from '../../lib/ledgers/refusal.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryQuotaLedger } from '../support/memory-quota-ledger.ts';

const MIDNIGHT = Date.UTC(2026, 10, 22);

const open = (plan: { readonly perDay: number; readonly perMinute?: number }, at = MIDNIGHT) => {
  const clock = createFakeClock(at);
  const quotaLedger = createMemoryQuotaLedger();
  const whole = { perDay: plan.perDay, perMinute: plan.perMinute };
  const start = () => createBudget({ provider: 'espn', quotaLedger, plan: whole, clock, uncountedPerMinute: 60 });
  const environments = Array.from({ length: 8 }, start);
  let turn = 0;
  /** So many calls, each in the next environment, until one is refused: how many were granted, and why no more. */
  const spend = async (calls: number, reason: LoadReason, payer: Payer = {}) => {
    for (let call = 0; call < calls; call += 1) {
      turn = (turn + 1) % environments.length;
      try {
        await environments[turn]?.admit(reason, payer);
      } catch (error) {
        if (!(error instanceof BudgetExceededError)) throw error;
        return { granted: call, whose: error.allowance, retryAfter: error.retryAfter };
      }
    }
    return { granted: calls };
  };
  const [first = start()] = environments;
  return { clock, spend, budget: first };
};

const unknown = (limits: Partial<Allowance> = {}): Allowance => ({
  name: 'unknown',
  perHour: 100,
  perHourEach: 30,
  dayShare: 0.5,
  minuteShare: 0.5,
  ...limits,
});
const caller = (name: string, of = 3) => ({ name, of });

describe('the allowance for the unknown', () => {
  it('is spent by all environments together, in an hour, and each key has a part of it', async () => {
    const { clock, spend, budget } = open({ perDay: 10_000 });
    const payer = { allowance: unknown(), caller: caller('hostile') };
    expect(await spend(1000, 'ask', payer)).toEqual({ granted: 30, whose: 'unknown', retryAfter: hours(1) });
    expect(await spend(30, 'ask', { ...payer, caller: caller('b') })).toEqual({ granted: 30 });
    expect(await spend(1000, 'ask', { ...payer, caller: caller('c') })).toMatchObject({ granted: 30 });
    expect(await spend(1000, 'ask', { ...payer, caller: caller('d') })).toMatchObject({ granted: 10 });
    // Whoever is known does not pay from it.
    expect(await spend(100, 'ask', { caller: caller('hostile') })).toEqual({ granted: 100 });
    expect((await budget.state()).allowances).toMatchObject({
      unknown: 100,
      unknownByKey: { hostile: 30, b: 30, c: 30, d: 10 },
    });
    clock.advance(hours(1));
    expect(await spend(1000, 'ask', payer)).toMatchObject({ granted: 30 });
  });

  it('is one for everybody where callers have no names', async () => {
    const { spend } = open({ perDay: 10_000 });
    expect(await spend(1000, 'ask', { allowance: unknown() })).toMatchObject({ granted: 100, whose: 'unknown' });
  });

  it('pays nothing any more once half of the day is spent, by whomever', async () => {
    const { spend } = open({ perDay: 200 });
    expect(await spend(95, 'ask')).toEqual({ granted: 95 });
    expect(await spend(95, 'ask', { allowance: unknown() })).toMatchObject({ granted: 5, whose: 'unknown' });
    expect(await spend(10, 'ask')).toEqual({ granted: 10 });
  });

  it('leaves half of a minute to those who are known', async () => {
    const { spend } = open({ perDay: 10_000, perMinute: 120 });
    expect(await spend(99, 'ask', { allowance: unknown() })).toMatchObject({ granted: 60, retryAfter: minutes(1) });
    expect(await spend(40, 'ask')).toEqual({ granted: 40 });
  });
});

describe('a key', () => {
  it('has an equal share of what is left when half of the day is spent', async () => {
    const { spend, budget } = open({ perDay: 1000 });
    // Half, and a third of the four tenths that are not reserved.
    expect(await spend(2000, 'ask', { caller: caller('greedy') })).toMatchObject({ granted: 633, whose: 'key' });
    expect(await spend(2000, 'ask', { caller: caller('b') })).toMatchObject({ granted: 133, whose: 'key' });
    expect(await spend(133, 'ask', { caller: caller('c') })).toEqual({ granted: 133 });
    expect((await budget.state()).allowances.keys).toEqual({ greedy: 133, b: 133, c: 133 });
  });

  it('has an equal share of a minute, too', async () => {
    const { clock, spend } = open({ perDay: 100_000, perMinute: 120 });
    expect(await spend(999, 'ask', { caller: caller('greedy') })).toMatchObject({
      granted: 76,
      retryAfter: minutes(1),
    });
    expect(await spend(16, 'ask', { caller: caller('b') })).toEqual({ granted: 16 });
    clock.advance(minutes(1));
    expect(await spend(60, 'ask', { caller: caller('greedy') })).toEqual({ granted: 60 });
  });

  it('that is the only one may take all that questions may', async () => {
    const { spend } = open({ perDay: 1000 });
    expect(await spend(2000, 'ask', { caller: caller('only', 1) })).toMatchObject({ granted: 900, whose: undefined });
  });
});

describe('warming and refreshes', () => {
  it('have a tenth of the day whatever questions have spent, and of each minute', async () => {
    const { spend, budget } = open({ perDay: 1000 });
    expect(await spend(2000, 'ask')).toMatchObject({ granted: 900 });
    expect(speculativeCallsLeft(dayBudgetOf(await budget.state()))).toBe(100);
    expect(await spend(2000, 'warm')).toMatchObject({ granted: 100, retryAfter: undefined });
    const minute = open({ perDay: 100_000, perMinute: 120 });
    expect(await minute.spend(999, 'ask')).toMatchObject({ granted: 108 });
    expect(await minute.spend(999, 'follow')).toMatchObject({ granted: 12 });
    const refreshed = open({ perDay: 1000 });
    await refreshed.spend(2000, 'ask');
    expect(await refreshed.spend(2000, 'refresh')).toMatchObject({ granted: 100 });
  });

  it('leave of it to questions what has not been used as the day goes by', async () => {
    const { clock, spend } = open({ perDay: 1000 });
    clock.advance(hours(12));
    const { granted, retryAfter = 0 } = await spend(2000, 'ask');
    expect(granted).toBe(950);
    clock.advance(retryAfter - 2);
    expect(await spend(1, 'ask')).toMatchObject({ granted: 0, retryAfter: 2 });
    clock.advance(2);
    expect(await spend(2, 'ask')).toMatchObject({ granted: 1 });
    clock.advance(-retryAfter);
    clock.advance(hours(12) - 1);
    expect(await spend(2000, 'ask')).toMatchObject({ granted: 49 });
  });
});

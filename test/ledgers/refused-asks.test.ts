import { expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../lib/cache/index.ts';
import { createBudget } from '../../lib/ledgers/budget.ts';
import { createLocalQuotaLedger } from '../../lib/ledgers/local-quota-ledger.ts';
import type { LoadReason } from '../../lib/ledgers/load-reason.ts';
import type { Payer } from '../../lib/ledgers/payer.ts';
import { BudgetExceededError } from '../../lib/ledgers/refusal.ts';
import { createFakeClock } from '../support/fake-clock.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const UNKNOWN: Payer = { allowance: { name: 'unknown', perHour: 2, perHourEach: 2, dayShare: 0.5, minuteShare: 1 } };

const open = ({ perDay = 10, perMinute = undefined as number | undefined } = {}) => {
  const clock = createFakeClock(NOON);
  const ledger = createLocalQuotaLedger();
  let spends = 0;
  const quotaLedger = {
    ...ledger,
    spend: (...asked: Parameters<typeof ledger.spend>) => {
      spends += 1;
      return ledger.spend(...asked);
    },
  };
  const budget = createBudget({
    provider: 'espn',
    quotaLedger,
    plan: { perDay, perMinute },
    clock,
    uncountedPerMinute: 0,
  });
  /** `granted`, or the milliseconds after which it would be; and how often the ledger was asked. */
  const ask = async (reason: LoadReason = 'ask', payer?: Payer): Promise<readonly [unknown, number]> => {
    const before = spends;
    try {
      await budget.admit(reason, payer);
      return ['granted', spends - before];
    } catch (error) {
      if (!(error instanceof BudgetExceededError)) throw error;
      return [error.retryAfter, spends - before];
    }
  };
  return { clock, ask };
};

it('what the ledger has refused is refused for five seconds without asking it again', async () => {
  const { clock, ask } = open({ perDay: 1 });
  expect(await ask()).toEqual(['granted', 1]);
  expect((await ask())[0]).toBe(hours(12));
  clock.advance(seconds(3));
  expect(await ask()).toEqual([hours(12) - seconds(3), 0]);
  clock.advance(seconds(2));
  const [retryAfter, asked] = await ask();
  expect(retryAfter).toBe(hours(12) - seconds(5));
  expect(asked).toBeGreaterThan(0);
});

it('a refusal is over when what was spent comes back', async () => {
  const { clock, ask } = open({ perDay: 100, perMinute: 1 });
  clock.advance(seconds(58));
  await ask();
  expect((await ask())[0]).toBe(seconds(2));
  expect(await ask()).toEqual([seconds(2), 0]);
  clock.advance(seconds(2));
  expect((await ask())[0]).toBe('granted');
});

it('a refusal without a time is over with the minute at the latest', async () => {
  const { clock, ask } = open({ perDay: 100, perMinute: 5 });
  clock.advance(minutes(1) - 2000);
  for (let call = 0; call < 4; call += 1) await ask('warm');
  expect((await ask('warm'))[0]).toBeUndefined();
  expect(await ask('warm')).toEqual([undefined, 0]);
  clock.advance(2000);
  expect((await ask('warm'))[0]).toBe('granted');
});

it('a refusal concerns nobody who asks for another reason or at the cost of another', async () => {
  const { ask } = open({ perDay: 100 });
  for (let call = 0; call < 2; call += 1) expect((await ask('ask', UNKNOWN))[0]).toBe('granted');
  expect((await ask('ask', UNKNOWN))[0]).toBe(hours(1));
  expect(await ask('ask', UNKNOWN)).toEqual([hours(1), 0]);
  expect((await ask())[0]).toBe('granted');
  const larger: Payer = {
    allowance: { ...UNKNOWN.allowance, name: 'unknown', perHour: 3, perHourEach: 3, dayShare: 0.5, minuteShare: 1 },
  };
  expect((await ask('ask', larger))[0]).toBe('granted');
});

it('a clock that goes back ends a refusal', async () => {
  const { clock, ask } = open({ perDay: 1 });
  await ask();
  await ask();
  clock.advance(-hours(1));
  expect((await ask())[1]).toBeGreaterThan(0);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../lib/cache/index.ts';
import { createBudget, type Budget } from '../../lib/ledgers/budget.ts';
import { BudgetExceededError } from '../../lib/ledgers/refusal.ts';
import { dayOf, delegateQuotaLedger, minuteOf, type Charge, type QuotaLedger } from '../../lib/ledgers/quota-ledger.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryQuotaLedger } from '../support/memory-quota-ledger.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const PLAN = { perDay: 20_000, perMinute: 120 };
const THROTTLED = Object.assign(new Error('DynamoDB throttles'), { refused: true, throttled: true });

/** One ledger, and what each environment asks of it; `throttle` says which of its calls are refused. */
const createFleet = (plan = PLAN, uncounted = 60) => {
  const clock = createFakeClock(NOON);
  const ledger = createMemoryQuotaLedger();
  const charges: Charge[] = [];
  let isThrottled: () => boolean = () => false;
  let asked = 0;
  const start = (): Budget => {
    const seen: QuotaLedger = delegateQuotaLedger(async (use) => {
      await Promise.resolve();
      asked += 1;
      if (isThrottled()) throw THROTTLED;
      return use(ledger);
    });
    const spend: QuotaLedger['spend'] = (charge, now) => {
      charges.push(charge);
      return seen.spend(charge, now);
    };
    return createBudget({
      provider: 'espn',
      quotaLedger: { ...seen, spend },
      plan,
      clock,
      uncountedPerMinute: uncounted,
    });
  };
  return {
    clock,
    ledger,
    charges,
    asked: () => asked,
    start,
    throttle: (next: () => boolean) => (isThrottled = next),
    spent: async () => (await ledger.standing(clock.now())).spent,
  };
};

/** Calls that were granted of so many that ask at once. */
const askAtOnce = async (budget: Budget, calls: number): Promise<number> => {
  const asked = Array.from({ length: calls }, () =>
    budget.admit('ask').then(
      () => 1,
      (error: unknown) => {
        if (error instanceof BudgetExceededError) return 0;
        throw error;
      },
    ),
  );
  return (await Promise.all(asked)).reduce<number>((sum, each) => sum + each, 0);
};

describe('calls that are asked for at once', () => {
  it('share charges, each of seven at most: six is a twentieth of a minute', async () => {
    const { charges, start, spent } = createFleet();
    expect(await askAtOnce(start(), 10)).toBe(10);
    expect(charges.map(({ calls }) => calls)).toEqual([1, 7, 2]);
    expect(await spent()).toEqual({ day: 10, minute: 10 });
  });

  it('are charged one at a time where each is paid for', async () => {
    const { charges, start } = createFleet({ perDay: 100, perMinute: 120 }, 0);
    expect(await askAtOnce(start(), 4)).toBe(4);
    expect(charges.map(({ calls }) => calls)).toEqual([1, 1, 1, 1]);
  });

  it('get what is left when that is less, and not one more', async () => {
    const { start, spent } = createFleet({ perDay: 1000, perMinute: 5 });
    expect(await askAtOnce(start(), 9)).toBe(5);
    expect(await spent()).toEqual({ day: 5, minute: 5 });
  });
});

describe('a ledger that was throttled', () => {
  it('is asked for twice as much as was used up, until that is all that may be taken ahead', async () => {
    const { charges, start, throttle, spent } = createFleet();
    const budget = start();
    let refusals = 1;
    throttle(() => refusals-- > 0);
    await budget.admit('ask');
    for (let call = 0; call < 7; call += 1) await budget.admit('ask');
    expect(charges.map(({ calls }) => calls)).toEqual([1, 2, 4, 7]);
    expect(await spent()).toEqual({ day: 14, minute: 13 });
  });

  it('grants until the minute is over: what is left lapses and stays spent', async () => {
    const { clock, charges, start, throttle, spent } = createFleet();
    const budget = start();
    let refusals = 1;
    throttle(() => refusals-- > 0);
    await budget.admit('ask');
    await budget.admit('ask');
    clock.advance(minutes(1));
    await budget.admit('ask');
    expect(charges.map(({ calls }) => calls)).toEqual([1, 2, 1]);
    expect(await spent()).toEqual({ day: 4, minute: 1 });
  });

  it('is no outage: it is asked again with the next call, and left alone only when that goes on', async () => {
    const { clock, charges, asked, start, throttle, spent } = createFleet();
    const budget = start();
    throttle(() => true);
    for (let call = 0; call < 10; call += 1) await budget.admit('ask');
    expect(asked()).toBe(3);
    clock.advance(seconds(5));
    throttle(() => false);
    await budget.admit('ask');
    await budget.admit('ask');
    // The ten that were not counted are charged first, then two in one.
    expect(charges.at(-1)?.calls).toBe(2);
    expect({ asked: asked(), spent: await spent() }).toEqual({ asked: 5, spent: { day: 12, minute: 2 } });
  });

  it('leaves each environment sixty calls a minute, and says that it cannot be reached, not that it is spent', async () => {
    const { start, throttle } = createFleet();
    const budget = start();
    throttle(() => true);
    expect(await askAtOnce(budget, 70)).toBe(60);
    await expect(budget.admit('ask')).rejects.toMatchObject({ reason: 'ledger-unavailable', allowance: undefined });
  });
});

describe('a fleet', () => {
  const step = fc.record({
    environment: fc.nat({ max: 7 }),
    calls: fc.integer({ min: 1, max: 12 }),
    then: fc.constantFrom('goes on', 'goes on', 'is killed', 'is frozen'),
    pause: fc.constantFrom(0, 0, seconds(1), seconds(20), minutes(1), -seconds(30), hours(1)),
    throttled: fc.constantFrom(0, 0, 0.1, 0.5, 1),
  });

  it('never exceeds the limit, and strands no more than a twentieth of a minute and a hundredth of a day', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        fc.constantFrom(PLAN, { perDay: 400, perMinute: 40 }, { perDay: 120, perMinute: 100 }),
        async (steps, chances, plan) => {
          // Half a call uncounted is none: what the ledger grants is all that is made.
          const fleet = createFleet(plan, 0.5);
          const environments = Array.from({ length: 8 }, fleet.start);
          const frozen: Budget[] = [];
          let [day, minute, made, madeInMinute] = [dayOf(NOON), minuteOf(NOON), 0, 0];
          for (const { environment, calls, then, pause, throttled } of steps) {
            fleet.clock.advance(pause);
            fleet.throttle(() => (chances.next().value ?? 0) < throttled);
            const now = fleet.clock.now();
            if (dayOf(now) !== day) [day, made] = [dayOf(now), 0];
            // A call of a clock that was set back is counted in the later minute.
            if (minuteOf(now) > minute || now < NOON) [minute, madeInMinute] = [minuteOf(now), 0];
            const budget = environments[environment] ?? fleet.start();
            const granted = await askAtOnce(budget, calls);
            made += granted;
            madeInMinute += granted;
            const { spent, counts } = await fleet.ledger.standing(now);
            const ahead = { day: counts.day.get('ahead') ?? 0, minute: counts.minute.get('ahead') ?? 0 };
            expect(made).toBeLessThanOrEqual(spent.day);
            expect(spent.day).toBeLessThanOrEqual(plan.perDay);
            expect(madeInMinute).toBeLessThanOrEqual(plan.perMinute);
            // Counted and not made: no more than the ledger knows of.
            expect(spent.day - made).toBeLessThanOrEqual(ahead.day);
            expect(ahead.day).toBeLessThanOrEqual(plan.perDay * 0.01);
            expect(ahead.minute).toBeLessThanOrEqual(plan.perMinute * 0.05);
            if (then === 'is killed') environments[environment] = fleet.start();
            if (then === 'is frozen') {
              frozen.push(budget);
              environments[environment] = frozen.length > 2 ? (frozen.shift() ?? budget) : fleet.start();
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });
});

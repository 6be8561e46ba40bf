import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../../lib/cache/index.ts';
import { createBudgetWait } from '../../../lib/sports/warming/call-pacing.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const START = Date.parse('2026-11-22T12:00:40Z');
const plenty = (): number => minutes(3);

const waiter = ({ spent }: { readonly spent: number }) => {
  const clock = createFakeClock(START);
  const pauses: number[] = [];
  const awaitBudget = createBudgetWait({
    dayBudget: () => Promise.resolve({ perDay: 100, speculativeLimit: 80, spent }),
    clock,
    pause(ms) {
      pauses.push(ms);
      clock.advance(ms);
      return Promise.resolve();
    },
  });
  return { awaitBudget, pauses };
};

describe('when the calls of a minute are spent', () => {
  it('a run waits for the next minute, once for all its loads', async () => {
    const { awaitBudget, pauses } = waiter({ spent: 40 });
    expect(await Promise.all([awaitBudget(plenty), awaitBudget(plenty)])).toEqual([true, true]);
    expect(pauses).toEqual([seconds(20)]);
  });

  it("it does not wait where the day's calls are spent, or too little time is left", async () => {
    const spent = waiter({ spent: 80 });
    expect(await spent.awaitBudget(plenty)).toBe(false);
    const late = waiter({ spent: 40 });
    expect(await late.awaitBudget(() => seconds(39))).toBe(false);
    expect([...spent.pauses, ...late.pauses]).toEqual([]);
  });
});

describe('when calls cannot be counted', () => {
  it('a run waits for as long as it is told, and no longer than until the next minute', async () => {
    const { awaitBudget, pauses } = waiter({ spent: 40 });
    expect(await awaitBudget(plenty, { retryAfter: seconds(5) })).toBe(true);
    expect(await awaitBudget(plenty, { retryAfter: seconds(50) })).toBe(true);
    expect(pauses).toEqual([seconds(5), seconds(15)]);
  });
});

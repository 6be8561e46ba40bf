import { describe, expect, it } from 'vitest';
import { minutes, seconds } from '../../../lib/cache/index.ts';
import { createMinuteWait } from '../../../lib/sports/warming/call-pacing.ts';
import { createFakeClock } from '../../support/fake-clock.ts';

const START = Date.parse('2026-11-22T12:00:40Z');
const plenty = (): number => minutes(3);

const waiter = ({ spent }: { readonly spent: number }) => {
  const clock = createFakeClock(START);
  const pauses: number[] = [];
  const awaitMinute = createMinuteWait({
    dayBudget: () => Promise.resolve({ perDay: 100, speculativeLimit: 80, spent }),
    clock,
    pause(ms) {
      pauses.push(ms);
      clock.advance(ms);
      return Promise.resolve();
    },
  });
  return { awaitMinute, pauses };
};

describe('when the calls of a minute are spent', () => {
  it('a run waits for the next minute, once for all its loads', async () => {
    const { awaitMinute, pauses } = waiter({ spent: 40 });
    expect(await Promise.all([awaitMinute(plenty), awaitMinute(plenty)])).toEqual([true, true]);
    expect(pauses).toEqual([seconds(20)]);
  });

  it("it does not wait where the day's calls are spent, or too little time is left", async () => {
    const spent = waiter({ spent: 80 });
    expect(await spent.awaitMinute(plenty)).toBe(false);
    const late = waiter({ spent: 40 });
    expect(await late.awaitMinute(() => seconds(39))).toBe(false);
    expect([...spent.pauses, ...late.pauses]).toEqual([]);
  });
});

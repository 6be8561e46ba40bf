import { describe, expect, it } from 'vitest';
import { days, minutes, seconds } from '../../../lib/cache/index.ts';
import type { Amounts } from '../../../lib/ledgers/counters.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';

const START = Date.UTC(2026, 10, 22, 19, 58, 30);

const open = () => {
  const clock = createFakeClock(START);
  const ledgers = createTestLedgers({ clock, flushEvery: minutes(1) });
  const { counters, flushed } = ledgers;
  // Without the count of the environment itself, which each hour's first page has.
  const withoutSelf = (amounts: Amounts): Amounts =>
    Object.fromEntries(Object.entries(amounts).filter(([name]) => !/^(?:env|start)\./.test(name)));
  return {
    clock,
    ...ledgers,
    written: () =>
      counters
        .written()
        .filter(({ key }) => key.startsWith('usage:'))
        .map((write) => ({ ...write, amounts: withoutSelf(write.amounts) })),
    handedOn: () => flushed.map(withoutSelf),
  };
};

describe('a flush', () => {
  it('is due once a minute, and the first a minute after the start', async () => {
    const { clock, usage, flush, written } = open();
    usage.called('ask', { admitted: true });
    expect(flush.isDue()).toBe(false);
    await flush.whenDue();
    expect(written()).toEqual([]);
    clock.advance(minutes(1));
    expect(flush.isDue()).toBe(true);
    usage.called('ask', { admitted: true });
    await flush.whenDue();
    usage.called('warm', { admitted: true });
    clock.advance(seconds(59));
    await flush.whenDue();
    expect(written()).toEqual([
      { key: 'usage:2026-11-22T19', amounts: { 'call.ask': 2 }, expiresAt: Date.UTC(2026, 10, 22, 20) + days(8) },
    ]);
    clock.advance(seconds(1));
    await flush.whenDue();
    expect(written()).toMatchObject([{ key: 'usage:2026-11-22T20', amounts: { 'call.warm': 1 } }]);
  });

  it('is due when the clock has been set back', async () => {
    const { clock, usage, flush, written } = open();
    clock.advance(-minutes(30));
    usage.called('ask', { admitted: true });
    await flush.whenDue();
    expect(written()).toHaveLength(1);
  });

  it('writes nothing when nothing was counted', async () => {
    const { flush, written, handedOn } = open();
    await flush.now();
    expect(written()).toEqual([]);
    expect(handedOn()).toEqual([]);
  });

  it('keeps what could not be written for the next time, and reports it once', async () => {
    const { clock, usage, flush, counters, handedOn, failures } = open();
    usage.called('ask', { admitted: true });
    counters.fail(new Error('throttled'));
    await flush.now();
    expect(failures).toEqual([new Error('throttled')]);
    expect(handedOn()).toEqual([]);
    counters.heal();
    usage.called('ask', { admitted: true });
    clock.advance(minutes(1));
    await flush.whenDue();
    expect(handedOn()).toEqual([{ 'call.ask': 2 }]);
  });

  it('lets go of what its page may have no room for, when that fails again, and never of the sums', async () => {
    const { usage, flush, counters } = open();
    usage.putBack('asked', { 'nfl.1': 3 });
    usage.putBack('sums', { 'nfl.hit.l1': 3 });
    counters.fail();
    await flush.now();
    await flush.now();
    counters.heal();
    await flush.now();
    expect(counters.written().map(({ key, amounts }) => [key, amounts['nfl.hit.l1']])).toEqual([
      ['usage:2026-11-22T19', 3],
    ]);
  });

  it('counts each thing once, however many flush at the same time', async () => {
    const { usage, flush, handedOn } = open();
    usage.called('ask', { admitted: true });
    await Promise.all([flush.now(), flush.now(), flush.now()]);
    expect(handedOn()).toEqual([{ 'call.ask': 1 }]);
  });
});

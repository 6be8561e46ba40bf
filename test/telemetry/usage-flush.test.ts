import { describe, expect, it } from 'vitest';
import { days, minutes, seconds } from '../../lib/cache/index.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createTestLedgers } from '../support/test-ledgers.ts';

const START = Date.UTC(2026, 10, 22, 19, 58, 30);

const open = () => {
  const clock = createFakeClock(START);
  return { clock, ...createTestLedgers({ clock, flushEvery: minutes(1) }) };
};

describe('a flush', () => {
  it('is due once a minute, and the first a minute after the start', async () => {
    const { clock, usage, flush, counters } = open();
    usage.called('ask', true);
    await flush.whenDue();
    expect(counters.written()).toEqual([]);
    clock.advance(minutes(1));
    usage.called('ask', true);
    await flush.whenDue();
    usage.called('warm', true);
    clock.advance(seconds(59));
    await flush.whenDue();
    expect(counters.written()).toEqual([
      { key: 'usage:2026-11-22T19', amounts: { 'call.ask': 2 }, expiresAt: Date.UTC(2026, 10, 22, 20) + days(8) },
    ]);
    clock.advance(seconds(1));
    await flush.whenDue();
    expect(counters.written()).toMatchObject([{ key: 'usage:2026-11-22T20', amounts: { 'call.warm': 1 } }]);
  });

  it('is due when the clock has been set back', async () => {
    const { clock, usage, flush, counters } = open();
    clock.advance(-minutes(30));
    usage.called('ask', true);
    await flush.whenDue();
    expect(counters.written()).toHaveLength(1);
  });

  it('writes nothing when nothing was counted', async () => {
    const { flush, counters, flushed } = open();
    await flush.now();
    expect(counters.written()).toEqual([]);
    expect(flushed).toEqual([]);
  });

  it('keeps what could not be written for the next time, and reports it once', async () => {
    const { clock, usage, flush, counters, flushed, failures } = open();
    usage.called('ask', true);
    counters.fail(new Error('throttled'));
    await flush.now();
    expect(failures).toEqual([new Error('throttled')]);
    expect(flushed).toEqual([]);
    counters.heal();
    usage.called('ask', true);
    clock.advance(minutes(1));
    await flush.whenDue();
    expect(flushed).toEqual([{ 'call.ask': 2 }]);
  });

  it('lets go of players, and of nothing else, when it fails again: the page may be full of them', async () => {
    const { usage, flush, counters, flushed } = open();
    usage.putBack({ 'nfl.asked.1': 3, 'nfl.hit.l1': 3 });
    counters.fail();
    await flush.now();
    await flush.now();
    counters.heal();
    await flush.now();
    expect(flushed).toEqual([{ 'nfl.hit.l1': 3 }]);
  });

  it('counts each thing once, however many flush at the same time', async () => {
    const { usage, flush, flushed } = open();
    usage.called('ask', true);
    await Promise.all([flush.now(), flush.now(), flush.now()]);
    expect(flushed).toEqual([{ 'call.ask': 1 }]);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { SharedTier } from '../../lib/cache/index.ts';
import { TierTimeoutError, withTimeout } from '../../lib/tiers/guards.ts';
import { entryOf, playerKeys } from '../support/entries.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { memoryAsShared } from '../support/memory-as-shared.ts';
import { brokenTier, createHeldTier } from '../support/tier-faults.ts';

const clock = createFakeClock();
const keys = playerKeys(1);
const entries = new Map(keys.map((key) => [key, entryOf(clock, '1')]));

/** A deadline that passes when the test says so. */
const createDeadline = () => {
  const controller = new AbortController();
  const asked: number[] = [];
  const deadline = (ms: number): AbortSignal => {
    asked.push(ms);
    return controller.signal;
  };
  return { deadline, asked, pass: () => controller.abort() };
};

describe('a tier behind a time-out', () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown): void => void unhandled.push(reason);
  process.on('unhandledRejection', onUnhandled);
  afterEach(() => expect(unhandled).toEqual([]));

  it('answers as the tier does while it is in time', async () => {
    const { deadline, asked } = createDeadline();
    const tier = withTimeout(memoryAsShared({ memory: new Map(), clock, prefix: '' }), 150, deadline);
    await tier.setMany('nfl', entries);
    expect((await tier.getMany('nfl', keys)).entries).toEqual(entries);
    expect({ name: tier.name, asked }).toEqual({ name: 'l1', asked: [150, 150] });
  });

  it('rejects with which tier, which operation and how long when it is late', async () => {
    const { deadline, pass } = createDeadline();
    const tier = withTimeout(createHeldTier('l2').tier, 150, deadline);
    const work = [tier.getMany('nfl', keys), tier.setMany('nfl', entries)];
    pass();
    const [read, write] = await Promise.allSettled(work);
    expect(read).toEqual({ status: 'rejected', reason: new TierTimeoutError('l2', 'get', 150) });
    expect(write).toEqual({ status: 'rejected', reason: new TierTimeoutError('l2', 'set', 150) });
    expect(new TierTimeoutError('l2', 'get', 150)).toMatchObject({
      name: 'TierTimeoutError',
      tier: 'l2',
      operation: 'get',
      ms: 150,
      message: 'l2 did not answer a get within 150 ms',
    });
  });

  it('does not care what a late call does: an answer or a fault', async () => {
    const { deadline, pass } = createDeadline();
    const held = createHeldTier('l2');
    const tier = withTimeout(held.tier, 150, deadline);
    const work = [tier.getMany('nfl', keys), tier.getMany('nfl', keys)];
    pass();
    const outcomes = await Promise.allSettled(work);
    held.fail(new Error('connection reset'));
    held.answer();
    // Node reports unhandled rejections when the microtasks are done.
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it("passes on the tier's own fault", async () => {
    const tier = withTimeout(brokenTier('l3', new Error('no such table')), 500, createDeadline().deadline);
    await expect(tier.getMany('nfl', keys)).rejects.toThrow('no such table');
    await expect(tier.setMany('nfl', entries)).rejects.toThrow('no such table');
  });

  it('passes on a fault that was thrown instead of rejected', async () => {
    const throwing: SharedTier = {
      ...brokenTier('l3', new Error('unused')),
      getMany: () => {
        throw new TypeError('thrown');
      },
    };
    await expect(withTimeout(throwing, 500).getMany('nfl', keys)).rejects.toThrow('thrown');
  });

  it('keeps real time, and nothing waits for a deadline that is not needed', async () => {
    await expect(withTimeout(createHeldTier('l2').tier, 5).getMany('nfl', keys)).rejects.toThrow(TierTimeoutError);
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const tier = withTimeout(memoryAsShared({ memory: new Map(), clock, prefix: '' }), 60_000);
    await tier.getMany('nfl', keys);
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout')).toHaveLength(before);
  });

  it('stacks: the tighter one wins', async () => {
    const tight = createDeadline();
    const tier = withTimeout(
      withTimeout(createHeldTier('l2').tier, 150, tight.deadline),
      500,
      createDeadline().deadline,
    );
    const work = tier.getMany('nfl', keys);
    tight.pass();
    await expect(work).rejects.toMatchObject({ ms: 150 });
  });
});

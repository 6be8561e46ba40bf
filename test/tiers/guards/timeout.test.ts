import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SharedTier } from '../../../lib/cache/index.ts';
import { TierTimeoutError, withTimeout } from '../../../lib/tiers/guards/timeout.ts';
import { entryOf, playerKeys } from '../../support/entries.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { memoryAsShared } from '../../support/memory-as-shared.ts';
import { brokenTier, createHeldTier } from '../../support/tier-faults.ts';
import { callsOf } from '../calls.ts';

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
  beforeAll(() => void process.on('unhandledRejection', onUnhandled));
  afterAll(() => void process.off('unhandledRejection', onUnhandled));
  afterEach(() => expect(unhandled).toEqual([]));

  it('answers as the tier does while it is in time', async () => {
    const { deadline, asked } = createDeadline();
    const tier = withTimeout(memoryAsShared({ memory: new Map(), clock, prefix: '' }), 150, { deadline });
    await tier.setMany('nfl', entries);
    expect((await tier.getMany('nfl', { keys })).entries).toEqual(entries);
    expect({ name: tier.name, asked }).toEqual({ name: 'l1', asked: [150, 150] });
  });

  it('rejects with which tier, which operation and how long when it is late', async () => {
    const { deadline, pass } = createDeadline();
    const tier = withTimeout(createHeldTier('l2').tier, 150, { deadline });
    const work = [tier.getMany('nfl', { keys }), tier.setMany('nfl', entries)];
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

  it('guards every operation, each with its own limit', async () => {
    const { deadline, asked, pass } = createDeadline();
    const tier = withTimeout(createHeldTier('l2').tier, { get: 150, purge: 1000, otherwise: 400 }, { deadline });
    const work = callsOf(tier);
    pass();
    const outcomes = await Promise.allSettled(work);
    const late = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as unknown) : outcome));
    expect(late).toEqual([
      new TierTimeoutError('l2', 'get', 150),
      new TierTimeoutError('l2', 'set', 400),
      new TierTimeoutError('l2', 'acquire', 400),
      new TierTimeoutError('l2', 'fail', 400),
      new TierTimeoutError('l2', 'purge', 1000),
      new TierTimeoutError('l2', 'restore', 400),
      new TierTimeoutError('l2', 'prune', 400),
      new TierTimeoutError('l2', 'report', 400),
    ]);
    expect(asked).toEqual([150, 400, 400, 400, 1000, 400, 400, 400]);
  });

  it('does not care what a late call does: an answer or a fault', async () => {
    const { deadline, pass } = createDeadline();
    const held = createHeldTier('l2');
    const tier = withTimeout(held.tier, 150, { deadline });
    const work = [tier.getMany('nfl', { keys }), tier.getMany('nfl', { keys })];
    pass();
    const outcomes = await Promise.allSettled(work);
    held.fail(new Error('connection reset'));
    held.answer();
    // Node reports unhandled rejections when the microtasks are done.
    await new Promise((resolve) => setImmediate(resolve));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it("passes on the tier's own fault", async () => {
    const tier = withTimeout(brokenTier('l3', new Error('no such table')), 500, {
      deadline: createDeadline().deadline,
    });
    await expect(tier.getMany('nfl', { keys })).rejects.toThrow('no such table');
    await expect(tier.setMany('nfl', entries)).rejects.toThrow('no such table');
  });

  it('passes on a fault that was thrown instead of rejected', async () => {
    const throwing: SharedTier = {
      ...brokenTier('l3', new Error('unused')),
      getMany: () => {
        throw new TypeError('thrown');
      },
    };
    await expect(withTimeout(throwing, 500).getMany('nfl', { keys })).rejects.toThrow('thrown');
  });

  it('keeps real time, and nothing waits for a deadline that is not needed', async () => {
    await expect(withTimeout(createHeldTier('l2').tier, 5).getMany('nfl', { keys })).rejects.toThrow(TierTimeoutError);
    const before = process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
    const tier = withTimeout(memoryAsShared({ memory: new Map(), clock, prefix: '' }), 60_000);
    await tier.getMany('nfl', { keys });
    expect(process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout')).toHaveLength(before);
  });

  it('stacks: the tighter one wins', async () => {
    const tight = createDeadline();
    const tier = withTimeout(withTimeout(createHeldTier('l2').tier, 150, { deadline: tight.deadline }), 500, {
      deadline: createDeadline().deadline,
    });
    const work = tier.getMany('nfl', { keys });
    tight.pass();
    await expect(work).rejects.toMatchObject({ ms: 150 });
  });
});

describe('what has to be there before the first call', () => {
  const EMPTY = memoryAsShared({ memory: new Map(), clock, prefix: '' });

  it('has a limit of its own, and is waited for once', async () => {
    const { deadline, asked } = createDeadline();
    let prepared = 0;
    const prepare = (): Promise<void> => Promise.resolve(void (prepared += 1));
    const tier = withTimeout(EMPTY, 500, { deadline, prepare });
    expect(prepared).toBe(0);
    await tier.getMany('nfl', { keys });
    await tier.getMany('nfl', { keys });
    expect({ prepared, asked }).toEqual({ prepared: 1, asked: [2000, 500, 500] });
  });

  it('is no time of the tier: the tier is asked when it is there', async () => {
    const loaded = Promise.withResolvers<undefined>();
    const { tier: inner, held, answer } = createHeldTier('l3');
    const tier = withTimeout(inner, 500, { prepare: () => loaded.promise });
    const work = tier.getMany('nfl', { keys });
    await Promise.resolve();
    expect(held()).toBe(0);
    loaded.resolve(undefined);
    await expect.poll(held).toBe(1);
    answer();
    expect((await work).entries.size).toBe(0);
  });

  it('is given up when it takes too long, and tried again by the next call', async () => {
    const outcomes = [
      () => new Promise<void>(() => undefined),
      () => Promise.reject(new Error('no such chunk')),
      () => Promise.resolve(),
    ];
    const { deadline, pass } = createDeadline();
    const patient = createDeadline();
    let attempts = 0;
    const prepare = (): Promise<void> => outcomes[(attempts += 1) - 1]?.() ?? Promise.resolve();
    const limits = { deadline: (ms: number) => (attempts === 0 ? deadline(ms) : patient.deadline(ms)) };
    const tier = withTimeout(EMPTY, 500, { ...limits, prepare, prepareLimit: 3000 });
    const late = tier.acquire('nfl', ['nfl:live'], 1000);
    pass();
    await expect(late).rejects.toEqual(new TierTimeoutError('l1', 'acquire', 3000));
    await expect(tier.getMany('nfl', { keys })).rejects.toThrow('no such chunk');
    expect(await tier.acquire('nfl', ['nfl:live'], 1000)).toEqual(new Set(['nfl:live']));
    expect(attempts).toBe(3);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hours, minutes, seconds } from '../../lib/cache/index.ts';
import { createKeyLimits, type KeyLimits, type Take } from '../../lib/ledgers/key-limits.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createMemoryLimitLedger } from '../support/memory-limit-ledger.ts';

const ID = 'b'.repeat(64);

/** Environments that share a ledger and a clock. */
const createFleet = (limit: number) => {
  const ledger = createMemoryLimitLedger();
  const clock = createFakeClock(Date.UTC(2026, 10, 22, 9));
  const failures: unknown[] = [];
  const start = (): KeyLimits => createKeyLimits({ ledger, clock, onFailure: (error) => failures.push(error) });
  const take = (environment: KeyLimits): Promise<Take> => environment.take({ id: ID, limit });
  /** How many of so many requests, one after the other, are granted. */
  const ask = async (environment: KeyLimits, requests: number): Promise<number> => {
    let granted = 0;
    for (let request = 0; request < requests; request += 1) {
      if ((await take(environment)).outcome === 'granted') granted += 1;
    }
    return granted;
  };
  return { ledger, clock, failures, start, take, ask };
};

describe('the daily limit of a key', () => {
  it('is drawn in blocks: within one nobody is asked, and its end is told', async () => {
    const { start, take, ask, ledger } = createFleet(1000);
    const environment = start();
    expect(await take(environment)).toEqual({
      outcome: 'granted',
      remaining: 999,
      resetsIn: hours(15),
      retryIn: hours(15),
    });
    expect(ledger.takeCalls()).toBe(1);
    // The first block is a small one; the next holds one in a hundred.
    expect(await take(environment)).toMatchObject({ remaining: 998 });
    expect(ledger.takeCalls()).toBe(1);
    expect(await ask(environment, 9)).toBe(9);
    expect(ledger.takeCalls()).toBe(0);
    expect(await ask(environment, 989)).toBe(989);
    expect(ledger.takeCalls()).toBe(99);
    expect(await take(environment)).toMatchObject({ outcome: 'spent', remaining: 0, retryIn: hours(15) });
  });

  it('is over until midnight UTC, and nobody is asked whether it is', async () => {
    const { start, take, ask, ledger, clock } = createFleet(50);
    const environment = start();
    expect(await ask(environment, 60)).toBe(50);
    ledger.takeCalls();
    clock.advance(hours(15) - 1);
    expect(await take(environment)).toMatchObject({ outcome: 'spent', resetsIn: 1, retryIn: 1 });
    expect(ledger.takeCalls()).toBe(0);
    clock.advance(1);
    expect(await take(environment)).toMatchObject({ outcome: 'granted', remaining: 49, resetsIn: hours(24) });
  });

  it('may be raised in the middle of a day, and lowered', async () => {
    const { start, ask } = createFleet(50);
    const environment = start();
    expect(await ask(environment, 60)).toBe(50);
    expect(await environment.take({ id: ID, limit: 60 })).toMatchObject({ outcome: 'granted', remaining: 9 });
    expect(await environment.take({ id: ID, limit: 20 })).toMatchObject({ outcome: 'spent', remaining: 0 });
  });

  it('is one of each key', async () => {
    const { start } = createFleet(1);
    const environment = start();
    const outcomes = [];
    for (const id of ['a', 'b', 'a', 'b']) outcomes.push((await environment.take({ id, limit: 1 })).outcome);
    expect(outcomes).toEqual(['granted', 'granted', 'spent', 'spent']);
  });

  it('is asked for in small blocks where a key asks seldom', async () => {
    const { start, ask, ledger, clock } = createFleet(100_000);
    const environment = start();
    await ask(environment, 101);
    // One question in a minute: a block is to last five.
    ledger.takeCalls();
    for (let minute = 0; minute < 2000; minute += 1) {
      clock.advance(seconds(30));
      await ask(environment, 1);
    }
    const drawn = ledger.takeCalls();
    expect(drawn).toBeGreaterThan(50);
    expect(drawn).toBeLessThan(300);
  });

  it('answers all who ask one environment at once', async () => {
    const { start, take, ledger } = createFleet(500);
    const environment = start();
    const taken = await Promise.all(Array.from({ length: 600 }, () => take(environment)));
    expect(taken.filter(({ outcome }) => outcome === 'granted')).toHaveLength(500);
    expect(taken.filter(({ outcome }) => outcome === 'spent')).toHaveLength(100);
    expect(ledger.takeCalls()).toBeLessThan(10);
  });

  it.each([10, 100, 250, 1000, 10_000, 40_000])(
    'of %i is used to the last by eight environments, and not beyond',
    async (limit) => {
      const { start, ask, ledger } = createFleet(limit);
      const environments = Array.from({ length: 8 }, start);
      let granted = 0;
      for (let round = 0; round < limit / 4; round += 1) {
        for (const environment of environments) granted += await ask(environment, 1);
      }
      expect(granted).toBe(limit);
      // One in a hundred is a block of one environment; all of eight together have a bound.
      expect(ledger.takeCalls()).toBeLessThan(Math.min(limit, 350) + 8 * 3);
    },
  );

  it('is drawn without a write for every request when environments end one after the other', async () => {
    const limit = 10_000;
    const { start, ask, clock, ledger } = createFleet(limit);
    let granted = 0;
    for (let life = 0; life < 60; life += 1) {
      const environment = start();
      for (let question = 0; question < 60; question += 1) {
        granted += await ask(environment, 1);
        clock.advance(seconds(5));
      }
    }
    expect(granted).toBe(60 * 60);
    expect(ledger.takeCalls()).toBeLessThan(0.1 * granted);
    const last = start();
    granted += await ask(last, limit);
    expect(granted).toBeGreaterThanOrEqual(0.95 * limit);
    expect(granted).toBeLessThanOrEqual(limit);
  });

  it('is never exceeded, and 95 % of it can be used, whatever eight environments ask, and when they end', async () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ ask: fc.nat({ max: 7 }), requests: fc.integer({ min: 1, max: 300 }) }) },
      { weight: 1, arbitrary: fc.record({ end: fc.nat({ max: 7 }) }) },
      { weight: 2, arbitrary: fc.record({ pass: fc.integer({ min: 1, max: minutes(20) }) }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 60 }),
        fc.constantFrom(1, 7, 99, 100, 260, 1000, 5000),
        async (steps, limit) => {
          const { start, take, ask, clock } = createFleet(limit);
          const environments = Array.from({ length: 8 }, start);
          const one = (at: number): KeyLimits => environments[at] ?? start();
          let granted = 0;
          let ended = 0;
          for (const does of steps) {
            if ('pass' in does) clock.advance(does.pass);
            else if ('end' in does) {
              environments[does.end] = start();
              ended += 1;
            } else {
              const taken = await Promise.all(Array.from({ length: does.requests }, () => take(one(does.ask))));
              granted += taken.filter(({ outcome }) => outcome === 'granted').length;
            }
            // Twenty minutes sixty times are more than a day.
            if (clock.now() > Date.UTC(2026, 10, 22, 23)) return;
          }
          granted += await ask(one(0), limit);
          expect(granted).toBeLessThanOrEqual(limit);
          // Beyond eight each costs one in a thousand at most.
          expect(granted).toBeGreaterThanOrEqual(Math.floor((0.95 - ended * 0.001) * limit));
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('a limit whose ledger is out of reach', () => {
  it('lets a block a minute through, says so once, and charges it later', async () => {
    const { start, take, ask, ledger, clock, failures } = createFleet(1000);
    const environment = start();
    ledger.fail();
    expect(await ask(environment, 30)).toBe(10);
    expect(failures).toHaveLength(1);
    expect(await take(environment)).toMatchObject({ outcome: 'uncounted', remaining: 990, retryIn: minutes(1) });
    clock.advance(minutes(1));
    expect(await ask(environment, 30)).toBe(10);
    ledger.heal();
    clock.advance(seconds(5));
    expect(await take(environment)).toMatchObject({ outcome: 'granted', remaining: 979 });
    const other = start();
    expect(await ask(other, 1000)).toBeGreaterThan(950);
    expect(await ask(environment, 100)).toBeLessThan(40);
  });

  it('is asked again after five seconds, not by every request', async () => {
    const { start, ask, ledger, clock } = createFleet(1000);
    const environment = start();
    ledger.fail();
    await ask(environment, 10);
    expect(ledger.takeCalls()).toBe(1);
    clock.advance(seconds(5));
    await ask(environment, 10);
    expect(ledger.takeCalls()).toBe(1);
  });

  it('does not let through more than is left, as far as is known', async () => {
    const { start, take, ask, ledger, clock } = createFleet(100);
    const environment = start();
    expect(await ask(environment, 98)).toBe(98);
    ledger.fail();
    expect(await ask(environment, 1)).toBe(1);
    clock.advance(minutes(1));
    expect(await ask(environment, 1)).toBe(1);
    clock.advance(minutes(1));
    expect(await take(environment)).toMatchObject({ outcome: 'spent', remaining: 0 });
  });

  it('goes on with the block that it has', async () => {
    const { start, ask, ledger } = createFleet(10_000);
    const environment = start();
    await ask(environment, 11);
    ledger.takeCalls();
    ledger.fail();
    expect(await ask(environment, 99)).toBe(99);
    expect(ledger.takeCalls()).toBe(0);
  });
});

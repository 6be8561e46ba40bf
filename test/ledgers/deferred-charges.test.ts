import { expect, it } from 'vitest';
import { days } from '../../lib/cache/index.ts';
import { createDeferredCharges } from '../../lib/ledgers/deferred-charges.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const TODAY = Date.UTC(2026, 10, 22);

/** A ledger that is charged when the test lets it, or refuses to be. */
const open = () => {
  const charged: [calls: number, now: number][] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const deferred = createDeferredCharges({
    add: (calls, now) =>
      new Promise((resolve, reject) => {
        waiting.push((error) => {
          if (error === undefined) {
            charged.push([calls, now]);
            resolve();
          } else reject(error);
        });
      }),
  });
  return { deferred, charged, waiting };
};

it('charges a call once that is made while others are being charged', async () => {
  const { deferred, charged, waiting } = open();
  deferred.remember(NOON);
  deferred.remember(NOON);
  const first = deferred.flush();
  deferred.remember(NOON + 1);
  waiting.shift()?.();
  await first;
  const second = deferred.flush();
  waiting.shift()?.();
  await second;
  await deferred.flush();
  expect(charged).toEqual([
    [2, TODAY],
    [1, TODAY],
  ]);
});

it('has one flush under way, for which everybody waits who comes meanwhile', async () => {
  const { deferred, charged, waiting } = open();
  deferred.remember(NOON);
  let settled = 0;
  const flushes = [deferred.flush(), deferred.flush(), deferred.flush()].map((flush) =>
    flush.then(() => (settled += 1)),
  );
  await Promise.resolve();
  expect({ waiting: waiting.length, settled }).toEqual({ waiting: 1, settled: 0 });
  waiting.shift()?.();
  await Promise.all(flushes);
  expect(charged).toEqual([[1, TODAY]]);
});

it('charges an outage that lasts over midnight to both days, each at its beginning', async () => {
  const { deferred, charged, waiting } = open();
  const midnight = TODAY + days(1);
  for (const now of [midnight - 2, midnight - 1, midnight, midnight + 1, midnight + 2]) deferred.remember(now);
  const flush = deferred.flush();
  for (let day = 0; day < 2; day += 1) {
    waiting.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await flush;
  expect(charged).toEqual([
    [2, TODAY],
    [3, midnight],
  ]);
});

it('keeps what could not be charged, and does not charge again what was', async () => {
  const { deferred, charged, waiting } = open();
  deferred.remember(NOON);
  deferred.remember(NOON + days(1));
  const failing = deferred.flush();
  waiting.shift()?.();
  await Promise.resolve();
  waiting.shift()?.(new Error('throttled'));
  await expect(failing).rejects.toThrow('throttled');
  const again = deferred.flush();
  waiting.shift()?.();
  await again;
  expect(charged).toEqual([
    [1, TODAY],
    [1, TODAY + days(1)],
  ]);
});

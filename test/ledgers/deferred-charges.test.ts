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

import { expect, it } from 'vitest';
import { days } from '../../lib/cache/index.ts';
import { createDeferredCharges } from '../../lib/ledgers/deferred-charges.ts';

const NOON = Date.UTC(2026, 10, 22, 12);
const TODAY = Date.UTC(2026, 10, 22);

/** A book that enters what it is told when the test lets it, or refuses to. */
const open = () => {
  const entered: [calls: number, now: number][] = [];
  const waiting: ((error?: Error) => void)[] = [];
  const uncounted = createDeferredCharges({
    add: (calls, now) =>
      new Promise((resolve, reject) => {
        waiting.push((error) => {
          if (error === undefined) {
            entered.push([calls, now]);
            resolve();
          } else reject(error);
        });
      }),
  });
  return { uncounted, entered, waiting };
};

it('enters a call once that is made while others are being entered', async () => {
  const { uncounted, entered, waiting } = open();
  uncounted.remember(NOON);
  uncounted.remember(NOON);
  const first = uncounted.flush();
  uncounted.remember(NOON + 1);
  waiting.shift()?.();
  await first;
  const second = uncounted.flush();
  waiting.shift()?.();
  await second;
  await uncounted.flush();
  expect(entered).toEqual([
    [2, TODAY],
    [1, TODAY],
  ]);
});

it('keeps what could not be entered, and does not enter again what was', async () => {
  const { uncounted, entered, waiting } = open();
  uncounted.remember(NOON);
  uncounted.remember(NOON + days(1));
  const failing = uncounted.flush();
  waiting.shift()?.();
  await Promise.resolve();
  waiting.shift()?.(new Error('throttled'));
  await expect(failing).rejects.toThrow('throttled');
  const again = uncounted.flush();
  waiting.shift()?.();
  await again;
  expect(entered).toEqual([
    [1, TODAY],
    [1, TODAY + days(1)],
  ]);
});

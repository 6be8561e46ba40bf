import { PRICES } from '../../lib/costs/prices.ts';
import type { Start } from './starts.ts';
import { median } from './table.ts';

/** MB to cores, as Lambda gives them: one at 1,769 MB. */
const SIZES = [512, 1024, 1769] as const;
const MB_PER_CORE = 1769;
// What a question waits for at Redis, in sparse traffic: network, which no memory makes shorter.
const NETWORK_MS = 2;
const MILLION = 1_000_000;

/** Lambda gives the initialisation a whole core, and bills it like any other millisecond. */
const billedMs = (memory: number, { init, cpu }: { readonly init: number; readonly cpu: number }): number =>
  Math.ceil(init + cpu / Math.min(1, memory / MB_PER_CORE) + NETWORK_MS);

/** What a million questions cost by memory, as the CPU that was measured and the list prices have it. */
export const showPrices = (starts: readonly Start[]): void => {
  const init = median(starts.map((start) => start.init));
  const first = median(starts.map(({ cpu }) => cpu[0]));
  const later = median(starts.map(({ cpu }) => cpu[1]));
  const dollars = (memory: number, ms: number): number =>
    (ms / 1000) * (memory / 1024) * PRICES.lambdaTime.dollars * MILLION;
  process.stdout.write(
    '\nMemory sizes, by what was measured at full speed; dollars of Lambda for a million questions\n',
  );
  console.table(
    SIZES.map((memory) => {
      const cold = billedMs(memory, { init, cpu: first });
      const warm = billedMs(memory, { init: 0, cpu: later });
      return {
        memory: `${memory} MB`,
        'each by a new environment, $': dollars(memory, cold).toFixed(2),
        'one of a hundred, $': dollars(memory, cold / 100 + (warm * 99) / 100).toFixed(2),
        'all in warm ones, $': dollars(memory, warm).toFixed(2),
        'first answer, ms of CPU': (first / Math.min(1, memory / MB_PER_CORE)).toFixed(0),
        'a later one': (later / Math.min(1, memory / MB_PER_CORE)).toFixed(1),
      };
    }),
  );
};

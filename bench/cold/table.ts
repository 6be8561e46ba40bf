import { STATLINE, FLOOR, type Start } from './starts.ts';

export const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** Of CPU: the start and the first answer. */
const whole = ({ init, cpu: [first] }: Start): number => init + first;
const beyondSecond = ({ wall: [first, second] }: Start): number => first - second;

export const show = (title: string, starts: ReadonlyMap<string, readonly Start[]>): void => {
  const floor = median((starts.get(FLOOR) ?? starts.get(STATLINE) ?? []).map(whole));
  const own = starts.get(STATLINE) ?? [];
  process.stdout.write(`\n${title}\n`);
  console.table(
    [...starts].map(([function_, all]) => ({
      function: function_,
      [starts.has(FLOOR) ? 'x @upstash/redis, CPU' : 'x as built, CPU']: (median(all.map(whole)) / floor).toFixed(2),
      'x statline, first beyond second': (median(all.map(beyondSecond)) / median(own.map(beyondSecond))).toFixed(2),
      'CPU of the start': median(all.map(({ init }) => init)).toFixed(0),
      'of the first answer': median(all.map(({ cpu }) => cpu[0])).toFixed(1),
      'of the second': median(all.map(({ cpu }) => cpu[1])).toFixed(1),
      'ready after, ms': median(all.map(({ ready }) => ready)).toFixed(0),
      'first answer, ms': median(all.map(({ wall }) => wall[0])).toFixed(1),
      'beyond the second, ms': median(all.map(beyondSecond)).toFixed(1),
    })),
  );
};

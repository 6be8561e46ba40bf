import { setImmediate as turn, setTimeout as pause } from 'node:timers/promises';
import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

/** Microseconds. */
export interface OpenLoop {
  /** From the moment at which a question was due until its answer: also when all were busy, or the generator was late. */
  readonly latency: RecordableHistogram;
  /** From the moment at which a question was due until the generator saw to it. */
  readonly lag: RecordableHistogram;
  /** Questions that found every environment busy. */
  readonly waited: number;
  readonly asked: number;
}

export interface OpenLoopOptions<W> {
  /** Each takes one question at a time. */
  readonly workers: readonly W[];
  /** Questions a second, at moments that do not depend on each other. */
  readonly rate: number;
  readonly milliseconds: number;
  readonly random: () => number;
  readonly ask: (worker: W) => Promise<unknown>;
}

const micros = (milliseconds: number): number => Math.max(1, Math.round(milliseconds * 1000));

/**
 * Asks at moments that are fixed beforehand, whatever the answers take. Who waits for an answer before asking again asks
 * less just when answers are slow, and measures their latency too low (coordinated omission).
 */
export const openLoop = async <W>({
  workers,
  rate,
  milliseconds,
  random,
  ask,
}: OpenLoopOptions<W>): Promise<OpenLoop> => {
  const latency = createHistogram();
  const lag = createHistogram();
  const idle = [...workers];
  const queue: number[] = [];
  const underWay = new Set<Promise<unknown>>();
  let waited = 0;
  let asked = 0;

  const serve = async (worker: W, due: number): Promise<void> => {
    for (let next: number | undefined = due; next !== undefined; next = queue.shift()) {
      await ask(worker);
      latency.record(micros(performance.now() - next));
    }
    idle.push(worker);
  };

  const began = performance.now();
  let due = began;
  while (due < began + milliseconds) {
    due += (-Math.log(1 - random()) * 1000) / rate;
    const left = due - performance.now();
    // A timer counts in whole milliseconds; the rest is waited for in turns, in which answers are taken in.
    if (left > 2) await pause(left - 1.5);
    while (performance.now() < due) await turn();
    lag.record(micros(performance.now() - due));
    asked += 1;
    const worker = idle.pop();
    if (worker === undefined) {
      waited += 1;
      queue.push(due);
      continue;
    }
    const serving = serve(worker, due).finally(() => underWay.delete(serving));
    underWay.add(serving);
  }
  while (underWay.size > 0) await Promise.all(underWay);
  return { latency, lag, waited, asked };
};

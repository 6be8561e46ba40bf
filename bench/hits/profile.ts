import { Session } from 'node:inspector/promises';

/** Where time went: a function, and its share of all samples. */
export interface Spent {
  readonly where: string;
  readonly percent: number;
}

const MILLISECONDS = 4000;
const SAMPLING_MICROSECONDS = 200;

/** The functions that had most of the CPU while `work` was done again and again, callees not counted in. */
export const profileOf = async (work: () => Promise<unknown>): Promise<readonly Spent[]> => {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: SAMPLING_MICROSECONDS });
  for (let call = 0; call < 2000; call += 1) await work();
  await session.post('Profiler.start');
  const until = performance.now() + MILLISECONDS;
  while (performance.now() < until) for (let call = 0; call < 100; call += 1) await work();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  const samples = new Map<string, number>();
  let all = 0;
  for (const { callFrame, hitCount = 0 } of profile.nodes) {
    const { functionName, url, lineNumber } = callFrame;
    const file = url.replace(/^.*\/(?=(?:lib|functions|node_modules)\/)/, '');
    const where = `${functionName || '(anonymous)'} ${file}${file === '' ? '' : `:${String(lineNumber + 1)}`}`;
    samples.set(where, (samples.get(where) ?? 0) + hitCount);
    all += hitCount;
  }
  return [...samples]
    .map(([where, count]) => ({ where, percent: (100 * count) / all }))
    .sort((a, b) => b.percent - a.percent);
};

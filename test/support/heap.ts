import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

export interface Kept<T> {
  readonly made: T;
  /** What it keeps on V8's heap and in buffers beside it, after a full collection. */
  readonly bytes: number;
}

export const bytesKept = async <T>(make: () => T | Promise<T>): Promise<Kept<T>> => {
  // Once beforehand: what compiling and caches keep is not what is made. In a function of its own, because this one
  // holds on to what it has awaited last.
  await makeAndDrop(make);
  const before = used();
  const made = await make();
  return { bytes: used() - before, made };
};

const makeAndDrop = async (make: () => unknown): Promise<void> => {
  await make();
};

const used = (): number => {
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

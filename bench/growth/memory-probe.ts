// The local stack's bootstrap, in an environment that says what its memory is made of when it is told to.
import { readFileSync } from 'node:fs';
import { getHeapSpaceStatistics, getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { MEMORY_SAMPLE, type MemorySample } from './memory-sample.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Of what is resident: pages that are this process's own, and those of files, such as Node's code. */
const residentKinds = (): { readonly own: number; readonly files: number } => {
  const of = (text: string, name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(text)?.[1] ?? 0) * 1024;
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return { own: of(status, 'RssAnon'), files: of(status, 'RssFile') };
  } catch {
    return { own: 0, files: 0 };
  }
};

const sample = (): MemorySample => {
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage();
  const spaces = new Map(getHeapSpaceStatistics().map((space) => [space.space_name, space.physical_space_size]));
  const sizeOf = (name: string): number => spaces.get(name) ?? 0;
  return {
    rss,
    ...residentKinds(),
    heapUsed,
    heapTotal,
    external,
    young: sizeOf('new_space') + sizeOf('new_large_object_space'),
    code: sizeOf('code_space') + sizeOf('code_large_object_space'),
    malloced: getHeapStatistics().malloced_memory,
  };
};

process.on('SIGUSR2', () => {
  const before = sample();
  collect();
  collect();
  process.stderr.write(`${MEMORY_SAMPLE}${JSON.stringify({ before, after: sample() })}\n`);
});

await import('../../infra/local/bootstrap/index.ts');

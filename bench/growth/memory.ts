import { spawnSync } from 'node:child_process';
import { rounded } from './curve.ts';
import { fill, KINDS, type Filled, type KindName } from './memory-entries.ts';
import { measureEnvironments, type MeasuredEnvironment } from './memory-environment.ts';
import type { MemorySample } from './memory-sample.ts';

const MEGABYTE = 1024 * 1024;
const isQuick = process.argv.includes('--quick');
const SIZES = (isQuick ? [8, 16] : [8, 16, 32, 64]).map((size) => size * MEGABYTE);
const MEMORY_SIZES = isQuick ? [256] : [512, 256];

const isKind = (name: string | undefined): name is KindName => name !== undefined && Object.hasOwn(KINDS, name);

/** In a process of its own: what another kind has left is not counted in. */
const filled = (name: KindName): readonly Filled[] => {
  const { stdout } = spawnSync(
    process.execPath,
    ['--expose-gc', import.meta.filename, '--kind', name, ...(isQuick ? ['--quick'] : [])],
    {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  return JSON.parse(stdout) as readonly Filled[];
};

const showEntries = (): void => {
  console.log('Taken on the heap and beside it, times what the tier counts; resident, the same:');
  const rows = Object.keys(KINDS)
    .filter(isKind)
    .map((name) => {
      const all = filled(name);
      const last = all.at(-1);
      const each = (bytes: number): number => Math.round(bytes / (last?.entries ?? 1));
      const ratios = all.map(({ counted, taken }) => (taken / counted).toFixed(2));
      return {
        entries: name,
        ...Object.fromEntries(SIZES.map((size, at) => [`at ${String(size / MEGABYTE)} MB`, ratios[at] ?? ''])),
        resident: last === undefined ? '' : (last.resident / last.counted).toFixed(2),
        'bytes each': each(last?.taken ?? 0),
        'counted each': each(last?.counted ?? 0),
      };
    });
  console.table(rows);
};

const megabytes = (bytes: number): number => rounded(bytes / MEGABYTE);

const parts = (sample: MemorySample) => ({
  resident: megabytes(sample.rss),
  'files (Node)': megabytes(sample.files),
  'heap in use': megabytes(sample.heapUsed),
  'heap, young': megabytes(sample.young),
  'heap, code': megabytes(sample.code),
  'heap, unused': megabytes(sample.heapTotal - sample.heapUsed),
  buffers: megabytes(sample.external),
  'all else': megabytes(sample.own - sample.heapTotal - sample.external),
});

const showEnvironments = (all: readonly MeasuredEnvironment[]): void => {
  console.log('An environment of the api function, megabytes resident when L1 is full, beside what it is given:');
  console.table(
    all.map(({ memorySize, full, counted, maxBytes, entries }) => ({
      'memory, MB': memorySize,
      'resident, of it': (full.before.rss / MEGABYTE / memorySize).toFixed(2),
      'L1 full': (counted / maxBytes).toFixed(2),
      'L1, MB': megabytes(maxBytes),
      entries,
    })),
  );
  console.log('What that is made of, before and after a full collection:');
  console.table(
    all.flatMap(({ memorySize, idle, full }) => [
      { 'memory, MB': memorySize, when: 'first answer', ...parts(idle.before) },
      { 'memory, MB': memorySize, when: 'full', ...parts(full.before) },
      { 'memory, MB': memorySize, when: 'full, collected', ...parts(full.after) },
    ]),
  );
};

const [, kind] = process.argv.slice(process.argv.indexOf('--kind'));
if (process.argv.includes('--kind') && isKind(kind)) process.stdout.write(JSON.stringify(fill(kind, SIZES)));
else {
  showEntries();
  showEnvironments(await measureEnvironments(MEMORY_SIZES));
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

// Each is a file beside this one, and a process of its own: what one leaves on the heap is no other's cost.
const MEASUREMENTS = ['hits', 'eviction', 'season-table-memory', 'prediction'] as const;

const names: readonly string[] = process.argv.slice(2);
const unknown = names.filter((name) => !MEASUREMENTS.some((known) => known === name));
if (unknown.length > 0) {
  process.stderr.write(`Usage: npm run bench -- engine [${MEASUREMENTS.join('|')}]…\n`);
  process.exitCode = names.includes('--help') ? 0 : 2;
} else {
  for (const name of names.length === 0 ? MEASUREMENTS : names) {
    const { status } = spawnSync(process.execPath, [join(import.meta.dirname, `${name}.ts`)], { stdio: 'inherit' });
    if (status !== 0) process.exitCode = 1;
  }
}

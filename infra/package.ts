import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { partSizes } from './package/sizes.ts';
import { stagePackage } from './package/stage.ts';

// `npm run package`: stages dist/package, says what each part takes, and packs it there.

const outdir = join(import.meta.dirname, '..', 'dist', 'package');
await stagePackage(outdir);
const kb = (bytes: number): string => (bytes / 1000).toFixed(1);
console.table(
  (await partSizes(outdir)).map(({ part, files, bytes, gzip }) => ({
    part,
    files,
    KB: kb(bytes),
    'KB, gzip': kb(gzip),
  })),
);
const child = spawn('npm', ['pack', '--silent'], { cwd: outdir, stdio: 'inherit' });
const [code] = (await once(child, 'close')) as [number | null];
if (code !== 0) process.exitCode = 1;

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { stagePackage } from './package/stage.ts';

// `npm run package`: stages dist/package and packs it there.

const outdir = join(import.meta.dirname, '..', 'dist', 'package');
await stagePackage(outdir);
const child = spawn('npm', ['pack', '--silent'], { cwd: outdir, stdio: 'inherit' });
const [code] = (await once(child, 'close')) as [number | null];
if (code !== 0) process.exitCode = 1;

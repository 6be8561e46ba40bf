import { join } from 'node:path';
import { buildFunctions } from './build/build-functions.ts';

export { buildFunctions, type BuildOptions, type BuildReport } from './build/build-functions.ts';

if (import.meta.main) {
  const outdir = join(import.meta.dirname, '..', 'dist');
  try {
    const { faults } = await buildFunctions({ outdir, log: (text) => void process.stdout.write(`${text}\n`) });
    if (faults.length > 0) process.exitCode = 1;
  } catch (error) {
    process.stderr.write(`The build failed: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

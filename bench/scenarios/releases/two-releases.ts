import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MAX_MS = 10 * 60_000;

/**
 * Runs test/stack/two-releases.test.ts with the release of a git revision beside this one: any since entries have the shape
 * of their kind in their names. Says so where there is no such revision.
 */
export const runTwoReleases = async (revision: string): Promise<boolean> => {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', 'test/stack/two-releases.test.ts'], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, OTHER_RELEASE: revision },
    timeout: MAX_MS,
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code === 0;
};

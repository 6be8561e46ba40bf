import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Takes the data folder for this process; answers how to give it back. Throws when another process has it: two
 * servers on one folder end in an error from deep inside LevelDB, long after the start.
 */
export const claimFolder = async (path: string): Promise<() => Promise<void>> => {
  await mkdir(path, { recursive: true });
  const file = join(path, 'statline.pid');
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  // Our own number can only be left over: from a crash in a container that numbers its processes alike each time.
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new Error(`${path} is in use by process ${owner}; if that is not a local stack, delete ${file}`);
  }
  await writeFile(file, String(process.pid));
  return () => rm(file, { force: true });
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but running.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

import { mkdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

// Of this process, by their real paths: its number in a file cannot tell its stacks from one another.
const claimed = new Set<string>();

/**
 * Takes the data folder; answers how to give it back. Throws when another stack has it, in this process or another:
 * two servers on one folder end in an error from deep inside LevelDB, long after the start.
 */
export const claimFolder = async (path: string): Promise<() => Promise<void>> => {
  await makeFolder(path);
  const folder = await realpath(path);
  if (claimed.has(folder)) throw new Error(`${path} is in use by another stack of this process`);
  claimed.add(folder);
  try {
    const file = await claimForProcess(path);
    return async () => {
      await rm(file, { force: true });
      claimed.delete(folder);
    };
  } catch (error) {
    claimed.delete(folder);
    throw error;
  }
};

/** Not Node's `recursive`, which never ends where nothing can be made in a folder that exists: below `/proc`. */
const makeFolder = async (path: string): Promise<void> => {
  const failure = await tryToMake(path);
  if (failure === undefined) return;
  const parent = dirname(path);
  if (failure !== 'ENOENT' || parent === path || (await exists(parent)))
    throw new Error(`${path} cannot be made (${failure}); choose another folder with --data`);
  await makeFolder(parent);
  const again = await tryToMake(path);
  if (again !== undefined) throw new Error(`${path} cannot be made (${again}); choose another folder with --data`);
};

/** Undefined: it is there; else why it is not. */
const tryToMake = async (path: string): Promise<string | undefined> => {
  try {
    await mkdir(path);
    return undefined;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    return code === 'EEXIST' && (await stat(path)).isDirectory() ? undefined : code;
  }
};

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const claimForProcess = async (path: string): Promise<string> => {
  const file = join(path, 'statline.pid');
  const owner = Number(await readFile(file, 'utf8').catch(() => ''));
  // Our own number can only be left over: from a crash in a container that numbers its processes alike each time.
  if (owner > 0 && owner !== process.pid && isRunning(owner)) {
    throw new Error(`${path} is in use by process ${owner}; if that is not a local stack, delete ${file}`);
  }
  await writeFile(file, String(process.pid));
  return file;
};

const isRunning = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Not ours to signal, but running.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

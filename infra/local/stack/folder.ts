import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { claimFolder } from '../dynamodb/folder.ts';

export interface FolderOptions {
  readonly path: string;
  /** Empty it first. */
  readonly fresh: boolean;
}

// Files that LevelDB and the stack write. A folder with any other file is neither used nor emptied.
const OURS = /^(?:CURRENT|LOCK|LOG|LOG\.old|MANIFEST-\d+|\d+\.(?:log|ldb|sst|dbtmp)|statline\.pid)$/;

/** Makes the data folder ready; throws when it holds other files or another stack uses it. */
export const prepareFolder = async ({ path, fresh }: FolderOptions): Promise<void> => {
  const foreign = (await filesIn(path)).find((file) => !OURS.test(file));
  if (foreign !== undefined)
    throw new Error(`${path} holds other files (${foreign}); choose an empty folder with --data`);
  if (!fresh) return;
  const release = await claimFolder(path);
  const files = (await filesIn(path)).filter((file) => OURS.test(file));
  await Promise.all(files.map((file) => rm(join(path, file), { force: true })));
  await release();
};

const filesIn = async (path: string): Promise<readonly string[]> => {
  try {
    return await readdir(path);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};

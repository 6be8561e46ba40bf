import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { CDK_FOLDER, COMMAND_FOLDER } from './manifest.ts';

/** What a part of the staged package takes, in bytes; packed one file at a time. */
export interface PartSize {
  readonly part: string;
  readonly files: number;
  readonly bytes: number;
  readonly gzip: number;
}

/** The part that a file belongs to, by its path in the package. */
const partOf = (path: string): string => {
  const [folder = ''] = path.split(sep);
  if (path === 'client.js') return 'statline/client';
  if (folder === CDK_FOLDER) return 'statline/cdk, its functions included';
  if (folder === COMMAND_FOLDER) return 'the command';
  if (folder === 'types') return 'types';
  // The engine's entries, and the chunks that they share.
  return path.endsWith('.js') ? 'statline/cache and its tiers' : 'documents, licences, manifest';
};

/** The sizes of what is staged in a folder, the largest part first. */
export const partSizes = async (folder: string): Promise<readonly PartSize[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const sizes = new Map<string, PartSize>();
  for (const entry of entries.filter((each) => each.isFile() && !each.name.endsWith('.tgz'))) {
    const file = join(entry.parentPath, entry.name);
    const content = await readFile(file);
    const part = partOf(relative(folder, file));
    const { files, bytes, gzip } = sizes.get(part) ?? { files: 0, bytes: 0, gzip: 0 };
    sizes.set(part, {
      part,
      files: files + 1,
      bytes: bytes + content.length,
      gzip: gzip + gzipSync(content, { level: 9 }).length,
    });
  }
  return [...sizes.values()].toSorted((a, b) => b.gzip - a.gzip);
};

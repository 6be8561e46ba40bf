import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { stagePackage } from '../../../infra/package/stage.ts';

export const exec = promisify(execFile);
export const ROOT = join(import.meta.dirname, '..', '..', '..');
// Another one is tried by hand: docs/client.md says how.
export const TSC = process.env.STATLINE_TSC ?? join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
export const TYPE_ROOTS = ['--types', 'node', '--typeRoots', join(ROOT, 'node_modules', '@types')];

export interface Packed {
  /** Removed at the end. */
  readonly home: string;
  readonly staged: string;
  readonly tarball: string;
  /** A new folder of somebody's own with the tarball installed in it, no registry at hand, and these packages beside it. */
  readonly install: (name: string, beside?: readonly string[]) => Promise<string>;
  readonly remove: () => Promise<void>;
}

export const packPackage = async (): Promise<Packed> => {
  const home = await mkdtemp(join(tmpdir(), 'statline-package-'));
  const staged = join(home, 'staged');
  await stagePackage(staged);
  await exec('npm', ['pack', '--silent', '--pack-destination', home], { cwd: staged });
  const tarball = join(home, (await readdir(home)).find((file) => file.endsWith('.tgz')) ?? '');
  const flags = ['--offline', '--no-audit', '--no-fund', '--ignore-scripts', '--cache', join(home, 'cache')];
  return {
    home,
    staged,
    tarball,
    async install(name, beside = []) {
      const folder = join(home, name);
      await mkdir(folder);
      await writeFile(join(folder, 'package.json'), '{"private":true,"type":"module"}');
      await exec('npm', ['install', ...flags, tarball], { cwd: folder });
      for (const each of beside) {
        const target = join(folder, 'node_modules', each);
        await mkdir(join(target, '..'), { recursive: true });
        await symlink(join(ROOT, 'node_modules', each), target);
      }
      return folder;
    },
    remove: () => rm(home, { recursive: true, force: true }),
  };
};

/** The Nodes of this machine: the project's own, and the one that has started npm. */
export const nodes = async (): Promise<readonly string[]> => {
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, 'node'))
    .filter((file) => existsSync(file));
  const others = await Promise.all(
    found.slice(0, 1).map(async (file) => [file, (await exec(file, ['--version'])).stdout] as const),
  );
  return [process.execPath, ...others.filter(([, version]) => /^v(2\d|[3-9]\d)\./.test(version)).map(([file]) => file)];
};

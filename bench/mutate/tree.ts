import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Mutant } from './points.ts';
import { apply } from './points.ts';

/** A copy of the working tree, so that the tree itself is never touched. */
export interface Tree extends Disposable {
  readonly path: string;
  /** Writes a mutant; the answer takes it back. */
  readonly write: (mutant: Mutant) => Disposable;
}

export const copyTree = (root: string): Tree => {
  const path = mkdtempSync(join(tmpdir(), 'statline-mutate-'));
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  for (const file of list.toString('utf8').split('\0').filter(Boolean)) {
    cpSync(join(root, file), join(path, file), { force: true, recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(path, 'node_modules'));
  return {
    path,
    write: (mutant) => {
      const name = join(path, mutant.file);
      const text = readFileSync(name, 'utf8');
      writeFileSync(name, apply(text, mutant));
      return { [Symbol.dispose]: () => writeFileSync(name, text) };
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
};

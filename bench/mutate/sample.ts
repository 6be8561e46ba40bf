import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../scenarios/random.ts';
import type { Compiling } from './compiler.ts';
import type { Mutant } from './points.ts';
import { mutantsOf } from './points.ts';

const AT_ONCE = 700;

/** The files that are to be changed. */
export const filesOf = (root: string, folders: readonly string[]): readonly string[] =>
  folders.flatMap((folder) =>
    folder.endsWith('.ts') ? [folder] : globSync(`${folder}/**/*.ts`, { cwd: root }).sort(),
  );

/** The first `count` of the mutants that compile. */
export const firstCompiling = (mutants: readonly Mutant[], count: number, compiling: Compiling): readonly Mutant[] => {
  const found: Mutant[] = [];
  for (let start = 0; start < mutants.length && found.length < count; start += AT_ONCE) {
    found.push(...compiling(mutants.slice(start, start + AT_ONCE)));
  }
  return found.slice(0, count);
};

/** Every mutant of `files` in an order that the seed decides; the same one for the same code. */
export const drawMutants = (root: string, files: readonly string[], seed: number): readonly Mutant[] => {
  const random = randomFrom(seed);
  return files
    .flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')))
    .map((mutant) => ({ mutant, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ mutant }) => mutant);
};

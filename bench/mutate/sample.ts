import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomFrom } from '../scenarios/random.ts';
import type { Compiles } from './compiler.ts';
import type { Mutant } from './points.ts';
import { apply, mutantsOf } from './points.ts';

interface SampleQuestion {
  readonly root: string;
  readonly folders: readonly string[];
  readonly count: number;
  readonly seed: number;
  readonly compiles: Compiles;
}

/** Up to `count` mutants that compile, out of every file of `folders`; the same ones for the same code and seed. */
export const sampleMutants = function* ({ root, folders, count, seed, compiles }: SampleQuestion): Generator<Mutant> {
  const files = folders.flatMap((folder) =>
    folder.endsWith('.ts') ? [folder] : globSync(`${folder}/**/*.ts`, { cwd: root }).sort(),
  );
  const texts = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
  const drawn = shuffled(
    [...texts].flatMap(([file, text]) => mutantsOf(file, text)),
    seed,
  );
  let left = count;
  for (const mutant of drawn) {
    if (left === 0) return;
    if (!compiles(mutant.file, apply(texts.get(mutant.file) ?? '', mutant))) continue;
    left -= 1;
    yield mutant;
  }
};

const shuffled = <T>(items: readonly T[], seed: number): readonly T[] => {
  const random = randomFrom(seed);
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ item }) => item);
};

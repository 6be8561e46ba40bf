import { basename, dirname } from 'node:path';
import { importsOf, readSources, type SourceFile } from '../house/folders.ts';

/** The suites that import a file, the one that is most likely to notice a change of it first. */
export interface Suites {
  /** Those of its room, and at least twenty. */
  readonly near: readonly string[];
  readonly far: readonly string[];
}

// They start whole stacks from built bundles: minutes a mutant, and what they prove is not found by import.
const SLOW = /^test\/(?:stack|infra|simulators|bench)\//;
const MIN_NEAR = 20;
const TYPES_ONLY = /^(?:import|export) type [^;]*;/gm;

export const createSuites = (root: string): ((file: string) => Suites) => {
  const files = readSources(root, ['lib', 'functions', 'infra', 'simulators', 'test']);
  const importers = importersOf(files);
  return (file) => {
    const suites = [...distancesTo(file, importers)].filter(([path]) => path.endsWith('.test.ts') && !SLOW.test(path));
    const ranked = suites
      .map(([suite, distance]) => ({ suite, distance, common: commonFolders(file, suite) }))
      .sort((a, b) => b.common - a.common || a.distance - b.distance);
    const own = ranked.filter(({ common }) => common >= foldersOf(file).length).length;
    const names = ranked.map(({ suite }) => suite);
    const count = Math.max(MIN_NEAR, own);
    return { near: names.slice(0, count), far: names.slice(count) };
  };
};

const importersOf = (files: readonly SourceFile[]): ReadonlyMap<string, readonly string[]> => {
  const importers = new Map<string, string[]>();
  for (const { path, text } of files) {
    // A type cannot change what runs.
    for (const imported of importsOf({ path, text: text.replaceAll(TYPES_ONLY, '') })) {
      importers.set(imported, [...(importers.get(imported) ?? []), path]);
    }
  }
  return importers;
};

const distancesTo = (file: string, importers: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, number> => {
  const distances = new Map([[file, 0]]);
  // A map is read in the order in which it grows: breadth first.
  for (const [path, distance] of distances) {
    for (const importer of importers.get(path) ?? []) {
      if (!distances.has(importer)) distances.set(importer, distance + 1);
    }
  }
  return distances;
};

/** How many folders a file and a suite have in common, and one more where they have one name. */
const commonFolders = (file: string, suite: string): number => {
  const [mirrored, folders] = [foldersOf(file), foldersOf(suite)];
  const apart = mirrored.findIndex((folder, index) => folder !== folders[index]);
  if (apart >= 0) return apart;
  return mirrored.length + (basename(suite, '.test.ts') === basename(file, '.ts') ? 1 : 0);
};

/** `cache` for `lib/cache/read.ts` and for `test/cache/leases.test.ts`. */
const foldersOf = (path: string): readonly string[] =>
  dirname(path)
    .replace(/^(?:lib|test)\b\/?/, '')
    .split('/');

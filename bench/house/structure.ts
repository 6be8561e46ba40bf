import { dirname } from 'node:path';
import { folderCircles, folderGraph, mutualImports, readSources, type SourceFile } from './folders.ts';

/** What the files of lib and functions look like from outside. */
export interface Structure {
  readonly libFiles: number;
  /** Files directly in lib/sports. */
  readonly flatSportsFiles: number;
  /** Files of lib with 20 lines or fewer. */
  readonly smallFiles: number;
  /** Pairs of folders that import each other. */
  readonly mutualFolders: number;
  /** Circles of folders, of any length. */
  readonly folderCircles: number;
  /** Lines of import statements among all lines of lib and functions: 0 to 1. */
  readonly importShare: number;
}

const SMALL = 20;

/** Measures the tree at `root`. */
export const measureStructure = (root: string): Structure => {
  const files = readSources(root, ['lib', 'functions']);
  const lib = files.filter(({ path }) => path.startsWith('lib/'));
  const graph = folderGraph(files);
  const lines = sum(files.map(({ text }) => linesOf(text)));
  return {
    libFiles: lib.length,
    flatSportsFiles: lib.filter(({ path }) => dirname(path) === 'lib/sports').length,
    smallFiles: lib.filter(({ text }) => linesOf(text) <= SMALL).length,
    mutualFolders: mutualImports(graph).length,
    folderCircles: folderCircles(graph).length,
    importShare: sum(files.map(importLines)) / lines,
  };
};

const IMPORT_STATEMENT = /^import\b[^;]*;/gm;

const importLines = ({ text }: SourceFile): number =>
  sum([...text.matchAll(IMPORT_STATEMENT)].map(([statement]) => statement.split('\n').length));

const linesOf = (text: string): number => text.split('\n').length - 1;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

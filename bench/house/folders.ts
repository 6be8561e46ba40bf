import { globSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';

/** A source file: its path from the root with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Reads every TypeScript file below `folders` of the tree at `root`. */
export const readSources = (root: string, folders: readonly string[]): readonly SourceFile[] =>
  folders
    .flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: root }))
    .map((path) => path.split('\\').join('/'))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

// Ours are relative and name the file whole: a pattern is enough, and a parser would be most of the time this takes.
const IMPORT = /(?:\bfrom|\bimport\(|^import)\s*'(\.[^']+)'/gm;

/** The files that a file imports or re-exports, types and lazy imports included. */
export const importsOf = ({ path, text }: SourceFile): readonly string[] =>
  [...text.matchAll(IMPORT)].map(([, specifier = '']) => posix.join(dirname(path), specifier));

/** A folder imports another where any of its own files imports any of the other's own files. */
export type FolderGraph = ReadonlyMap<string, ReadonlyMap<string, readonly FileImport[]>>;

export interface FileImport {
  readonly from: string;
  readonly to: string;
}

export const folderGraph = (files: readonly SourceFile[]): FolderGraph => {
  const graph = new Map<string, Map<string, FileImport[]>>();
  const known = new Set(files.map(({ path }) => path));
  for (const file of files) {
    const folder = dirname(file.path);
    const edges = graph.get(folder) ?? new Map<string, FileImport[]>();
    graph.set(folder, edges);
    for (const to of importsOf(file)) {
      if (!known.has(to) || dirname(to) === folder) continue;
      edges.set(dirname(to), [...(edges.get(dirname(to)) ?? []), { from: file.path, to }]);
    }
  }
  return graph;
};

/** Folders that reach each other by imports, each circle once and its folders in alphabetical order. */
export const folderCircles = (graph: FolderGraph): readonly (readonly string[])[] => {
  const reach = new Map([...graph.keys()].map((folder) => [folder, reachedFrom(graph, folder)]));
  const circles = [...graph.keys()].map((folder) =>
    [...graph.keys()].filter(
      (other) => reach.get(folder)?.has(other) === true && reach.get(other)?.has(folder) === true,
    ),
  );
  const unique = new Map(circles.filter(({ length }) => length > 1).map((circle) => [circle.sort().join(), circle]));
  return [...unique.values()];
};

/** Pairs of folders that import each other directly. */
export const mutualImports = (graph: FolderGraph): readonly (readonly [string, string])[] =>
  [...graph].flatMap(([folder, edges]) =>
    [...edges.keys()]
      .filter((other) => folder < other && graph.get(other)?.has(folder) === true)
      .map((other) => [folder, other] as const),
  );

const reachedFrom = (graph: FolderGraph, start: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const open = [start];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const next of graph.get(folder)?.keys() ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
};

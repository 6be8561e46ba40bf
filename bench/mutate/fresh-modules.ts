import { inject } from 'vitest';

// A setup file: it runs before each suite, in the worker that keeps its modules from one run to the next. Forgets the
// suite itself and, once for each run, what imports the file that has been changed.
interface WorkerState {
  /** Vite's: what the worker has evaluated so far. */
  readonly evaluatedModules: {
    getModulesByFile(file: string): ReadonlySet<ModuleNode> | undefined;
    getModuleById(id: string): ModuleNode | undefined;
    invalidateModule(node: ModuleNode): void;
  };
  /** The suite that comes next. */
  readonly filepath: string;
}

interface ModuleNode {
  /** Ids. */
  readonly importers: ReadonlySet<string>;
}

const { evaluatedModules, filepath } = (globalThis as unknown as { __vitest_worker__: WorkerState }).__vitest_worker__;
const known = globalThis as { statlineRun?: number };

/** A file, and all that imports it. */
const forget = (file: string): void => {
  const seen = new Set(evaluatedModules.getModulesByFile(file) ?? []);
  for (const node of seen) {
    for (const id of node.importers) {
      const importer = evaluatedModules.getModuleById(id);
      if (importer !== undefined) seen.add(importer);
    }
  }
  for (const node of seen) evaluatedModules.invalidateModule(node);
};

const { run, files } = inject('changed');
if (known.statlineRun !== run) {
  known.statlineRun = run;
  for (const file of files) forget(file);
}
forget(filepath);

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Mutant } from './points.ts';
import { apply } from './points.ts';

// What is declared and no longer used would run all the same.
const UNUSED = new Set([6133, 6192, 6196, 6198, 6199]);

/** Whether the mutant's file would still compile; the rest of the project is as it is. */
export type Compiles = (mutant: Mutant) => boolean;

export const createCompiler = (root: string): Compiles => {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const changed = new Map<string, { readonly text: string; readonly version: number }>();
  const service = ts.createLanguageService({
    getScriptFileNames: () => fileNames.filter((name) => !/\/(test|bench)\//.test(name)),
    getScriptVersion: (name) => String(changed.get(name)?.version ?? 0),
    getScriptSnapshot: (name) => {
      const text = changed.get(name)?.text ?? (ts.sys.fileExists(name) ? readFileSync(name, 'utf8') : undefined);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getCompilationSettings: () => options,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: (name) => ts.sys.fileExists(name),
    readFile: (name) => ts.sys.readFile(name),
    readDirectory: ts.sys.readDirectory.bind(ts.sys),
    directoryExists: (name) => ts.sys.directoryExists(name),
  });
  let version = 0;
  return (mutant) => {
    const name = join(root, mutant.file);
    changed.set(name, { text: apply(readFileSync(name, 'utf8'), mutant), version: (version += 1) });
    const faults = [...service.getSyntacticDiagnostics(name), ...service.getSemanticDiagnostics(name)];
    changed.delete(name);
    return faults.every(({ code }) => UNUSED.has(code));
  };
};

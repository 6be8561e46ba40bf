import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import type { Mutant } from './points.ts';
import { apply } from './points.ts';

// What is declared and no longer used would run all the same.
const UNUSED = new Set([6133, 6192, 6196, 6198, 6199]);

/** Those of the mutants whose file would still compile; the rest of the project is as it is. */
export type Compiling = (mutants: readonly Mutant[]) => readonly Mutant[];

/**
 * All mutants are checked in one program, each as a file of its own beside the one it changes: a program for each would
 * take longer than its tests.
 */
export const createCompiler = (root: string): Compiling => {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { fileNames, options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const own = fileNames.filter((name) => !/\/(?:test|bench)\//.test(name));
  const sources = new Map<string, ts.SourceFile | undefined>();

  return (mutants) => {
    const copies = new Map(mutants.map((mutant, index) => [copyName(root, mutant, index), mutant]));
    const host = ts.createCompilerHost(options);
    const [fileExists, getSourceFile] = [host.fileExists.bind(host), host.getSourceFile.bind(host)];
    host.fileExists = (name) => copies.has(name) || fileExists(name);
    host.getSourceFile = (name, target, ...rest) => {
      const mutant = copies.get(name);
      if (mutant !== undefined) return ts.createSourceFile(name, textOf(root, mutant), target);
      if (!sources.has(name)) sources.set(name, getSourceFile(name, target, ...rest));
      return sources.get(name);
    };
    const program = ts.createProgram([...own, ...copies.keys()], options, host);
    return [...copies].flatMap(([name, mutant]) => {
      const file = program.getSourceFile(name);
      const faults = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)];
      return faults.every(({ code }) => UNUSED.has(code)) ? [mutant] : [];
    });
  };
};

const copyName = (root: string, { file }: Mutant, index: number): string =>
  join(root, file.replace(/\.ts$/, `.mutant-${index}.ts`));

const textOf = (root: string, mutant: Mutant): string => apply(readFileSync(join(root, mutant.file), 'utf8'), mutant);

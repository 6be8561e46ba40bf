import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export type Outcome = 'passed' | 'failed' | 'out of time';

export interface TestRun {
  readonly tree: string;
  /** Milliseconds. */
  readonly limit: number;
  readonly signal: AbortSignal;
}

// They start whole stacks from built bundles: minutes a mutant, and not by import.
const SLOW = ['test/stack/**', 'test/infra/**', 'test/simulators/**'];

/**
 * Asks the tests about the mutant that is in a tree: those of its own room first, which nearly always know, and then all
 * that import it.
 */
export const tryMutant = async (file: string, run: TestRun): Promise<Outcome> => {
  const room = roomOf(file, run.tree);
  const near = room === undefined ? 'passed' : await vitest(['run', room], run);
  return near === 'passed' ? vitest(['related', file, '--run'], run) : near;
};

/** `test/cache` for `lib/cache/read.ts`: the nearest folder that mirrors the file's. */
export const roomOf = (file: string, tree: string): string | undefined => {
  const mirrored = file.replace(/^lib\//, '').split('/').length > 1;
  for (let folder = dirname(file); mirrored && folder !== 'lib' && folder !== '.'; folder = dirname(folder)) {
    const tests = join('test', folder.replace(/^lib\//, ''));
    if (existsSync(join(tree, tests))) return tests;
  }
  return undefined;
};

export const vitest = async (args: readonly string[], { tree, limit, signal }: TestRun): Promise<Outcome> => {
  const excluded = SLOW.flatMap((glob) => ['--exclude', glob]);
  const options = ['--bail=1', '--retry=0', '--maxWorkers=1', '--no-cache', '--reporter=dot', '--passWithNoTests'];
  const bin = join(tree, 'node_modules/vitest/vitest.mjs');
  // A group of its own, so that its workers end with it.
  const child = spawn(process.execPath, [bin, ...args, ...options, ...excluded], {
    cwd: tree,
    stdio: 'ignore',
    detached: true,
  });
  const end = (): void => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  const late = AbortSignal.timeout(limit);
  const stop = AbortSignal.any([signal, late]);
  stop.addEventListener('abort', end, { once: true });
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  stop.removeEventListener('abort', end);
  if (late.aborted) return 'out of time';
  return code === 0 ? 'passed' : 'failed';
};

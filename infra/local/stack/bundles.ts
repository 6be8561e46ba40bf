import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, ENTRY_FILE } from '../../build/bundle.ts';
import { buildFunctions } from '../../build.ts';
import { BOOTSTRAP } from '../runtime/environment.ts';

export interface Bundles {
  /** The folder of the bundle of the function behind the API. */
  readonly taskRoot: string;
  /** The folder of every function's bundle, by the function's name. */
  readonly taskRoots: ReadonlyMap<string, string>;
  /** The bundled bootstrap: without type stripping an environment starts twice as fast. */
  readonly bootstrap: string;
  close(): Promise<void>;
}

/**
 * Bundles what the stack runs, as a deployment does, into a new folder: a build or another stack must not delete
 * chunks that a function has yet to load.
 */
export const buildBundles = async ({
  entries,
  parent = tmpdir(),
  log,
}: {
  /** A function's name to its module. By default every `functions/<name>/lambda.ts`. */
  readonly entries?: Readonly<Record<string, string>>;
  /** The parent of the new folder. */
  readonly parent?: string;
  readonly log: (line: string) => void;
}): Promise<Bundles> => {
  const root = await mkdtemp(join(parent, 'statline-'));
  const close = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    const outdir = join(root, 'functions');
    const [{ functions, faults }] = await Promise.all([
      buildFunctions({ outdir, ...(entries && { entries }) }),
      bundle({ entry: BOOTSTRAP, outdir: join(root, 'bootstrap') }),
    ]);
    for (const fault of faults) log(`over budget: ${fault}`);
    const taskRoots = new Map(functions.map(({ name }) => [name, join(outdir, name)]));
    const taskRoot = taskRoots.get('api');
    if (taskRoot === undefined) throw new Error('there is no function api');
    return { taskRoot, taskRoots, bootstrap: join(root, 'bootstrap', ENTRY_FILE), close };
  } catch (error) {
    await close();
    throw error;
  }
};

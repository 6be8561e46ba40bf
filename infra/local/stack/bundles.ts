import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle, ENTRY_FILE } from '../../build/bundle.ts';
import { buildFunctions } from '../../build.ts';
import { BOOTSTRAP } from '../runtime/environment.ts';

export interface Bundles {
  /** The folder of the api function's bundle. */
  readonly taskRoot: string;
  /** The bootstrap, bundled: an environment starts twice as fast when it need not strip types first. */
  readonly bootstrap: string;
  close(): Promise<void>;
}

const API = join(import.meta.dirname, '..', '..', '..', 'functions', 'api', 'lambda.ts');

/**
 * Bundles what the stack runs, as a deployment does, into a folder of its own: a build or another stack must not
 * pull the chunks from under a function that has yet to load them.
 */
export const buildBundles = async ({
  entry = API,
  log,
}: {
  readonly entry?: string;
  readonly log: (line: string) => void;
}): Promise<Bundles> => {
  const root = await mkdtemp(join(tmpdir(), 'statline-'));
  const close = (): Promise<void> => rm(root, { recursive: true, force: true });
  try {
    const [{ faults }] = await Promise.all([
      buildFunctions({ outdir: join(root, 'functions'), entries: { api: entry } }),
      bundle({ entry: BOOTSTRAP, outdir: join(root, 'bootstrap') }),
    ]);
    for (const fault of faults) log(`over budget: ${fault}`);
  } catch (error) {
    await close();
    throw error;
  }
  return { taskRoot: join(root, 'functions', 'api'), bootstrap: join(root, 'bootstrap', ENTRY_FILE), close };
};

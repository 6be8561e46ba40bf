import { inject } from 'vitest';
import { buildBundles, type Bundles } from '../../infra/local/stack/stack.ts';

let built: Promise<Bundles> | undefined;

/** The bundles of the real functions: built once in each worker, for every file it runs, and removed with the run. */
export const realBundles = (): Promise<Bundles> =>
  (built ??= buildBundles({ parent: inject('shared'), log: () => undefined }));

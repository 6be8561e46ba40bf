import { inject } from 'vitest';
import type { Bundles } from '../../infra/local/stack/stack.ts';

interface Places extends Pick<Bundles, 'taskRoot' | 'bootstrap'> {
  readonly taskRoots: readonly (readonly [name: string, folder: string])[];
}

let built: Promise<Bundles> | undefined;

/** The bundles of the real functions: built once for all files of a run, and removed with it. */
export const realBundles = (): Promise<Bundles> => (built ??= fetchBundles());

const fetchBundles = async (): Promise<Bundles> => {
  const response = await fetch(inject('bundlesUrl'));
  if (!response.ok) throw new Error(`The functions could not be built: ${await response.text()}`);
  const { taskRoot, taskRoots, bootstrap } = (await response.json()) as Places;
  return { taskRoot, taskRoots: new Map(taskRoots), bootstrap, close: () => Promise.resolve() };
};

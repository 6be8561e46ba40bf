import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The folder for what the files of a run share; removed when the run ends. */
    readonly shared: string;
  }
}

export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const shared = await mkdtemp(join(tmpdir(), 'statline-tests-'));
  provide('shared', shared);
  return () => rm(shared, { recursive: true, force: true });
};

import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../infra/build/bundle.ts';
import type { League } from '../warm-league.ts';
import { startOnce, STATLINE, type Subject } from './starts.ts';

const API = join(import.meta.dirname, '..', '..', 'functions', 'api', 'lambda.ts');

export interface Variants extends AsyncDisposable {
  readonly subjects: readonly Subject[];
}

/** The api function as it is built, and in other ways. */
export const openVariants = async (league: League): Promise<Variants> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-variants-'));
  const one = join(folder, 'one');
  const many = join(folder, 'many');
  const compiled = join(folder, 'compiled');
  await mkdir(compiled);
  await bundle({ entry: API, outdir: one, splitting: false });
  await bundle({ entry: API, outdir: many });
  const cached = { variables: { NODE_COMPILE_CACHE: compiled, NODE_COMPILE_CACHE_PORTABLE: '1' } };
  const subjects: readonly Subject[] = [
    { label: STATLINE, name: 'api' },
    { label: 'in as many files as esbuild splits it into', name: 'api', options: { taskRoot: many } },
    { label: 'in one file, nothing left for later', name: 'api', options: { taskRoot: one } },
    { label: 'with a compile cache that is there', name: 'api', options: cached },
    {
      label: 'with a compile cache that is empty, as /tmp is',
      name: 'api',
      options: { variables: { NODE_COMPILE_CACHE: join(folder, 'empty', '%') } },
    },
    { label: 'in one file, with a compile cache', name: 'api', options: { ...cached, taskRoot: one } },
  ];
  // What is compiled is written when a process ends of itself, or asks for it.
  const flush = `data:text/javascript,import{flushCompileCache}from"node:module";setInterval(flushCompileCache,50).unref()`;
  for (const { label, name, options } of subjects) {
    if (options?.variables?.NODE_COMPILE_CACHE !== compiled) continue;
    const variables = { ...options.variables, NODE_OPTIONS: `--import=${flush.replaceAll('"', '%22')}` };
    await startOnce(league, { label, name, options: { ...options, variables } });
  }
  return { subjects, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
};

import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { BUDGET, overBudget, type Budget } from './budget.ts';
import { bundle } from './bundle.ts';
import { findFunctions } from './find-functions.ts';
import { sizeTable } from './size-table.ts';
import { sizesOf, type FunctionSizes } from './sizes.ts';

export interface BuildOptions {
  readonly outdir: string;
  /** A function's name to its module. By default every `functions/<name>/lambda.ts`. */
  readonly entries?: Readonly<Record<string, string>>;
  readonly budget?: Budget;
  readonly sourcemap?: boolean;
  readonly log?: (text: string) => void;
}

export interface BuildReport {
  /** By name. */
  readonly functions: readonly FunctionSizes[];
  /** Empty when everything is within budget. */
  readonly faults: readonly string[];
}

/** Bundles every function into `outdir/<name>`, writes `outdir/sizes.json`, and returns what exceeds the budget. */
export const buildFunctions = async ({
  outdir,
  entries,
  budget = BUDGET,
  sourcemap = false,
  log = () => undefined,
}: BuildOptions): Promise<BuildReport> => {
  const root = resolve(outdir);
  const sources = Object.entries(entries ?? (await findFunctions())).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sources.length === 0) throw new Error('There is no function to build: no functions/*/lambda.ts');
  const functions = await Promise.all(
    sources.map(async ([name, entry]) =>
      sizesOf(name, await bundle({ entry: resolve(entry), outdir: join(root, name), sourcemap })),
    ),
  );
  const faults = functions.flatMap((sizes) => overBudget(sizes, budget));
  await mkdir(root, { recursive: true });
  await writeFile(join(root, 'sizes.json'), `${JSON.stringify({ budget, functions }, null, 2)}\n`);
  log(sizeTable(functions));
  for (const fault of faults) log(`over budget: ${fault}`);
  return { functions, faults };
};

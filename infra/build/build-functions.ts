import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { budgetOf, overBudget, overPageBudget } from './budget.ts';
import { bundle } from './bundle.ts';
import { findFunctions } from './find-functions.ts';
import { joinStatic } from './join-static.ts';
import { sizeTable } from './size-table.ts';
import { sizesOf, type FunctionSizes } from './sizes.ts';
import { packWebFiles } from './web-files.ts';

export interface BuildOptions {
  readonly outdir: string;
  /** A function's name to its module. By default every `functions/<name>/lambda.ts`. */
  readonly entries?: Readonly<Record<string, string>>;
  readonly sourcemap?: boolean;
  readonly log?: (text: string) => void;
}

export interface BuildReport {
  /** By name. */
  readonly functions: readonly FunctionSizes[];
  /** Empty when everything is within budget. */
  readonly faults: readonly string[];
  /** The modules whose code is in one of them. */
  readonly inputs: readonly string[];
}

/** Bundles every function into `outdir/<name>`, packs its pages where it has some, writes `outdir/sizes.json`, and returns what exceeds the budget. */
export const buildFunctions = async ({
  outdir,
  entries,
  sourcemap = false,
  log = () => undefined,
}: BuildOptions): Promise<BuildReport> => {
  const root = resolve(outdir);
  const sources = Object.entries(entries ?? (await findFunctions())).sort(([a], [b]) => (a < b ? -1 : 1));
  if (sources.length === 0) throw new Error('There is no function to build: no functions/*/lambda.ts');
  const faults: string[] = [];
  const inputs = new Set<string>();
  const functions = await Promise.all(
    sources.map(async ([name, entry]) => {
      const folder = join(root, name);
      const split = await bundle({ entry: resolve(entry), outdir: folder, sourcemap });
      for (const input of split.flatMap((chunk) => chunk.inputs)) inputs.add(input);
      // A map of the joined file would be one of files that are gone.
      const chunks = sourcemap ? split : await joinStatic(folder, split);
      const pages = join(dirname(resolve(entry)), 'pages');
      if (existsSync(pages)) faults.push(...overPageBudget(await packWebFiles(pages, folder)));
      return sizesOf(name, chunks);
    }),
  );
  faults.push(...functions.flatMap((sizes) => overBudget(sizes)));
  await mkdir(root, { recursive: true });
  await writeFile(
    join(root, 'sizes.json'),
    `${JSON.stringify({ functions: functions.map((sizes) => ({ ...sizes, budget: budgetOf(sizes.name) })) }, null, 2)}\n`,
  );
  log(sizeTable(functions));
  for (const fault of faults) log(`over budget: ${fault}`);
  return { functions, faults, inputs: [...inputs] };
};

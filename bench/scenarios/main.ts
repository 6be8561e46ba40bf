import { buildBundles, type Bundles } from '../../infra/local/stack/stack.ts';
import { runCommands } from './commands.ts';
import { runOperations } from './operations.ts';
import { runDeploys } from './releases/deploys.ts';
import { runTwoReleases } from './releases/two-releases.ts';
import { runRows } from './run-rows.ts';
import { runFloor } from './season-week/floor/floor.ts';
import { runGameDays, runSeasonWeek } from './season-week/run.ts';

type Run = (bundles: Bundles, print: (text: string) => void) => Promise<boolean>;

// Counts at the provider, through real environments, clients and tiers. Nothing here is a timing.

const RUNS = {
  rows: [runRows],
  'season-week': [runSeasonWeek],
  'week-floor': [runFloor],
  'game-days': [runGameDays],
  operations: [(bundles, print) => runOperations(bundles, print)],
  commands: [runCommands],
  deploys: [runDeploys],
  all: [runRows, runSeasonWeek],
} as const satisfies Readonly<Record<string, readonly Run[]>>;

const isRun = (text: string): text is keyof typeof RUNS => Object.hasOwn(RUNS, text);

const print = (text: string): void => void process.stdout.write(text);

const [, , wanted = 'rows', ...rest] = process.argv;
const [revision] = rest;
if (wanted === 'two-releases' && revision !== undefined && rest.length === 1) {
  if (!(await runTwoReleases(revision))) process.exitCode = 1;
} else if (!isRun(wanted) || rest.length > 0) {
  process.stderr.write(`npm run scenarios -- [${Object.keys(RUNS).join('|')}|two-releases REVISION]\n`);
  process.exitCode = 2;
} else {
  const bundles = await buildBundles({ log: () => undefined });
  try {
    for (const run of RUNS[wanted]) if (!(await run(bundles, print))) process.exitCode = 1;
  } finally {
    await bundles.close();
  }
}

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCompiler } from './compiler.ts';
import type { Tried } from './journal.ts';
import { openJournal } from './journal.ts';
import type { Mutant } from './points.ts';
import { drawMutants, filesOf } from './sample.ts';
import type { Tree } from './tree.ts';
import { copyTree } from './tree.ts';
import type { Outcome, TestRun } from './trial.ts';
import { roomOf, tryMutant, vitest } from './trial.ts';

const FOLDERS = ['lib/cache', 'lib/tiers', 'lib/http', 'lib/sports/resources', 'lib/sports/moves', 'functions/compose'];
const USAGE = `Usage: npm run mutate -- [options] [FOLDER or FILE]…

  Changes the code one place at a time and asks the tests whether they notice. Samples mutants that compile, and runs
  for each the tests of its room, then all others that import it (not those that start whole stacks).
  Works in copies of the tree. Without folders: ${FOLDERS.join(', ')}.

  --count N     how many mutants (default 300)
  --seed N      which ones (default 1)
  --limit N     seconds for each run of tests (default 240)
  --jobs N      how many at once (default 2)
  --journal F   where results are kept; a run goes on with what is not there yet (default .statline/mutants-SEED.jsonl)
  --list        only lists the sample
`;

const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string', default: '240' },
    jobs: { type: 'string', default: '2' },
    journal: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const nameOf = ({ file, line, change }: Mutant): string => `${file}:${line}  ${change}`;

const survey = async (): Promise<void> => {
  const count = Number(values.count);
  const files = filesOf(root, positionals.length > 0 ? positionals : FOLDERS);
  const drawn = drawMutants(root, files, Number(values.seed));
  const compiles = createCompiler(root);
  if (values.list) {
    for (const mutant of drawn.filter(compiles).slice(0, count)) say(nameOf(mutant));
    return;
  }

  const journal = openJournal(join(root, values.journal ?? `.statline/mutants-${values.seed}.jsonl`));
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const isEnded = (): boolean => ended.signal.aborted;
  const run = { limit: Number(values.limit) * 1000, signal: ended.signal };
  using trees = new DisposableStack();
  const lanes = Array.from({ length: Number(values.jobs) }, () => trees.use(copyTree(root)));
  await checkUnchanged(files, { ...run, limit: run.limit * 4, tree: lanes[0]?.path ?? root });

  const tried: Tried[] = [];
  let begun = 0;
  const queue = drawn.values();
  const work = async (tree: Tree): Promise<void> => {
    for (const mutant of queue) {
      const known = journal.find(mutant);
      if (known === undefined && !compiles(mutant)) journal.add({ ...mutant, outcome: 'does not compile' });
      if (journal.find(mutant)?.outcome === 'does not compile') continue;
      if (begun === count || isEnded()) return;
      begun += 1;
      const outcome = known?.outcome ?? (await tryIn(tree, mutant, run));
      if (isEnded()) return;
      const result = { ...mutant, outcome };
      if (known === undefined) journal.add(result);
      tried.push(result);
      say(`${WORDS[outcome]} ${nameOf(mutant)}`);
    }
  };
  await Promise.all(lanes.map(work));
  report(tried);
};

const WORDS = { passed: 'SURVIVED', failed: 'killed  ', 'out of time': 'too late', 'does not compile': '' } as const;

// A room that fails as it is would kill every mutant.
const checkUnchanged = async (files: readonly string[], run: TestRun): Promise<void> => {
  const rooms = new Set(files.flatMap((file) => roomOf(file, root) ?? []));
  if (rooms.size === 0) return;
  const outcome = await vitest(['run', ...rooms], run);
  if (outcome !== 'passed') throw new Error(`Without any change, ${[...rooms].join(', ')}: ${outcome}`);
};

const tryIn = async (tree: Tree, mutant: Mutant, run: Omit<TestRun, 'tree'>): Promise<Outcome> => {
  const written = tree.write(mutant);
  const outcome = await tryMutant(mutant.file, { ...run, tree: tree.path });
  written[Symbol.dispose]();
  return outcome;
};

const report = (tried: readonly Tried[]): void => {
  if (tried.length === 0) return;
  const alive = tried.filter(({ outcome }) => outcome === 'passed');
  const killed = tried.length - alive.length;
  say(`\n${killed} of ${tried.length} killed (${((killed / tried.length) * 100).toFixed(1)} %)`);
  for (const mutant of alive) say(`  ${nameOf(mutant)}`);
};

if (values.help) process.stdout.write(USAGE);
else await survey();

import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createCompiler } from './compiler.ts';
import type { Tried } from './journal.ts';
import { isSame, openJournal } from './journal.ts';
import type { Mutant } from './points.ts';
import { sampleMutants } from './sample.ts';
import type { Tree } from './tree.ts';
import { copyTree } from './tree.ts';
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
  const folders = positionals.length > 0 ? positionals : FOLDERS;
  const question = { root, folders, count: Number(values.count), seed: Number(values.seed) };
  const sample = [...sampleMutants({ ...question, compiles: createCompiler(root) })];
  if (values.list) {
    for (const mutant of sample) say(nameOf(mutant));
    return;
  }

  const journal = openJournal(join(root, values.journal ?? `.statline/mutants-${values.seed}.jsonl`));
  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  const run = { limit: Number(values.limit) * 1000, signal: ended.signal };
  const left = sample.filter((mutant) => !journal.tried.some((tried) => isSame(tried, mutant)));
  using trees = new DisposableStack();
  const lanes = Array.from({ length: Number(values.jobs) }, () => trees.use(copyTree(root)));

  const [first] = lanes;
  const rooms = new Set(left.flatMap(({ file }) => roomOf(file, root) ?? []));
  if (first !== undefined && rooms.size > 0) {
    const unchanged = await vitest(['run', ...rooms], { ...run, limit: run.limit * 4, tree: first.path });
    if (unchanged !== 'passed')
      throw new Error(`Without any change the tests of ${[...rooms].join(', ')}: ${unchanged}`);
  }

  const queue = left.values();
  const work = async (tree: Tree): Promise<void> => {
    for (const mutant of queue) {
      const written = tree.write(mutant);
      const outcome = await tryMutant(mutant.file, { ...run, tree: tree.path });
      written[Symbol.dispose]();
      if (ended.signal.aborted) return;
      journal.add({ ...mutant, outcome });
      say(`${outcome === 'passed' ? 'SURVIVED' : outcome === 'failed' ? 'killed  ' : 'late    '} ${nameOf(mutant)}`);
    }
  };
  await Promise.all(lanes.map(work));
  report(sample.flatMap((mutant) => journal.tried.find((tried) => isSame(tried, mutant)) ?? []));
};

const report = (tried: readonly Tried[]): void => {
  const alive = tried.filter(({ outcome }) => outcome === 'passed');
  const killed = tried.length - alive.length;
  say(`\n${killed} of ${tried.length} killed (${((killed / tried.length) * 100).toFixed(1)} %)`);
  for (const mutant of alive) say(`  ${nameOf(mutant)}`);
};

if (values.help) process.stdout.write(USAGE);
else await survey();

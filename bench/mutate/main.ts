import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createCompiler } from './compiler.ts';
import type { Tried } from './journal.ts';
import { createJournal, findAgain, isAlive, openJournal } from './journal.ts';
import { nameOf } from './points.ts';
import { drawMutants, filesOf, firstCompiling } from './sample.ts';
import { tryAll } from './try-all.ts';

const FOLDERS = ['lib/cache', 'lib/tiers', 'lib/http', 'lib/sports/resources', 'lib/sports/moves', 'functions/compose'];
const USAGE = `Usage: npm run mutate -- [options] [FOLDER or FILE]…

  Changes the code one place at a time and asks the tests whether they notice. Samples mutants that compile, and runs
  for each the suites that import its file, the nearest first (not those that start whole stacks). What the nearest do
  not notice is tried against the others at the end.
  Works in copies of the tree. Without folders: ${FOLDERS.join(', ')}.

  --count N     how many mutants (default 300)
  --seed N      which ones (default 1)
  --jobs N      how many at once (default 2)
  --journal F   where results are kept; a run goes on with what is not there yet (default .statline/mutants-SEED.jsonl)
  --survivors   tries again what survived in the journal, in the code as it is now
  --list        only lists the sample
`;

const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    jobs: { type: 'string', default: '2' },
    journal: { type: 'string' },
    survivors: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const say = (line: string): void => void process.stdout.write(`${line}\n`);

const survey = async (): Promise<void> => {
  const files = filesOf(root, positionals.length > 0 ? positionals : FOLDERS);
  const drawn = drawMutants(root, files, Number(values.seed));
  const compiling = createCompiler(root);
  const journal = openJournal(resolve(root, values.journal ?? `.statline/mutants-${values.seed}.jsonl`));
  const again = values.survivors ? findAgain(journal.survivors(), drawn) : undefined;
  const mutants = again === undefined ? firstCompiling(drawn, Number(values.count), compiling) : compiling(again);
  if (values.list) {
    for (const mutant of mutants) say(nameOf(mutant));
    return;
  }

  const ended = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended.abort());
  report(
    await tryAll({
      root,
      mutants,
      journal: again === undefined ? journal : createJournal(),
      lanes: Number(values.jobs),
      signal: ended.signal,
      say,
    }),
  );
};

const report = (tried: readonly Tried[]): void => {
  if (tried.length === 0) return;
  const alive = tried.filter(isAlive);
  const killed = tried.length - alive.length;
  say(`\n${killed} of ${tried.length} killed (${((killed / tried.length) * 100).toFixed(1)} %)`);
  for (const mutant of alive) say(`  ${nameOf(mutant)}`);
};

if (values.help) process.stdout.write(USAGE);
else await survey();

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { arch, cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ENV } from '../../lib/env.ts';
import { findFunctions } from '../../infra/build/find-functions.ts';
import { ensurePeers } from '../peers/install.ts';
import { warmLeague } from '../warm-league.ts';
import type { HitsResult, HitsRow, HitsTask } from './measured.ts';

const USAGE = `Usage: npm run bench -- hits [options]

  The bundled api function over a league that is held, asked for what is in memory: event in, result out. Beside it the
  same middleware around a constant, and a straightforward handler on the fastest other cache.
  --quick        fewer rounds
  --only NAME    the constant and one answer: 'card', 'batch of 10', ...
  --profile NAME what one answer's time goes to, of the functions as they are written: 'stat line', 'batch of 10', ...
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

const GENEROUS = {
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  // What is asked for first is loaded, whatever that takes.
  [ENV.dailyBudget]: '1000000',
  [ENV.minuteBudget]: '100000',
  // It says more than the tables would.
  POWERTOOLS_LOG_LEVEL: 'CRITICAL',
};

const measured = async (rounds: number): Promise<HitsResult> => {
  await ensurePeers();
  // While nobody plays: what follows a game is fresh for a minute.
  const offset = Date.parse('2026-12-02T15:00Z') - Date.now();
  const constant = join(import.meta.dirname, 'constant.ts');
  const league = await warmLeague({ leagues: 'nfl', entries: { ...(await findFunctions()), constant }, offset });
  try {
    const task: HitsTask = {
      api: league.taskRoot('api'),
      constant: league.taskRoot('constant'),
      rounds,
      offset,
      only: values.only,
      profile: values.profile,
    };
    const child = fork(join(import.meta.dirname, 'measured.ts'), [JSON.stringify(task)], {
      env: { ...process.env, ...league.variables, ...GENEROUS },
      execArgv: ['--expose-gc'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    process.once('exit', () => child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    const died = exited.then(() => Promise.reject(new Error('The measured process died')));
    died.catch(() => undefined);
    const [result] = (await Promise.race([once(child, 'message'), died])) as [HitsResult];
    await exited;
    return result;
  } finally {
    await league.close();
  }
};

/** The round that others on this machine disturbed least. */
const quietest = (rounds: readonly number[]): number => Math.min(...rounds);

const show = (rows: readonly HitsRow[]): void => {
  const floor = quietest(rows[0]?.rounds ?? []);
  console.table(
    rows.map(({ name, atMost, rounds, allocated, bytes }) => ({
      answer: name,
      'x a constant': (quietest(rounds) / floor).toFixed(1),
      'at most': atMost === undefined ? '' : String(atMost),
      µs: (quietest(rounds) / 1000).toFixed(1),
      'KB allocated': (allocated / 1024).toFixed(1),
      'KB sent': (bytes / 1024).toFixed(1),
    })),
  );
  console.log(
    `Node ${process.version}, ${arch()}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}; ` +
      `load ${loadavg()[0]?.toFixed(1) ?? ''}. Ratios carry over, times do not.`,
  );
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) process.stdout.write(USAGE);
else {
  const result = await measured(values.quick ? 3 : 9);
  if ('rows' in result) show(result.rows);
  else
    for (const { where, percent } of result.spent.slice(0, 30))
      console.log(`${percent.toFixed(1).padStart(5)} %  ${where}`);
}

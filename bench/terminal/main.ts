import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs, promisify } from 'node:util';
import { buildBundles, startStack } from '../../infra/local/stack/stack.ts';

const USAGE = `Usage: npm run bench -- terminal [--league LEAGUE]

  Records what a person sees of \`statline warm\` in a terminal: it runs in tmux against a local stack whose provider takes
  half a second, and each screen that differs from the one before is printed. Needs tmux.
`;

const COLUMNS = '100';
const LOOK_EVERY_MS = 250;
const MAX_MS = 120_000;
const STATLINE = join(import.meta.dirname, '..', '..', 'cli', 'main.ts');

const tmux = async (...words: readonly string[]): Promise<string> => {
  const { stdout } = await promisify(execFile)('tmux', ['-L', 'statline-bench', '-f', '/dev/null', ...words], {
    timeout: 10_000,
  });
  return stdout;
};

/** Prints the screens of a command, until its pane is dead. Answers how many there were. */
const record = async (command: readonly string[]): Promise<number> => {
  await tmux('new-session', '-d', '-x', COLUMNS, '-y', '12', '-s', 'recorded', 'sleep', '120');
  await tmux('set-option', '-t', 'recorded', 'remain-on-exit', 'on');
  await tmux('respawn-pane', '-k', '-t', 'recorded', ...command);
  const deadline = Date.now() + MAX_MS;
  let screens = 0;
  let last = '';
  for (;;) {
    const isDead = (await tmux('display-message', '-p', '-t', 'recorded', '#{pane_dead}')).trim() === '1';
    const captured = await tmux('capture-pane', '-p', '-t', 'recorded');
    const screen = captured.replace(/\s*Pane is dead .*\s*$/, '').trimEnd();
    if (screen !== '' && screen !== last) {
      screens += 1;
      process.stdout.write(`${screen}\n\n`);
    }
    last = screen;
    if (isDead) return screens;
    if (Date.now() > deadline) throw new Error('The command did not end');
    await pause(LOOK_EVERY_MS);
  }
};

const run = async (league: string): Promise<void> => {
  const bundles = await buildBundles({ log: () => undefined });
  const stack = await startStack({ bundles, environments: 1, latency: 500, schedules: 'off' });
  try {
    const screens = await record([process.execPath, STATLINE, 'warm', league, '--url', stack.url]);
    process.stdout.write(`${screens} screens\n`);
    if (screens < 3) process.exitCode = 1;
  } finally {
    await tmux('kill-server').catch(() => undefined);
    await stack.close();
    await bundles.close();
  }
};

const { values } = parseArgs({ options: { league: { type: 'string', default: 'nba' }, help: { type: 'boolean' } } });
if (values.help === true) process.stdout.write(USAGE);
else if (spawnSync('tmux', ['-V']).status !== 0) {
  process.stderr.write('There is no tmux on this machine\n');
  process.exitCode = 2;
} else await run(values.league);

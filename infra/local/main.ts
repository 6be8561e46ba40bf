import { join, resolve } from 'node:path';
import { ENV } from '../../lib/config.ts';
import { banner } from './banner.ts';
import { createStackClock } from './clock/stack-clock.ts';
import { HELP, parseOptions, type LocalOptions } from './options.ts';

const DATA = join(import.meta.dirname, '..', '..', '.statline', 'dynamodb');
// npm hands a Ctrl-C of the terminal on to us, and so does the terminal: the second one is an echo.
const ECHO = 300;
const PATIENCE = 2500;

const print = (text: string): void => void process.stdout.write(text);

const run = async (options: LocalOptions): Promise<void> => {
  const started = performance.now();
  // npm runs us in the repository, wherever it was called; a folder is meant from there.
  const folder = options.data === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', options.data);
  // With the machine's time nothing has to be shifted, and then nothing is.
  const clock = options.speed === 1 && options.start === undefined ? undefined : createStackClock(options);
  // What was kept in one time means nothing in another: it would seem fresh for years.
  const data = folder ?? (clock === undefined ? DATA : undefined);
  // Not before it is needed: what the stack imports takes longer than saying what is wrong with an option.
  const { startStack } = await import('./stack/stack.ts');
  const variables = {
    // What goes well is not news on a terminal, and nobody collects metrics here.
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'WARN',
    POWERTOOLS_METRICS_DISABLED: 'true',
    // A simulated provider minds no crowd: eight cold leagues are warm within the first minute.
    ...(options.upstream === 'simulated' && { [ENV.minuteBudget]: '1200' }),
    ...(options.keys !== undefined && { [ENV.apiKeyHashes]: options.keys }),
  };
  const starting = startStack({ ...options, clock, data, variables, log: (line) => print(`${line}\n`) });
  stopOnSignal(async () => {
    await starting.then((stack) => stack.close()).catch(() => undefined);
  });
  const stack = await starting;
  print(banner({ stack, options, data, clock, elapsed: performance.now() - started }));
};

const stopOnSignal = (close: () => Promise<void>): void => {
  let since: number | undefined;
  const onSignal = (): void => {
    if (since === undefined) {
      since = Date.now();
      print('\nStopping; Ctrl-C again to stop at once.\n');
      setTimeout(() => process.exit(1), PATIENCE);
      void close().then(() => process.exit(0));
    } else if (Date.now() - since > ECHO) {
      process.exit(130);
    }
  };
  // Nobody reads what is printed any more: `npm start | head`.
  process.stdout.once('error', onSignal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
};

process.stdout.on('error', () => undefined);
const parsed = parseOptions(process.argv.slice(2));
switch (parsed.kind) {
  case 'help':
    print(`${HELP}\n`);
    break;
  case 'invalid':
    process.stderr.write(`${parsed.message}; see npm start -- --help\n`);
    process.exitCode = 2;
    break;
  case 'run':
    await run(parsed.options).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
    break;
}

import { join, resolve } from 'node:path';
import { ENV } from '../../lib/config.ts';
import { banner } from './banner.ts';
import { createStackClock } from './clock/stack-clock.ts';
import type { GivenVariables } from './given-variables.ts';
import { HELP, parseOptions, type LocalOptions } from './options.ts';

const DATA_FOLDER = join(import.meta.dirname, '..', '..', '.statline', 'dynamodb');
// Both the terminal and npm send one Ctrl-C to this process: a second signal this soon is the same key press.
const ECHO_MS = 300;
const STOP_TIMEOUT_MS = 2500;

const print = (text: string): void => void process.stdout.write(text);

const run = async (options: LocalOptions, given: GivenVariables): Promise<void> => {
  const started = performance.now();
  // npm runs this in the repository, wherever it was called; --data is relative to where it was called.
  const folder = options.data === undefined ? undefined : resolve(process.env.INIT_CWD ?? '.', options.data);
  // Without a clock of its own, the stack leaves its functions' Date alone.
  const clock = options.speed === 1 && options.start === undefined ? undefined : createStackClock(options);
  // Entries stored under one clock mean nothing under another: they could seem fresh for years.
  const data = folder ?? (clock === undefined ? DATA_FOLDER : undefined);
  // Imported late: loading the stack takes longer than reporting a wrong option.
  const { startStack } = await import('./stack/stack.ts');
  const variables = {
    // Only warnings are worth a line on a terminal, and nothing collects metrics here.
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'WARN',
    POWERTOOLS_METRICS_DISABLED: 'true',
    // The simulated provider has no rate limit, so eight cold leagues are warm within the first minute.
    ...(options.upstream === 'simulated' && { [ENV.minuteBudget]: '1200' }),
    ...(options.keys !== undefined && { [ENV.apiKeyHashes]: options.keys }),
    ...(options.cors && { [ENV.corsOrigins]: '*' }),
    ...given.variables,
  };
  const starting = startStack({ ...options, scenes: 'on', clock, data, variables, log: (line) => print(`${line}\n`) });
  stopOnSignal(async () => {
    await starting.then((stack) => stack.close()).catch(() => undefined);
  });
  const stack = await starting;
  const scene = options.scene === undefined ? undefined : await stack.scenes?.play(options.scene);
  print(banner({ stack, options, scene, given, data, clock, elapsed: performance.now() - started }));
};

const stopOnSignal = (close: () => Promise<void>): void => {
  let since: number | undefined;
  const onSignal = (): void => {
    if (since === undefined) {
      since = Date.now();
      print('\nStopping; Ctrl-C again to stop at once.\n');
      setTimeout(() => process.exit(1), STOP_TIMEOUT_MS);
      void close().then(() => process.exit(0));
    } else if (Date.now() - since > ECHO_MS) {
      process.exit(130);
    }
  };
  // The reader of the output is gone: `npm start | head`.
  process.stdout.once('error', onSignal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
};

process.stdout.on('error', () => undefined);
const parsed = parseOptions(process.argv.slice(2), process.env);
switch (parsed.kind) {
  case 'help':
    print(`${HELP}\n`);
    break;
  case 'invalid':
    process.stderr.write(`${parsed.message}; see npm start -- --help\n`);
    process.exitCode = 2;
    break;
  case 'run':
    await run(parsed.options, parsed.given).catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exit(1);
    });
    break;
}

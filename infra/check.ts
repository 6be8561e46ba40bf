import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { text } from 'node:stream/consumers';
import { join } from 'node:path';

// `npm run check`: every tool that judges the code, side by side. Prints the seconds of each, and the whole output of
// each that failed. Caches are keyed by content. ESLint's does not notice a type that changed in another file: a clean
// clone, as in CI, lints everything.

const ROOT = join(import.meta.dirname, '..');
const BIN = join(ROOT, 'node_modules', '.bin');
const CACHE = 'node_modules/.cache/check';
const ROOMS = ['lib', 'functions', 'cli', 'infra', 'simulators', 'test', 'bench', 'docs/examples'];

interface Check {
  readonly name: string;
  readonly command: readonly string[];
}

/** The longest first, so that it never begins last. */
const CHECKS: readonly Check[] = [
  {
    name: 'eslint',
    command: ['eslint', '.', '--cache', '--cache-strategy=content', `--cache-location=${CACHE}/eslint`],
  },
  { name: 'knip', command: ['knip'] },
  { name: 'dependency-cruiser', command: ['depcruise', ...ROOMS, '--config', '.dependency-cruiser.cjs'] },
  { name: 'typescript', command: ['tsc', '-p', '.', '--incremental', '--tsBuildInfoFile', `${CACHE}/tsbuildinfo`] },
  { name: 'contract', command: ['node', 'infra/contract/main.ts', '--check'] },
  { name: 'redocly', command: ['redocly', 'lint', 'docs/openapi.json'] },
  { name: 'openapi schema', command: ['validate-api', 'docs/openapi.json'] },
  // They run in browsers.
  { name: 'typescript of the pages', command: ['tsc', '-p', 'functions/web/pages'] },
  // With the library of Node 20, where it runs as well.
  { name: 'typescript of the package', command: ['tsc', '-p', 'infra/package'] },
  { name: 'typescript of the examples', command: ['tsc', '-p', 'docs/examples'] },
  { name: 'circles of folders', command: ['node', 'bench/house/circles.ts'] },
  {
    name: 'prettier',
    command: ['prettier', '--check', '.', '--cache', '--cache-strategy=content', `--cache-location=${CACHE}/prettier`],
  },
];

interface Outcome {
  readonly name: string;
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

const run = async ({ name, command: [tool = '', ...args] }: Check): Promise<Outcome> => {
  const started = performance.now();
  const child = spawn(join(BIN, tool), args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false)).once('close', (code) => resolve(code === 0));
  });
  const [passed, out, err] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  return { name, passed, output: out + err, seconds: (performance.now() - started) / 1000 };
};

const report = ({ name, passed, output, seconds }: Outcome): void => {
  process.stdout.write(`${passed ? 'passed' : 'FAILED'}  ${name}, ${seconds.toFixed(1)} s\n`);
  if (!passed) process.stdout.write(`${output.trimEnd()}\n`);
};

const waiting = [...CHECKS];
let failed = 0;
const worker = async (): Promise<void> => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const outcome = await run(check);
    report(outcome);
    if (!outcome.passed) failed += 1;
  }
};
await Promise.all(Array.from({ length: availableParallelism() }, worker));
if (failed > 0) process.exitCode = 1;

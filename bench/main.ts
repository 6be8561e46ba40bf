import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { machine } from './machine.ts';
import { PARTS, wantedParts, WHOLE, type WantedPart } from './parts.ts';

const listed = (inWhole: boolean): string =>
  Object.entries(PARTS)
    .filter(([name]) => WHOLE.some((part) => part.name === name) === inWhole)
    .map(([name, { says }]) => `  ${name.padEnd(14)}${says}\n`)
    .join('');

const USAGE = `Usage: npm run bench -- [NAME [options]]…

  Without a name these run, one after the other, in at most 20 minutes on two quiet cores:
${listed(true)}
  These run when they are named:
${listed(false)}
  npm run bench -- NAME --help lists a part's options.
`;

const MAX_PART_SECONDS = 480;

interface Ran {
  readonly name: string;
  readonly succeeded: boolean;
  readonly seconds: number;
}

let running: ChildProcess | undefined;
const stopped = new AbortController();

/** Runs a part as a process of its own, so that none inherits another's heap. */
const run = async ({ name, words }: WantedPart): Promise<Ran> => {
  process.stdout.write(`\n--- ${[name, ...words].join(' ')}\n`);
  const began = performance.now();
  running = spawn(process.execPath, [join(import.meta.dirname, name, 'main.ts'), ...words], { stdio: 'inherit' });
  const [code] = (await once(running, 'exit')) as [number | null];
  return { name, succeeded: code === 0, seconds: Math.round((performance.now() - began) / 1000) };
};

/** How long each part took, and which of them failed. */
const conclude = (ran: readonly Ran[]): void => {
  const took = ran.map(({ name, seconds }) =>
    seconds > MAX_PART_SECONDS ? `${name} ${seconds} s (over ${MAX_PART_SECONDS})` : `${name} ${seconds} s`,
  );
  const all = ran.reduce((sum, { seconds }) => sum + seconds, 0);
  process.stdout.write(`\n${took.join(', ')}; together ${(all / 60).toFixed(1)} min.\n`);
  process.stdout.write('Ratios, counts and bytes carry over to another machine, times do not.\n');
  const failed = ran.filter(({ succeeded }) => !succeeded);
  if (failed.length === 0) return;
  process.stderr.write(`Failed: ${failed.map(({ name }) => name).join(', ')}\n`);
  process.exitCode = 1;
};

// A part ends what it has started when it is told to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    stopped.abort();
    running?.kill(signal);
    process.exitCode = 1;
  });
}

const parts = wantedParts(process.argv.slice(2));
if (parts === undefined) {
  const asked = process.argv.includes('--help');
  (asked ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = asked ? 0 : 2;
} else if (parts.some(({ words }) => words.includes('--help'))) {
  for (const part of parts) if (!(await run(part)).succeeded) process.exitCode = 1;
} else {
  process.stdout.write(`${machine()}\n`);
  const ran: Ran[] = [];
  for (const part of parts) if (!stopped.signal.aborted) ran.push(await run(part));
  conclude(ran);
}

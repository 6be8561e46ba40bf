import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { PARTS, wantedParts, type WantedPart } from './parts.ts';

const USAGE = `Usage: npm run bench -- [NAME [options]]…

  Without a name every part runs, one after the other.

${Object.entries(PARTS)
  .map(([name, says]) => `  ${name.padEnd(14)}${says}\n`)
  .join('')}
  npm run bench -- NAME --help lists a part's options.
`;

let running: ChildProcess | undefined;

/** Runs a part as a process of its own, so that none inherits another's heap; true when it succeeded. */
const run = async ({ name, words }: WantedPart): Promise<boolean> => {
  process.stdout.write(`\n--- ${name}\n`);
  running = spawn(process.execPath, [join(import.meta.dirname, name, 'main.ts'), ...words], { stdio: 'inherit' });
  const [code] = (await once(running, 'exit')) as [number | null];
  return code === 0;
};

// A part ends what it has started when it is told to end.
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    running?.kill(signal);
    process.exitCode = 1;
  });
}

const parts = wantedParts(process.argv.slice(2));
if (parts === undefined) {
  const asked = process.argv.includes('--help');
  (asked ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = asked ? 0 : 2;
} else {
  const failed: string[] = [];
  for (const part of parts) if (!(await run(part))) failed.push(part.name);
  if (failed.length > 0) {
    process.stderr.write(`Failed: ${failed.join(', ')}\n`);
    process.exitCode = 1;
  }
}

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { machine } from '../machine.ts';

// Each is a file beside this one, and a process of its own: what one leaves on the heap is no other's cost.
const CURVES = {
  throughput: '1 to 8 environments, questions at fixed moments: latency from the moment each was due',
  memory: 'entries up to 64 MB: what they take beside what they are counted for, and a whole environment',
  'purge-log': 'a log of 0 to 500 lines: hits, what is read of it, and whether it stays bounded',
  batch: '1 to 100 players in a question: from memory, from Redis, from the provider',
  directory: '2,000 to 20,000 players: finding one by name, and while it is typed',
  usage: 'up to 500 callers: what is written, what /v1/usage reads, who is popular',
} as const;

type Curve = keyof typeof CURVES;
const isCurve = (name: string): name is Curve => Object.hasOwn(CURVES, name);

const USAGE = `Usage: npm run bench -- growth [options]

  How costs grow with what there is. Each table says what a step costs beside the one before it, and the exponent:
  0 is constant, 1 linear, 2 quadratic.
  --only NAME    one of these
${Object.entries(CURVES)
  .map(([name, says]) => `    ${name.padEnd(12)} ${says}\n`)
  .join('')}  --quick        fewer rounds and steps
`;

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const run = (name: Curve): void => {
  console.log(`\n${name}: ${CURVES[name]}`);
  const began = performance.now();
  const args = [join(import.meta.dirname, `${name}.ts`), ...(values.quick ? ['--quick'] : [])];
  const { status } = spawnSync(process.execPath, ['--expose-gc', ...args], { stdio: 'inherit' });
  console.log(`(${((performance.now() - began) / 1000).toFixed(0)} s)`);
  if (status !== 0) process.exitCode = 1;
};

const { only } = values;
if (values.help || (only !== undefined && !isCurve(only))) {
  (values.help ? process.stdout : process.stderr).write(USAGE);
  process.exitCode = values.help ? 0 : 2;
} else {
  console.log(`${machine()}. Counts, ratios and exponents carry over, times do not.`);
  const curves = Object.keys(CURVES).filter(isCurve);
  for (const name of only === undefined ? curves : [only]) run(name);
}

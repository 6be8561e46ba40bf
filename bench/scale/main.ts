import { parseArgs } from 'node:util';
import { simulate, type Phase, type Simulated } from './simulate.ts';

const USAGE = `Usage: npm run bench -- scale [options]

  The real engine in 1, 10, 100 and 1,000 environments over stores in this process, on one stepped clock: commands, units,
  loads, leases and purges, on a usual evening and on a game night, and what follows for 5,000.
  --quick        up to 100 environments
  --rate N       questions a second of each environment (default 1)
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rate: { type: 'string', default: '1' },
    help: { type: 'boolean', default: false },
  },
});

const SIZES = [1, 10, 100, 1000];
const BEYOND = 5000;

const rounded = (value: number): number => Number(value.toPrecision(3));

const each = ({ questions, redisCommands, readUnits, writeUnits, loads, fromMemory }: Phase) => ({
  questions,
  'Redis commands each': rounded(redisCommands / questions),
  'read units each': rounded(readUnits / questions),
  'write units each': rounded(writeUnits / questions),
  'loads each': rounded(loads / questions),
  'from memory': rounded(fromMemory / questions),
});

/** By a straight line through the last two sizes, both as logarithms. */
const beyond = (all: readonly Simulated[], of: (each: Simulated) => number): number => {
  const [before, last] = all.slice(-2);
  if (before === undefined || last === undefined || of(before) <= 0 || of(last) <= 0) return Number.NaN;
  const slope = Math.log(of(last) / of(before)) / Math.log(last.environments / before.environments);
  return rounded(of(last) * (BEYOND / last.environments) ** slope);
};

const show = (all: readonly Simulated[], rate: number): void => {
  for (const phase of ['usual', 'gameNight'] as const) {
    process.stdout.write(`\n${phase === 'usual' ? 'A usual evening' : 'A game night'}\n`);
    console.table(all.map((one) => ({ environments: one.environments, ...each(one[phase]) })));
  }
  process.stdout.write('\nBoth together\n');
  console.table(
    all.map((one) => ({
      environments: one.environments,
      'loads doubled': one.doubledLoads,
      failed: one.failed,
      'log read alone, a second': rounded(one.logReadsPerSecond),
      'leases lost': rounded(one.leasesLost),
      'purges seen by all after, s': rounded(one.purgeSeenBy / 1000),
      purges: one.purges,
      'p50, ms': rounded(one.p50),
      'p99, ms': rounded(one.p99),
    })),
  );
  const perQuestion = (of: (phase: Phase) => number) =>
    beyond(all, ({ gameNight }) => of(gameNight) / gameNight.questions);
  console.table([
    {
      [`what follows for ${BEYOND} environments`]: `${BEYOND * rate} questions a second`,
      'Redis commands a second': rounded(BEYOND * rate * perQuestion(({ redisCommands }) => redisCommands)),
      'read units a second': rounded(BEYOND * rate * perQuestion(({ readUnits }) => readUnits)),
      'write units a second': rounded(BEYOND * rate * perQuestion(({ writeUnits }) => writeUnits)),
      'loads a second': rounded(BEYOND * rate * perQuestion(({ loads }) => loads)),
    },
  ]);
};

if (values.help) process.stdout.write(USAGE);
else {
  const rate = Number(values.rate);
  const all: Simulated[] = [];
  for (const environments of values.quick ? SIZES.slice(0, 3) : SIZES) {
    const began = performance.now();
    all.push(await simulate({ environments, rate }));
    const { rss } = process.memoryUsage();
    process.stderr.write(
      `${environments} environments: ${((performance.now() - began) / 1000).toFixed(0)} s, ${Math.round(rss / 1e6)} MB\n`,
    );
  }
  show(all, rate);
}

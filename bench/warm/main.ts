import { parseArgs } from 'node:util';
import { writeFile } from 'node:fs/promises';
import { openLeague } from '../warm-league.ts';
import { measurePages } from './pages.ts';
import { profiledRun, runOnce, type WarmRun } from './run.ts';

const USAGE = `Usage: npm run bench -- warm [options]

  The bundled warm function over empty stores and a simulated provider that takes its time: the whole NFL from cold, and
  the next run. Provider calls, the most memory it has at once, and the CPU that is ours beside the time it takes.
  --quick          one run
  --latency MS     before each of the provider's answers (default 150)
  --cpu-prof FILE  instead: where the CPU of a run from cold goes, of the functions as they are written
  --heap-prof FILE the same of what it allocates
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    latency: { type: 'string', default: '150' },
    'cpu-prof': { type: 'string' },
    'heap-prof': { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

/** MB that the warm function has, and that it would have as the others. */
const MEMORY_SIZES = [1024, 512];
const GOAL_MB = 256;
const TIMES = 3;

const latency = Number(values.latency);

const megabytes = (bytes: number): number => Math.round(bytes / 2 ** 20);

/** From cold, and then with nothing left to do. */
const runTwice = async (memorySize: number): Promise<readonly [WarmRun, WarmRun]> => {
  const league = await openLeague({ leagues: 'nfl', latency });
  try {
    const cold = await runOnce({ league, memorySize });
    return [cold, await runOnce({ league, memorySize })];
  } finally {
    await league.close();
  }
};

const middle = (runs: readonly WarmRun[], of: (run: WarmRun) => number): number =>
  runs.map(of).sort((a, b) => a - b)[Math.floor(runs.length / 2)] ?? Number.NaN;

const row = (memorySize: number, what: string, runs: readonly WarmRun[]) => {
  const peak = Math.max(...runs.map(({ peakMemory }) => peakMemory));
  return {
    run: `${what}, ${memorySize} MB`,
    'CPU, % of its time': Math.round(100 * middle(runs, ({ cpu, wall }) => cpu / wall)),
    'peak RSS, MB': megabytes(peak),
    'at most': GOAL_MB,
    'provider calls': Object.values(runs[0]?.calls ?? {}).reduce((sum, count) => sum + count, 0),
    'CPU, s': (middle(runs, ({ cpu }) => cpu) / 1000).toFixed(1),
    'all of it, s': (middle(runs, ({ wall }) => wall) / 1000).toFixed(1),
  };
};

const measure = async (): Promise<void> => {
  const rows = [];
  let calls: WarmRun['calls'] = {};
  for (const memorySize of MEMORY_SIZES) {
    const runs: (readonly [WarmRun, WarmRun])[] = [];
    for (let time = 0; time < (values.quick ? 1 : TIMES); time += 1) runs.push(await runTwice(memorySize));
    rows.push(
      row(
        memorySize,
        'from cold',
        runs.map(([cold]) => cold),
      ),
      row(
        memorySize,
        'the next',
        runs.map(([, next]) => next),
      ),
    );
    calls = runs[0]?.[0].calls ?? {};
  }
  console.table(rows);
  process.stdout.write(
    `From cold: ${Object.entries(calls)
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', ')}; the provider takes ${latency} ms before each answer.\n`,
  );
  console.table(await measurePages(values.quick ? 3 : 7));
};

const profile = async (kind: 'cpu' | 'heap', file: string): Promise<void> => {
  const league = await openLeague({ leagues: 'nfl' });
  try {
    await writeFile(file, await profiledRun({ league, memorySize: MEMORY_SIZES[0] ?? 1024 }, kind));
  } finally {
    await league.close();
  }
};

if (values.help) process.stdout.write(USAGE);
else if (values['cpu-prof'] !== undefined) await profile('cpu', values['cpu-prof']);
else if (values['heap-prof'] !== undefined) await profile('heap', values['heap-prof']);
else await measure();

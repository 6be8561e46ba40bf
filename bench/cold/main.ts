import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFunctions } from '../../infra/build/find-functions.ts';
import { warmLeague, type League } from '../warm-league.ts';
import { openCpuQuota, type CpuQuota } from './cpu-quota.ts';
import { startOnce, SUBJECTS, type Start } from './starts.ts';

const USAGE = `Usage: npm run bench -- cold [options]

  New environments of the bundled api function, and of three that do less, asked twice: the CPU of a start and of the
  first answer, and what the first answer takes beyond the second within the share of a core that Lambda gives.
  --times K      environments of each (default 9)
`;

const { values } = parseArgs({
  options: { times: { type: 'string', default: '9' }, help: { type: 'boolean', default: false } },
});

/** By memory: cores. */
const QUOTAS = { 'full speed': undefined, '1 GB, 0.58 core': 0.58, '512 MB, 0.29 core': 0.29 } as const;

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const startAll = async (
  league: League,
  times: number,
  quota?: CpuQuota,
): Promise<ReadonlyMap<string, readonly Start[]>> => {
  const starts = new Map<string, Start[]>(SUBJECTS.map(({ label }) => [label, []]));
  // In turn: a slow moment of the machine meets all of them.
  for (let time = 0; time < times; time += 1) {
    for (const subject of SUBJECTS) starts.get(subject.label)?.push(await startOnce(league, subject, quota));
  }
  return starts;
};

const show = (title: string, starts: ReadonlyMap<string, readonly Start[]>): void => {
  const whole = ({ init, cpu: [first] }: Start): number => init + first;
  const floor = median((starts.get('@upstash/redis, one MGET') ?? []).map(whole));
  process.stdout.write(`\n${title}\n`);
  console.table(
    [...starts].map(([function_, all]) => ({
      function: function_,
      'x @upstash/redis, CPU': (median(all.map(whole)) / floor).toFixed(2),
      'CPU of the start': median(all.map(({ init }) => init)).toFixed(0),
      'of the first answer': median(all.map(({ cpu }) => cpu[0])).toFixed(1),
      'of the second': median(all.map(({ cpu }) => cpu[1])).toFixed(1),
      'first answer, ms': median(all.map(({ wall }) => wall[0])).toFixed(1),
      'beyond the second, ms': median(all.map(({ wall: [first, second] }) => first - second)).toFixed(1),
    })),
  );
};

const measure = async (times: number): Promise<void> => {
  const floors = Object.fromEntries(
    ['empty', 'fetch', 'upstash'].map((name) => [name, join(import.meta.dirname, 'floors', `${name}.ts`)]),
  );
  const league = await warmLeague({ leagues: 'nfl', entries: { ...(await findFunctions()), ...floors } });
  try {
    for (const [title, cores] of Object.entries(QUOTAS)) {
      const quota = cores === undefined ? undefined : await openCpuQuota(cores);
      if (cores !== undefined && quota === undefined) {
        process.stdout.write(`\n${title}: not measured; it takes Linux, root and a writable control group.\n`);
        continue;
      }
      show(title, await startAll(league, times, quota));
      await quota?.close();
    }
  } finally {
    await league.close();
  }
};

if (values.help) process.stdout.write(USAGE);
else await measure(Number(values.times));

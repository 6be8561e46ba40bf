import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findFunctions } from '../../infra/build/find-functions.ts';
import { ENV } from '../../lib/env.ts';
import { startSocketServer } from '../../test/support/sockets.ts';
import { warmLeague, type League } from '../warm-league.ts';
import { openCpuQuota, type CpuQuota } from './cpu-quota.ts';
import { showPrices } from './prices.ts';
import { startOnce, STATLINE, SUBJECTS, type Start, type Subject } from './starts.ts';
import { median, show } from './table.ts';
import { openVariants } from './variants.ts';

const USAGE = `Usage: npm run bench -- cold [options]

  New environments of the bundled api function, and of three that do less, asked twice: the CPU of a start and of the
  first answer, and what the first answer takes beyond the second within the share of a core that Lambda gives. One of
  them finds a silent Redis, and is answered from DynamoDB.
  --times K      environments of each (default 7)
  --quick        two of each
  --variants     instead: the api function built and started in other ways, at full speed and with 512 MB
`;

const { values } = parseArgs({
  options: {
    times: { type: 'string', default: '7' },
    quick: { type: 'boolean', default: false },
    variants: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** By memory: cores. */
const QUOTAS = { 'full speed': undefined, '1 GB, 0.58 core': 0.58, '512 MB, 0.29 core': 0.29 } as const;
const MAX_MS_OVER_A_SILENT_REDIS = 100;
// A deployment's: a time limit that never passes would not show what a silent Redis costs.
const REDIS_TIMEOUT_MS = '150';
const SILENT = 'statline, Redis silent, from DynamoDB';

type Starts = ReadonlyMap<string, readonly Start[]>;

const startAll = async (
  league: League,
  subjects: readonly Subject[],
  { times, quota }: { readonly times: number; readonly quota: CpuQuota | undefined },
): Promise<Starts> => {
  const starts = new Map<string, Start[]>(subjects.map(({ label }) => [label, []]));
  // In turn: a slow moment of the machine meets all of them.
  for (let time = 0; time < times; time += 1) {
    for (const subject of subjects) starts.get(subject.label)?.push(await startOnce(league, subject, quota));
  }
  return starts;
};

/** What is started at each speed that this machine can hold it to. */
const atSpeeds = async (
  speeds: Readonly<Record<string, number | undefined>>,
  start: (quota: CpuQuota | undefined) => Promise<Starts>,
): Promise<readonly Starts[]> => {
  const all: Starts[] = [];
  for (const [title, cores] of Object.entries(speeds)) {
    const quota = cores === undefined ? undefined : await openCpuQuota(cores);
    if (cores !== undefined && quota === undefined) {
      process.stdout.write(`\n${title}: not measured; it takes Linux, root and a writable control group.\n`);
      continue;
    }
    const starts = await start(quota);
    await quota?.close();
    show(title, starts);
    all.push(starts);
  }
  return all;
};

const measure = async (times: number): Promise<void> => {
  const floors = Object.fromEntries(
    ['empty', 'fetch', 'upstash'].map((name) => [name, join(import.meta.dirname, 'floors', `${name}.ts`)]),
  );
  const league = await warmLeague({ leagues: 'nfl', entries: { ...(await findFunctions()), ...floors } });
  try {
    // Redis may have let go of it: the first answer brings it back.
    await startOnce(league, { label: STATLINE, name: 'api' });
    if (values.variants) {
      await using variants = await openVariants(league);
      const { 'full speed': full, '512 MB, 0.29 core': small } = QUOTAS;
      await atSpeeds({ 'full speed': full, '512 MB, 0.29 core': small }, (quota) =>
        startAll(league, variants.subjects, { times, quota }),
      );
      return;
    }
    const silent = await startSocketServer();
    const variables = { [ENV.redisUrl]: silent.url, [ENV.redisTimeout]: REDIS_TIMEOUT_MS };
    const subjects = [...SUBJECTS, { label: SILENT, name: 'api', options: { variables } }];
    const [full] = await atSpeeds(QUOTAS, (quota) => startAll(league, subjects, { times, quota }));
    await silent.close();
    if (full !== undefined) {
      const first = (label: string) => median((full.get(label) ?? []).map(({ wall }) => wall[0]));
      process.stdout.write(
        `\nA silent Redis costs ${(first(SILENT) - first(STATLINE)).toFixed(0)} ms over an answer from Redis at full speed, at most ${MAX_MS_OVER_A_SILENT_REDIS}.\n`,
      );
      showPrices(full.get(STATLINE) ?? []);
    }
  } finally {
    await league.close();
  }
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) process.stdout.write(USAGE);
else await measure(values.quick ? 2 : Number(values.times));

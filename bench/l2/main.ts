import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle } from '../../infra/build/bundle.ts';
import { startRedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import type { L2Row, L2Task } from './measured.ts';

const USAGE = `Usage: npm run bench -- l2 [options]

  Hits in Redis beside a bare fetch of the same bytes from the same server, in turn, in one process of bundled code.
  --quick        fewer rounds
  --source       the code as it is written, to be profiled: NODE_OPTIONS=--cpu-prof
`;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    source: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const measure = async (rounds: number): Promise<readonly L2Row[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-l2-'));
  const redis = await startRedisRest();
  try {
    const written = join(import.meta.dirname, 'measured.ts');
    if (!values.source) await bundle({ entry: written, outdir: folder, name: 'measured' });
    const task: L2Task = { redis: { url: redis.url, token: redis.token }, rounds };
    const child = fork(values.source ? written : join(folder, 'measured.mjs'), [JSON.stringify(task)]);
    process.once('exit', () => child.kill('SIGKILL'));
    const exited = once(child, 'exit');
    const died = exited.then(() => Promise.reject(new Error('The measured process died')));
    died.catch(() => undefined);
    const [rows] = (await Promise.race([once(child, 'message'), died])) as [readonly L2Row[]];
    await exited;
    return rows;
  } finally {
    await redis.close();
    await rm(folder, { recursive: true, force: true });
  }
};

const middle = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

/** How often the one is the other, round by round: both had the same machine then. */
const ratio = (one: readonly number[], other: readonly number[]): string =>
  middle(one.map((value, round) => value / (other[round] ?? Number.NaN))).toFixed(2);

const show = ([bare, hit, bareBatch, parsed, batch]: readonly L2Row[]): void => {
  if (!bare || !hit || !bareBatch || !parsed || !batch) return;
  const row = (what: string, of: L2Row, than: L2Row, atMost: number | '') => ({
    read: what,
    'times it': ratio(of.rounds, than.rounds),
    'at most': atMost,
    'times its CPU': ratio(of.cpu, than.cpu),
    requests: of.requests,
    commands: of.commands,
    ms: middle(of.rounds).toFixed(2),
  });
  console.table([
    row('a bare fetch', bare, bare, ''),
    row('an L2 hit / a bare fetch', hit, bare, 1.3),
    row('50 L2 hits / one', batch, hit, 1.5),
    row('a bare fetch of 50 / one', bareBatch, bare, ''),
    row('the same with its JSON and headers parsed / one L2 hit', parsed, hit, ''),
    row('50 L2 hits / a bare fetch of 50', batch, bareBatch, ''),
    row('50 L2 hits / the same parsed', batch, parsed, ''),
  ]);
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

if (values.help) process.stdout.write(USAGE);
else show(await measure(values.quick ? 15 : 60));

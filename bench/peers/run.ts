import { mkdtempDisposable, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundle } from '../../infra/build/bundle.ts';
import { machine } from '../machine.ts';
import type { Cell, Group } from './group.ts';
import { ensurePeers } from './install.ts';
import { measureL1Hits } from './l1-table.ts';
import { startRedisServer, type RedisServer } from './redis-server.ts';
import { openRig, type Contender } from './rig.ts';
import { outages } from './scenarios/outages.ts';
import { purges } from './scenarios/purges.ts';
import { stampedes } from './scenarios/stampedes.ts';
import { times } from './scenarios/times.ts';
import { trips } from './scenarios/trips.ts';
import { BUNDLE_VARIABLE, SUBJECTS } from './subject.ts';
import { printed, type Table } from './tables.ts';
import { verdictTable } from './verdicts.ts';

const GROUPS: readonly Group[] = [stampedes, trips, purges, times, outages];
/** What can be asked for alone. */
export const TABLES: readonly string[] = ['l1-hits', ...GROUPS.map(({ name }) => name)];

const ROUNDS = 7;
const QUICK_ROUNDS = 3;
const RESULTS = new URL('./results.json', import.meta.url);

export interface PeersOptions {
  /** Fewer rounds, and no outages: for a look. */
  readonly quick: boolean;
  /** Only the groups whose name is here. Empty: all. */
  readonly only: readonly string[];
}

/** Statline beside the caches one would use instead, in one run; prints a table per group and keeps them all. */
export const comparePeers = async ({ quick, only }: PeersOptions): Promise<void> => {
  const redis = await startRedisServer();
  if (redis === undefined) {
    process.stdout.write('Skipped: there is no redis-server on PATH (Debian: apt-get install redis-server).\n');
    return;
  }
  const began = Date.now();
  await using folder = await mkdtempDisposable(join(tmpdir(), 'statline-peers-'));
  const tables: Table[] = [];
  const show = (table: Table): void => {
    tables.push(table);
    process.stdout.write(printed(table));
  };
  try {
    await ensurePeers();
    process.env[BUNDLE_VARIABLE] = await bundleStatline(folder.path);
    const wanted = (name: string): boolean => only.length === 0 || only.includes(name);
    if (wanted('l1-hits')) show(await measureL1Hits(redis, quick ? QUICK_ROUNDS : ROUNDS));
    for (const group of GROUPS) {
      if (!wanted(group.name) || (quick && only.length === 0 && group === outages)) continue;
      show(await runGroup(group, redis));
    }
    // One table alone says too little of anybody.
    if (only.length === 0) show(verdictTable(tables, SUBJECTS));
  } finally {
    await redis.close();
  }
  const seconds = Math.round((Date.now() - began) / 1000);
  const results = { at: new Date().toISOString(), machine: machine(), seconds, tables };
  await writeFile(RESULTS, `${JSON.stringify(results, null, 2)}\n`);
};

/** As it is packed: what is loaded on first need would be compiled from TypeScript first, by each new environment. */
const bundleStatline = async (outdir: string): Promise<string> => {
  await bundle({ entry: join(import.meta.dirname, 'subjects', 'statline.ts'), outdir, name: 'statline' });
  return join(outdir, 'statline.mjs');
};

const contendersOf = ({ withTable }: Group): readonly Contender[] =>
  SUBJECTS.flatMap((subject) => {
    const plain: Contender = { subject, label: subject, withTable: false };
    return subject === 'statline' && withTable
      ? [plain, { subject, label: 'statline with L3', withTable: true }]
      : [plain];
  });

const runGroup = async (group: Group, redis: RedisServer): Promise<Table> => {
  const contenders = contendersOf(group);
  const rows: (readonly Cell[])[] = [];
  for (let next = 0; next < contenders.length; next += group.abreast) {
    const abreast = contenders.slice(next, next + group.abreast);
    rows.push(...(await Promise.all(abreast.map((contender) => runOne(group, contender, redis)))));
  }
  const { name, title, columns, notes } = group;
  return {
    name,
    title,
    columns,
    notes,
    rows: contenders.map(({ label }, index) => ({ label, cells: rows[index] ?? [] })),
  };
};

const runOne = async (group: Group, contender: Contender, redis: RedisServer): Promise<readonly Cell[]> => {
  const rig = await openRig({ contender, redis });
  try {
    return await group.run(rig);
  } catch (error) {
    // One that breaks must not take the others' rows with it.
    return [`failed: ${error instanceof Error ? error.message : String(error)}`];
  } finally {
    await rig.close();
  }
};

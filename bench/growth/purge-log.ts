import {
  cacheKey,
  createMemoryTier,
  createTieredCache,
  hours,
  type Entry,
  type PurgeLog,
  type TieredCache,
} from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { readLog, writeLog } from '../../lib/tiers/purge-lines.ts';
import { createUpstashTier } from '../../lib/tiers/upstash/tier.ts';
import { entryOf } from '../../test/support/entries.ts';
import { POLICY } from '../../test/support/fake-source.ts';
import { createMemorySharedTier } from '../../test/support/memory-shared-tier.ts';
import { cpuOf, curveTable } from './curve.ts';
import { createHeldRedis } from './held-redis.ts';

const LINES = [0, 63, 125, 250, 500];
const ROUNDS = process.argv.includes('--quick') ? 3 : 9;
const LOG_KEY = 'purges:nfl';
const KEY = cacheKey('nfl:player:3139477');
const SCOPES = ['*', 'player:3139477', 'team:12'];

// As long as a ULID.
const stampOf = (index: number): string => `01K${String(index).padStart(23, '0')}`;
const logOf = (lines: number): PurgeLog =>
  new Map(Array.from({ length: lines }, (_, index) => [`player:${4_000_000 + index}`, stampOf(index)]));

const seasons = Array.from({ length: 12 }, (_, index) => ({ season: 2014 + index, yards: index ** 5 }));
const body = httpBodies.encode(JSON.stringify({ seasons }));
const LATER = Date.now() + hours(1000);
const entry: Entry = entryOf(Date, '', { ...body, freshUntil: LATER, staleUntil: LATER, scopes: SCOPES });
const query = {
  key: KEY,
  namespace: 'nfl',
  policy: POLICY,
  scopes: SCOPES,
  source: { key: KEY, load: () => Promise.reject(new Error('It is held')) },
  decode: (json: unknown) => json,
};

const unstored = {
  bodies: httpBodies,
  defer: () => undefined,
  pause: () => Promise.resolve(),
  newStamp: () => stampOf(0),
};

/** Nanoseconds of a hit in memory: its entry has been held against this log, or not yet. */
const showHits = async (): Promise<void> => {
  const now = Date.now() + 1;
  const subjectsFor = (lines: number): readonly (() => unknown)[] => {
    const memory = createMemoryTier({ maxBytes: 1_000_000, cap: Infinity });
    memory.set(KEY, entry);
    const log = logOf(lines);
    let version = 0;
    return [
      () => memory.getFresh(KEY, { log, version: 0 }, now),
      () => memory.getFresh(KEY, { log, version: (version += 1) }, now),
    ];
  };
  const costs = await cpuOf(LINES.flatMap(subjectsFor), { rounds: ROUNDS, calls: 300_000 });
  const every = (offset: number): readonly number[] => LINES.map((_, at) => (costs[2 * at + offset] ?? 0) * 1000);
  console.table(curveTable('lines', LINES, { 'hit, ns': every(0), 'first hit under a log, ns': every(1) }));
};

/** Of one stat line from Redis, whose log has not changed: the whole answer, the log within it, and what reading takes. */
const showReads = async (): Promise<void> => {
  const bytes: number[] = [];
  const logBytes: number[] = [];
  const subjects: (() => unknown)[] = [];
  for (const lines of LINES) {
    const { redis, take } = createHeldRedis();
    const log = writeLog(logOf(lines));
    await redis.set(LOG_KEY, log);
    const tier = createUpstashTier({ redis, prefix: '' });
    await tier.setMany('nfl', new Map([[KEY, entry]]));
    take();
    await tier.getMany('nfl', { keys: [KEY] });
    bytes.push(take().bytesRead);
    logBytes.push(log.length);
    const cache = await cacheOn(tier);
    subjects.push(
      () => readLog(log),
      () => tier.getMany('nfl', { keys: [KEY] }),
      () => cache(),
    );
  }
  const costs = await cpuOf(subjects, { rounds: ROUNDS, calls: 400 });
  const every = (offset: number): readonly number[] => LINES.map((_, at) => costs[3 * at + offset] ?? 0);
  console.table(
    curveTable('lines', LINES, {
      'bytes read': bytes,
      'of them the log': logBytes,
      'a log read for the first time, µs': every(0),
      'an L2 read, µs': every(1),
      'a question answered from L2, µs': every(2),
      'read units in L3': LINES.map((lines) => readUnitsOf(logOf(lines))),
    }),
  );
};

/** Of an item that a log is: eventually consistent, half a unit for each 4 KB that has begun. */
const readUnitsOf = (log: PurgeLog): number => {
  const bytes = [...log].reduce((sum, [scope, stamp]) => sum + 's:'.length + scope.length + stamp.length, 30);
  return Math.ceil(bytes / 4096) / 2;
};

/** An engine that finds its entry in the tier each time: memory keeps nothing. */
const cacheOn = async (tier: ReturnType<typeof createUpstashTier>): Promise<() => Promise<unknown>> => {
  const cache: TieredCache = createTieredCache({
    ...unstored,
    memory: createMemoryTier({ maxBytes: 0 }),
    shared: [tier],
  });
  await cache.read(query);
  return () => cache.read(query);
};

/** What purges leave behind until the hourly pruning, and after it. */
const showBounds = async (): Promise<void> => {
  const rows: Readonly<Record<string, number | string>>[] = [];
  for (const { name, scopeOf, purges } of [
    { name: 'one player, 2,000 times', scopeOf: () => 'player:1', purges: 2000 },
    { name: '400 players, five times', scopeOf: (at: number) => `player:${at % 400}`, purges: 2000 },
    { name: '2,000 players', scopeOf: (at: number) => `player:${at}`, purges: 2000 },
  ]) {
    const { redis, textOf } = createHeldRedis();
    const far = createMemorySharedTier('l3', { clock: Date, durable: true });
    await redis.set(LOG_KEY, writeLog(new Map()));
    const shared = [createUpstashTier({ redis, prefix: '' }), far];
    let stamps = 0;
    const cache = createTieredCache({
      ...unstored,
      memory: createMemoryTier({ maxBytes: 1000 }),
      shared,
      newStamp: () => stampOf((stamps += 1)),
      isOutlived: () => false,
    });
    for (let at = 0; at < purges; at += 1) await cache.purge('nfl', [scopeOf(at)]);
    const before = textOf(LOG_KEY)?.length ?? 0;
    await cache.reconcile('nfl');
    const after = textOf(LOG_KEY) ?? '';
    rows.push({
      purges: name,
      'bytes until pruned': before,
      'bytes after': after.length,
      'lines after': readLog(after)?.size ?? -1,
    });
  }
  console.table(rows);
};

await showHits();
await showReads();
await showBounds();

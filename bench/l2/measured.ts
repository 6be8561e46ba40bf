import { randomUUID } from 'node:crypto';
import { subscribe } from 'node:diagnostics_channel';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  cacheKey,
  createBackground,
  createMemoryTier,
  createTieredCache,
  hours,
  type Answer,
  type Entry,
  type Query,
  type TieredCache,
} from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { sendForText } from '../../lib/outgoing/send-for-text.ts';
import { withBreaker } from '../../lib/tiers/guards/breaker.ts';
import { withTimeout } from '../../lib/tiers/guards/timeout.ts';
import { createUpstashClient } from '../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../lib/tiers/upstash/tier.ts';

/** What the process that measures is told. */
export interface L2Task {
  readonly redis: { readonly url: string; readonly token: string };
  readonly rounds: number;
}

/** One way to read, and what a read took. */
export interface L2Row {
  readonly name: string;
  /** Milliseconds, one number a round. */
  readonly rounds: readonly number[];
  /** The same of this process's CPU. */
  readonly cpu: readonly number[];
  /** Of one read. */
  readonly requests: number;
  readonly commands: number;
}

const NAMESPACE = 'bench';
const PREFIX = 'statline:';
const POLICY = { freshFor: hours(1), absentFor: hours(1), staleWhileRevalidate: hours(1), staleIfError: hours(1) };
const KEYS = 500;
const BATCH = 50;
const READS = { one: 40, batch: 8 } as const;
const TIMEOUT_MS = 5000;
const MAX_BYTES = 1024 * 1024;

/** As long as a stat line's body. */
const VALUE = {
  id: '3139477',
  stats: Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`stat-${at}`, at * 17])),
};

const keys = Array.from({ length: KEYS }, (_, at) => cacheKey(`nfl:stats:${3_000_000 + at}:2025`));
const queries = keys.map((key, at): Query<unknown> => ({
  key,
  namespace: NAMESPACE,
  policy: POLICY,
  scopes: [`player:${3_000_000 + at}`],
  source: { key, load: () => Promise.resolve([{ key, value: VALUE, policy: POLICY, scopes: [] }]) },
  decode: (json) => json,
}));

const [, , told = ''] = process.argv;
const { redis, rounds } = JSON.parse(told) as L2Task;

let requests = 0;
let commands = 0;
// By either client of Node.
for (const channel of ['http.client.request.created', 'undici:request:create'])
  subscribe(channel, () => (requests += 1));

const client = createUpstashClient({ ...redis, timeout: TIMEOUT_MS, onCommands: (count) => (commands += count) });
const tier = createUpstashTier({ redis: client, prefix: PREFIX });
const guarded = withBreaker(withTimeout(tier, TIMEOUT_MS));
const background = createBackground();

/** Nothing is in its memory. */
const newCache = (): TieredCache =>
  createTieredCache({
    memory: createMemoryTier({ maxBytes: 64 * 1024 * 1024 }),
    shared: [guarded],
    bodies: httpBodies,
    defer: (work) => background.defer(work),
    pause: (ms) => sleep(ms),
    newStamp: randomUUID,
  });

const bare = async (names: readonly string[]): Promise<void> => {
  commands += 1;
  const response = await fetch(redis.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${redis.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(['mget', `${PREFIX}purges:${NAMESPACE}`, ...names.map((name) => PREFIX + name)]),
  });
  if ((await response.text()).length < 100 * names.length) throw new Error('Redis does not hold what was stored');
};

/**
 * The same question as the engine's, sent as it is sent, which asks for the lease of each key as well, and its answer read
 * as far as it must be.
 */
const parsed = async (names: readonly string[]): Promise<void> => {
  commands += 1;
  const stored = names.map((name) => PREFIX + name);
  const leases = names.map((name) => `${PREFIX}lease:${name}`);
  const { text } = await sendForText(new URL(redis.url), {
    method: 'POST',
    headers: { authorization: `Bearer ${redis.token}`, 'content-type': 'application/json' },
    body: JSON.stringify(['mget', `${PREFIX}purges:${NAMESPACE}`, ...stored, ...leases]),
    timeout: TIMEOUT_MS,
    maxBytes: MAX_BYTES,
  });
  const { result } = JSON.parse(text) as { readonly result: readonly (string | null)[] };
  for (const value of result.slice(1, 1 + names.length)) {
    if (value === null) throw new Error('Redis does not hold what was stored');
    JSON.parse(value.slice(0, value.indexOf('\n')));
  }
};

const isHit = (answer: Answer<unknown>): boolean =>
  answer.kind === 'value' && answer.served.by === 'tier' && answer.served.tier === 'l2';

const mustHit = async (cache: TieredCache, asked: readonly Query<unknown>[]): Promise<void> => {
  const answers = await cache.readMany(asked);
  if (!answers.every((answer) => isHit(answer))) throw new Error('A miss of L2');
};

const mustHitOne = async (cache: TieredCache, query: Query<unknown> | undefined): Promise<void> => {
  if (query === undefined || !isHit(await cache.read(query))) throw new Error('A miss of L2');
};

const sliceOf = <T>(all: readonly T[], read: number): readonly T[] => all.slice(read * BATCH, (read + 1) * BATCH);
/** Each does its reads one after the other, none of them twice in a cache. */
const SUBJECTS = [
  { name: 'a bare fetch', reads: READS.one, read: (_: TieredCache, at: number) => bare(keys.slice(at, at + 1)) },
  {
    name: 'an L2 hit',
    reads: READS.one,
    read: (cache: TieredCache, at: number) => mustHitOne(cache, queries[at]),
  },
  { name: 'a bare fetch of 50', reads: READS.batch, read: (_: TieredCache, at: number) => bare(sliceOf(keys, at)) },
  {
    name: 'a bare fetch of 50, parsed',
    reads: READS.batch,
    read: (_: TieredCache, at: number) => parsed(sliceOf(keys, at)),
  },
  {
    name: '50 L2 hits',
    reads: READS.batch,
    read: (cache: TieredCache, at: number) => mustHit(cache, sliceOf(queries, at)),
  },
] as const;

const now = Date.now();
const entry: Entry = {
  ...httpBodies.encode(JSON.stringify(VALUE)),
  loadedAt: now,
  freshUntil: now + hours(1),
  staleUntil: now + hours(2),
  loadDuration: 50,
  scopes: [],
  stamps: {},
};
await tier.restore(NAMESPACE, () => Promise.resolve(new Map([['*', randomUUID()]])));
await tier.setMany(NAMESPACE, new Map(keys.map((key) => [key, entry])));
await tier.purge(
  NAMESPACE,
  Array.from({ length: 20 }, (_, at) => `team:${at}`),
  randomUUID(),
);

const rows = SUBJECTS.map(({ name }) => ({
  name,
  rounds: [] as number[],
  cpu: [] as number[],
  requests: 0,
  commands: 0,
}));
// What is measured is compiled in the first rounds, and they count for nothing.
const UNCOUNTED = 40;
for (let round = -UNCOUNTED; round < rounds; round += 1) {
  for (const [index, { reads, read }] of SUBJECTS.entries()) {
    const cache = newCache();
    const before = { requests, commands, cpu: process.cpuUsage(), at: performance.now() };
    for (let at = 0; at < reads; at += 1) await read(cache, at);
    const took = performance.now() - before.at;
    const { user, system } = process.cpuUsage(before.cpu);
    const row = rows[index];
    if (row === undefined || round < 0) continue;
    row.rounds.push(took / reads);
    row.cpu.push((user + system) / 1000 / reads);
    row.requests = (requests - before.requests) / reads;
    row.commands = (commands - before.commands) / reads;
  }
}
await background.drain();
process.send?.(rows satisfies readonly L2Row[]);

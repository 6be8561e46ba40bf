import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { compose, type ComposeOptions, type Composition } from '../../../functions/compose/compose.ts';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { cacheKey, minutes, type CacheEvent, type Policy, type Query } from '../../../lib/cache/index.ts';
import { ENV, readConfig, type Config } from '../../../lib/config.ts';
import { parseWindows } from '../../../lib/windows-config.ts';
import { createLazyDynamoDbClient, type LazyDynamoDbClient } from '../../../lib/tiers/dynamodb/lazy.ts';
import { startLocalTable, type LocalTable } from '../../support/local-table.ts';
import { startTap, type Tap } from '../../support/tap.ts';

/** A Wednesday without a window in any league. */
export const QUIET = Date.UTC(2026, 4, 20, 16);

/** A busy machine must not look like a neighbour that is out; stories about limits take the deployed ones. */
const PATIENT = { [ENV.redisTimeout]: '5000', [ENV.tableTimeout]: '5000' };
export const DEPLOYED = { [ENV.redisTimeout]: '', [ENV.tableTimeout]: '' };

export interface Neighbours {
  readonly redis: Tap;
  readonly table: Tap;
  /** Variables of a deployment that has both. */
  readonly both: Readonly<Record<string, string>>;
  readonly onlyRedis: Readonly<Record<string, string>>;
  readonly onlyTable: Readonly<Record<string, string>>;
}

/** A Redis and a table behind taps, for the tests of the file that calls it. Time stands still at QUIET. */
export const withNeighbours = (): (() => Neighbours) => {
  let backend: RedisRest;
  let local: LocalTable;
  let started: Neighbours | undefined;
  let labels = 0;
  const get = (): Neighbours => {
    if (started === undefined) throw new Error('The neighbours have not been started');
    return started;
  };
  beforeAll(async () => {
    [backend, local] = await Promise.all([startRedisRest(), startLocalTable()]);
    setAws(local.url);
    // The SDKs and the emulators load what they need with their first call, which takes longer than any limit.
    const warmUp = open({ ...PATIENT, [ENV.tableName]: local.tableName, ...redisAt(backend.url) });
    await vi.waitFor(() => warmUp.budget.state(), { timeout: 20_000 });
    await warmUp.cache.read(question('warm-up'));
    await warmUp.drain();
    vi.unstubAllEnvs();
  });
  const setAws = (url: string): void => {
    // What the SDK reads for itself.
    vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', url);
    vi.stubEnv('AWS_REGION', 'us-east-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  };
  const redisAt = (url: string) => ({ [ENV.redisUrl]: url, [ENV.redisToken]: backend.token });
  beforeEach(async () => {
    const [redis, table] = await Promise.all([startTap(backend.url), startTap(local.url)]);
    setAws(table.url);
    vi.useFakeTimers({ toFake: ['Date'], now: QUIET });
    const label = { [ENV.upstreamLabel]: `label-${(labels += 1)}` };
    const onlyRedis = { ...PATIENT, ...label, ...redisAt(redis.url) };
    const onlyTable = { ...PATIENT, ...label, [ENV.tableName]: local.tableName };
    started = { redis, table, onlyRedis, onlyTable, both: { ...onlyRedis, ...onlyTable } };
  });
  afterEach(async () => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
    const { redis, table } = get();
    await Promise.all([redis[Symbol.asyncDispose](), table[Symbol.asyncDispose]()]);
  });
  afterAll(() => Promise.all([backend.close(), local.close()]));
  return get;
};

export interface Composed extends Composition {
  readonly config: Config;
  readonly events: readonly CacheEvent[];
  /** `hit l2`, `load nfl:x`, …: what happened since it was last asked. */
  readonly story: () => readonly string[];
  readonly failures: readonly unknown[];
}

/** The deployed client gives up after 150 ms without a connection: a busy machine takes longer. */
export const patientDynamoDb = (): LazyDynamoDbClient =>
  createLazyDynamoDbClient({ connectionTimeout: 10_000, requestTimeout: 10_000 });

/** An environment of a function, composed as its entry point does. */
export const open = (
  variables: Readonly<Record<string, string>> = {},
  options: Partial<ComposeOptions> = {},
): Composed => {
  const config = readConfig(variables, parseWindows);
  const events: CacheEvent[] = [];
  const failures: unknown[] = [];
  let told = 0;
  const composition = compose(config, (event) => void events.push(event), {
    service: 'statline-test',
    flushEvery: 0,
    onFlushFailure: (error) => void failures.push(error),
    dynamoDb: patientDynamoDb(),
    ...options,
  });
  const story = (): readonly string[] => {
    const lines = events.slice(told).map(lineOf);
    told = events.length;
    return lines;
  };
  return { ...composition, config, events, failures, story };
};

const lineOf = (event: CacheEvent): string =>
  [event.kind, 'tier' in event ? event.tier : '', 'operation' in event ? event.operation : '']
    .filter(Boolean)
    .join(' ');

export interface TestQuery extends Query<unknown> {
  /** How often it was loaded. */
  readonly loads: () => number;
}

interface QuestionOptions {
  readonly value?: unknown;
  readonly load?: () => Promise<unknown>;
  readonly policy?: Partial<Policy>;
  readonly league?: string;
}

/** A question about nothing in particular. */
export const question = (
  name: string,
  { value = { name }, load = () => Promise.resolve(value), policy = {}, league = 'nfl' }: QuestionOptions = {},
): TestQuery => {
  const key = cacheKey(`${league}:name:${name.replaceAll(' ', '-')}`);
  const whole = { freshFor: minutes(600), staleWhileRevalidate: minutes(10), staleIfError: minutes(600), absentFor: 0 };
  const entry = { key, policy: { ...whole, ...policy }, scopes: ['*', 'teams'] };
  let loads = 0;
  return {
    ...entry,
    namespace: league,
    source: {
      key,
      async load() {
        loads += 1;
        return [{ ...entry, value: await load() }];
      },
    },
    decode: (json) => json,
    loads: () => loads,
  };
};

/** Later, by the clock that everybody reads. */
export const later = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

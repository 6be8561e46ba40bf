import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStackClock, type StackClock } from '../../infra/local/clock/stack-clock.ts';
import { startRedisRest, type RedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { startDynamoDb, type LocalDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { seconds } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';

// Neighbours that refuse, are silent, slow, or answer nonsense, while frozen environments are asked questions.

// Milliseconds after which a tier that failed is asked again; advanced, because there is nothing to see meanwhile.
const PROBED_WITHIN = seconds(5);

let bundles: Bundles;
let redis: RedisRest;
let dynamoDb: LocalDynamoDb;
let redisProxy: FaultProxy;
let tableProxy: FaultProxy;
let clock: StackClock;
let stack: Stack;

beforeAll(async () => {
  bundles = await realBundles();
});

beforeEach(async () => {
  redis = await startRedisRest({ token: 'local' });
  dynamoDb = await startDynamoDb();
  redisProxy = await startFaultProxy(redis.url);
  tableProxy = await startFaultProxy(dynamoDb.url);
  clock = createStackClock();
  stack = await startStack({
    bundles,
    clock,
    environments: 3,
    freeze: true,
    dynamodb: dynamoDb.url,
    variables: {
      [ENV.redisUrl]: redisProxy.url,
      AWS_ENDPOINT_URL_DYNAMODB: tableProxy.url,
      // What a deployment has, so that a fault is met as there.
      [ENV.redisTimeout]: '150',
      [ENV.tableTimeout]: '500',
    },
  });
});
afterEach(async () => {
  await stack.close();
  await Promise.all([redisProxy.close(), tableProxy.close(), redis.close(), dynamoDb.close()]);
});

const QUARTERBACKS = ['3139477', '3918298', '3916387', '3915511'];

const seasonOf = (id: string, environment?: number): Promise<Seen> =>
  ask(`${stack.url}/v1/nfl/players/${id}/stats?season=2025`, environment === undefined ? {} : { environment });

/** Asks every environment for every player, all at once. Each answer must be about the player that was asked for. */
const askEverybody = async (): Promise<void> => {
  const questions = QUARTERBACKS.flatMap((id) =>
    [1, 2, 3].map(async (environment) => ({ id, seen: await seasonOf(id, environment) })),
  );
  for (const { id, seen } of await Promise.all(questions)) {
    expect([seen.status, seen.json]).toMatchObject([200, { player: { id }, season: 2025 }]);
  }
};

describe.each(['refused', 'silent', 'garbage', 'not-json', 'error500', 'slow'] as const)(
  'a Redis that is %s',
  (fault) => {
    it('from the start fails no question, and is left alone after the first', async () => {
      redisProxy.set(fault);
      await askEverybody();
      const asked = redisProxy.requests();
      await askEverybody();
      // A probe for each environment at most, and not one question's wait more.
      expect(redisProxy.requests() - asked).toBeLessThanOrEqual(3);
    });

    it('in the middle fails no question, and is used again when it is back', async () => {
      await seasonOf('3139477', 1);
      redisProxy.set(fault);
      await askEverybody();
      redisProxy.set('none');
      clock.advance(PROBED_WITHIN);
      // What one environment learns now another one finds in Redis, without a restart.
      let team = 0;
      const shared = async (): Promise<string | null> => {
        team += 1;
        await ask(`${stack.url}/v1/nba/teams/${team}/roster`, { environment: 1 });
        return (await ask(`${stack.url}/v1/nba/teams/${team}/roster`, { environment: 2 })).from;
      };
      await expect.poll(shared, { timeout: 15_000, interval: 500 }).toMatch(/^l2; hit/);
    });
  },
);

describe.each(['refused', 'silent', 'throttled', 'error500'] as const)('a DynamoDB that is %s', (fault) => {
  it('fails no question while there is Redis', async () => {
    tableProxy.set(fault);
    await askEverybody();
    expect((await seasonOf('3139477', 2)).from).toMatch(/^l1; hit/);
  });
});

describe('both at once', () => {
  it('leave memory and the provider', async () => {
    redisProxy.set('silent');
    tableProxy.set('silent');
    await askEverybody();
    const calls = stack.upstream?.calls().total;
    await askEverybody();
    expect(stack.upstream?.calls().total).toBe(calls);
  });
});

describe('an environment that is killed in the middle of a load', () => {
  it('keeps nobody else from the answer', async () => {
    stack.upstream?.configure({ latency: 1500 });
    const doomed = seasonOf('3139477', 1);
    await expect.poll(() => stack.upstream?.calls().total, { timeout: 5000, interval: 20 }).toBeGreaterThan(0);
    const other = seasonOf('3139477', 2);
    await stack.api.kill(1);
    stack.upstream?.configure({ latency: 0 });
    expect((await doomed).status).toBeGreaterThanOrEqual(500);
    expect((await other).json).toMatchObject({ player: { id: '3139477' }, season: 2025 });
    expect((await seasonOf('3139477', 1)).json).toMatchObject({ player: { id: '3139477' } });
  });
});

describe('a purge', () => {
  const purge = (scope: string): Promise<Seen> =>
    ask(`${stack.url}/v1/admin/purge`, { body: { league: 'nfl', scope } });

  it('is done in every tier or not reported done', async () => {
    await askEverybody();
    const status = async (): Promise<number> => (await purge('player:3139477')).status;
    // An environment that could not reach Redis in time says so until it has tried again.
    await expect.poll(status, { timeout: 15_000, interval: 500 }).toBe(200);
    expect((await seasonOf('3139477', 3)).status).toBe(200);
    tableProxy.set('throttled');
    expect(await purge('*')).toMatchObject({ status: 503, json: { code: 'purge-incomplete', tiers: ['l3'] } });
  });

  it('refuses a scope it does not know, by name', async () => {
    expect(await purge('everything')).toMatchObject({ status: 400, json: { field: 'scope' } });
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDb, type LocalDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { startRedisRest, type RedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../simulators/espn/index.ts';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { startFaultProxy, type FaultProxy } from '../support/fault-proxy.ts';

// What a function leaves under way when it answers resumes in somebody else's invocation, or never: the environment is
// stopped. So at the moment of a response every request to every neighbour has been answered.

let espn: SimulatedEspn;
let redis: RedisRest;
let dynamoDb: LocalDynamoDb;
let proxies: Readonly<Record<'espn' | 'redis' | 'table', FaultProxy>>;
let stack: Stack;

beforeAll(async () => {
  espn = await startSimulatedEspn({ latency: 30 });
  redis = await startRedisRest({ token: 'local' });
  dynamoDb = await startDynamoDb();
  const [a, b, c] = await Promise.all([
    startFaultProxy(espn.url),
    startFaultProxy(redis.url),
    startFaultProxy(dynamoDb.url),
  ]);
  proxies = { espn: a, redis: b, table: c };
  stack = await startStack({
    bundles: await realBundles(),
    environments: 1,
    freeze: true,
    // What is handed to the queue is loaded when a test says so.
    refreshing: 'stepped',
    dynamodb: dynamoDb.url,
    variables: {
      ...GENEROUS_LIMITS,
      [ENV.redisUrl]: proxies.redis.url,
      AWS_ENDPOINT_URL_DYNAMODB: proxies.table.url,
      [ENV.espnSiteUrl]: proxies.espn.url,
      [ENV.espnWebUrl]: proxies.espn.url,
      [ENV.espnCoreUrl]: proxies.espn.url,
    },
  });
});
afterAll(async () => {
  await stack.close();
  await Promise.all([...Object.values(proxies), espn, redis, dynamoDb].map((each) => each.close()));
});

const unanswered = () => Object.fromEntries(Object.entries(proxies).map(([name, proxy]) => [name, proxy.unanswered()]));

const NOTHING = { espn: 0, redis: 0, table: 0 };

describe('at the moment of a response nothing is under way', () => {
  it.each([
    ['after a cold search', '/v1/nfl/players?name=patrick%20mahomes', undefined],
    ['after a hit', '/v1/nfl/players?name=patrick%20mahomes', undefined],
    ['after a cold roster', '/v1/nba/teams/LAL/roster', undefined],
    ['after a player nobody knows', '/v1/nfl/players/1', undefined],
    [
      'after a batch, some of it unknown',
      '/v1/nfl/players/stats',
      { names: ['Josh Allen', 'Joe Burrow', 'No Body'], player_ids: ['2', '3139477'], season: 2025 },
    ],
    ['after a purge', '/v1/admin/purge', { league: 'nfl', scope: '*' }],
    ['after what was purged', '/v1/nfl/players/3139477/stats', undefined],
  ])('%s', async (_when, path, body) => {
    await ask(stack.url + path, body === undefined ? {} : { body });
    expect(unanswered()).toEqual(NOTHING);
  });

  it.each([
    ['a player', '/v1/nfl/players/4431452/stats?season=2024', undefined],
    ['a batch', '/v1/nfl/players/stats', { player_ids: ['4040715', '4426348'], season: 2024 }],
    ['a roster', '/v1/nhl/teams/TOR/roster', undefined],
  ])('after a bot would wait no longer for %s', async (_what, path, body) => {
    proxies.espn.set('silent');
    try {
      const headers = { prefer: 'wait=1' };
      const seen = await ask(stack.url + path, body === undefined ? { headers } : { headers, body });
      expect(JSON.stringify(seen.json)).toContain('still-loading');
      expect(seen.headers.get('preference-applied')).toBe('wait=1');
      // The environment is stopped by now: what it has closed may reach the neighbour a moment later, nothing else will.
      await expect.poll(unanswered, { timeout: 5000, interval: 20 }).toEqual(NOTHING);
    } finally {
      proxies.espn.set('none');
    }
  });

  it.each(['error500', 'html403', 'truncated'] as const)('after the provider failed with %s', async (fail) => {
    espn.configure({ fail });
    const id = { error500: '3918298', html403: '3916387', truncated: '3915511' }[fail];
    expect((await ask(`${stack.url}/v1/nfl/players/${id}/stats?season=2024`)).status).toBe(503);
    expect(unanswered()).toEqual(NOTHING);
  });
});

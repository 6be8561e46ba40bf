import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { startRedisRest, type RedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { startStack, type Stack, type StackOptions } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

/** A stack of frozen environments whose Redis and table can be spoilt. */
export interface StackWithFaults {
  readonly stack: Stack;
  readonly redis: FaultProxy;
  /** Behind its proxy. */
  readonly redisRest: Pick<RedisRest, 'setLimitReached' | 'commands'>;
  readonly table: FaultProxy;
  close(): Promise<void>;
}

/** With the limits of a deployment, so that a fault is met as there; `variables` may set others. */
export const startStackWithFaults = async ({ variables, ...options }: StackOptions): Promise<StackWithFaults> => {
  const [redisRest, dynamoDb] = await Promise.all([startRedisRest({ token: 'local' }), startDynamoDb()]);
  const [redis, table] = await Promise.all([startFaultProxy(redisRest.url), startFaultProxy(dynamoDb.url)]);
  const stack = await startStack({
    ...options,
    freeze: true,
    dynamodb: dynamoDb.url,
    variables: {
      [ENV.redisUrl]: redis.url,
      AWS_ENDPOINT_URL_DYNAMODB: table.url,
      [ENV.redisTimeout]: '150',
      [ENV.tableTimeout]: '500',
      ...variables,
    },
  });
  return {
    stack,
    redis,
    redisRest,
    table,
    close: async () => {
      await stack.close();
      await Promise.all([redis.close(), table.close()]);
      await Promise.all([redisRest.close(), dynamoDb.close()]);
    },
  };
};

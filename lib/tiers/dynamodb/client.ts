import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import type { BatchClient } from './calls.ts';
import { createRetryStrategy, tellThrottled } from './retries.ts';

export interface DynamoDbClientOptions {
  /** Default: what the SDK reads from the environment. */
  readonly config?: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'>;
  readonly connectionTimeout?: number;
  /** Milliseconds for one attempt, of which there are two, and more where they are throttled. */
  readonly requestTimeout?: number;
}

/** The AWS SDK, half a megabyte of it: import this file by `import()` only. */
export const createDynamoDbClient = ({
  config = {},
  connectionTimeout = 150,
  requestTimeout = 400,
}: DynamoDbClientOptions = {}): BatchClient => {
  const client = new DynamoDBClient({
    ...config,
    retryStrategy: createRetryStrategy(),
    // Without the last option a request over its time is logged, and waited for all the same.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  // It copies whatever is sent and answered for a log that nobody keeps.
  client.middlewareStack.remove('loggerMiddleware');
  return {
    batchGet: (input) => tellThrottled(client.send(new BatchGetItemCommand(input))),
    batchWrite: (input) => tellThrottled(client.send(new BatchWriteItemCommand(input))),
    put: (input) => tellThrottled(client.send(new PutItemCommand(input))),
    update: (input) => tellThrottled(client.send(new UpdateItemCommand(input))),
  };
};

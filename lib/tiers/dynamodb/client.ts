import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  type DynamoDBClientConfig,
} from '@aws-sdk/client-dynamodb';
import type { BatchClient } from './calls.ts';

export interface DynamoDbClientOptions {
  /** Default: what the SDK reads from the environment. */
  readonly config?: Pick<DynamoDBClientConfig, 'endpoint' | 'region' | 'credentials'>;
  readonly connectionTimeout?: number;
  /** Milliseconds for one attempt, of which there are two. */
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
    // The default of three attempts outlasts any reader's patience.
    maxAttempts: 2,
    // Without the last option a request over its time is logged, and waited for all the same.
    requestHandler: { connectionTimeout, requestTimeout, throwOnRequestTimeout: true },
  });
  return {
    batchGet: (input) => client.send(new BatchGetItemCommand(input)),
    batchWrite: (input) => client.send(new BatchWriteItemCommand(input)),
    put: (input) => client.send(new PutItemCommand(input)),
    update: (input) => client.send(new UpdateItemCommand(input)),
  };
};

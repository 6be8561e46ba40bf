import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DescribeTableCommand,
  ResourceInUseException,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { createLocalClient } from './client.ts';

const MAX_CHECKS = 40;
const CHECK_INTERVAL_MS = 25;

export interface TableOptions {
  readonly endpoint: string;
  readonly tableName: string;
  /** Whether the server deletes what has expired; the embedded one cannot be told, and has a sweeper. */
  readonly hasTimeToLive?: boolean;
}

/** Creates the cache table as the stack does, unless it is there; resolves when it can be used. */
export const ensureTable = async ({ endpoint, tableName, hasTimeToLive = false }: TableOptions): Promise<void> => {
  const client = createLocalClient(endpoint);
  try {
    await client
      .send(
        new CreateTableCommand({
          TableName: tableName,
          AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
          KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
          BillingMode: 'PAY_PER_REQUEST',
        }),
      )
      .catch((error: unknown) => {
        if (!(error instanceof ResourceInUseException)) throw error;
      });
    for (let check = 0; check < MAX_CHECKS; check += 1) {
      const { Table } = await client.send(new DescribeTableCommand({ TableName: tableName }));
      if (Table?.TableStatus === 'ACTIVE') {
        if (hasTimeToLive) await client.send(ttlOf(tableName)).catch(ifNotOnAlready);
        return;
      }
      await sleep(CHECK_INTERVAL_MS);
    }
    throw new Error(`Table ${tableName} did not become active within ${MAX_CHECKS * CHECK_INTERVAL_MS} ms`);
  } finally {
    client.destroy();
  }
};

const ttlOf = (tableName: string): UpdateTimeToLiveCommand =>
  new UpdateTimeToLiveCommand({
    TableName: tableName,
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  });

/** A table that has it on already, or a server that knows no such call: neither keeps the stack from working. */
const ifNotOnAlready = (error: unknown): void => {
  const { name } = error as { readonly name?: string };
  if (name !== 'ValidationException' && name !== 'UnknownOperationException') throw error;
};

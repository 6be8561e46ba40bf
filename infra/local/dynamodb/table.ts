import { setTimeout as sleep } from 'node:timers/promises';
import { CreateTableCommand, DescribeTableCommand, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import { createLocalClient } from './client.ts';

const MAX_CHECKS = 40;
const CHECK_INTERVAL_MS = 25;

export interface TableOptions {
  readonly endpoint: string;
  readonly tableName: string;
}

/** Creates the cache table as the stack does, unless it is there; resolves when it can be used. */
export const ensureTable = async ({ endpoint, tableName }: TableOptions): Promise<void> => {
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
      if (Table?.TableStatus === 'ACTIVE') return;
      await sleep(CHECK_INTERVAL_MS);
    }
    throw new Error(`Table ${tableName} did not become active within ${MAX_CHECKS * CHECK_INTERVAL_MS} ms`);
  } finally {
    client.destroy();
  }
};

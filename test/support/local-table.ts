import { startDynamoDb, type LocalDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../../infra/local/dynamodb/table.ts';
import type { DynamoDbClientOptions } from '../../lib/tiers/dynamodb/client.ts';

export interface LocalTable extends LocalDynamoDb {
  readonly tableName: string;
  /** For a client of this table. */
  readonly config: NonNullable<DynamoDbClientOptions['config']>;
}

/** A DynamoDB in memory with an empty cache table. */
export const startLocalTable = async (tableName = 'statline-test'): Promise<LocalTable> => {
  const server = await startDynamoDb();
  await ensureTable({ endpoint: server.url, tableName });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  return { ...server, tableName, config: { endpoint: server.url, region: 'us-east-1', credentials } };
};

import { startDynamoDb, type LocalDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../../infra/local/dynamodb/table.ts';
import type { DynamoDbClientOptions } from '../../lib/tiers/dynamodb/client.ts';

export interface LocalTable extends LocalDynamoDb {
  readonly tableName: string;
  /**
   * For a client of this table. Without limits in real time: the table runs in the test's own process, so a busy machine
   * would be taken for a slow table. What limits do is tested against servers that are silent on purpose.
   */
  readonly client: DynamoDbClientOptions;
}

/** A DynamoDB in memory with an empty cache table. */
export const startLocalTable = async (tableName = 'statline-test'): Promise<LocalTable> => {
  const server = await startDynamoDb();
  await ensureTable({ endpoint: server.url, tableName });
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const config = { endpoint: server.url, region: 'us-east-1', credentials };
  return { ...server, tableName, client: { config, connectionTimeout: 0, requestTimeout: 0 } };
};

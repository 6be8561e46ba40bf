import { expect, it } from 'vitest';
import { ensureTable } from '../../../../infra/local/dynamodb/table.ts';
import { startDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';

it('a table at a server that cannot delete what has expired is made all the same', async () => {
  const dynamoDb = await startDynamoDb();
  try {
    await expect(
      ensureTable({ endpoint: dynamoDb.url, tableName: 'cache', hasTimeToLive: true }),
    ).resolves.toBeUndefined();
  } finally {
    await dynamoDb.close();
  }
});

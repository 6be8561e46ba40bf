import { expect, it } from 'vitest';
import { ensureTable } from '../../../../infra/local/dynamodb/table.ts';
import { startDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';

it('a table at a server that cannot delete what has expired is made all the same', async () => {
  const { url, close } = await startDynamoDb();
  try {
    await expect(ensureTable({ endpoint: url, tableName: 'cache', hasTimeToLive: true })).resolves.toBeUndefined();
  } finally {
    await close();
  }
});

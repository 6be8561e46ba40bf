import { afterAll, beforeAll } from 'vitest';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createLazyDynamoDbLedgers, type Ledgers } from '../../lib/tiers/dynamodb/lazy-ledgers.ts';
import { startLocalTable, type LocalTable } from './local-table.ts';

export interface LocalLedgers {
  /** Another environment's ledgers, on the same store when it has the same name. */
  readonly open: (store: string) => Ledgers;
  readonly table: () => LocalTable;
}

/** The ledgers over a DynamoDB in memory, as the functions open them; for the tests of the file that calls it. */
export const createLocalLedgers = (): LocalLedgers => {
  let started: LocalTable | undefined;
  const table = (): LocalTable => {
    if (started === undefined) throw new Error('The table has not been started');
    return started;
  };
  beforeAll(async () => {
    started = await startLocalTable();
  });
  afterAll(() => table().close());
  return {
    table,
    open: (store) => {
      const { tableName, config } = table();
      const client = createDynamoDbClient({ config, requestTimeout: 10_000 });
      return createLazyDynamoDbLedgers({ client, tableName, prefix: `${store}:`, limit: { ms: 20_000 } });
    },
  };
};

import { afterAll, beforeAll, vi } from 'vitest';
import { createDynamoDbClient } from '../../lib/tiers/dynamodb/client.ts';
import { createLazyDynamoDbLedgers, type DynamoDbLedgers } from '../../lib/tiers/dynamodb/lazy-ledgers.ts';
import { startLocalTable, type LocalTable } from './local-table.ts';

export interface LocalLedgers {
  /** Another environment's ledgers, on the same store when it has the same name. */
  readonly open: (store: string) => DynamoDbLedgers;
  readonly table: () => LocalTable;
}

/** The ledgers over a DynamoDB in memory, as the functions open them; for the tests of the file that calls it. */
export const createLocalLedgers = (): LocalLedgers => {
  // Against a test that hangs. Hundreds of calls to an emulator on a busy machine take as long as they take.
  vi.setConfig({ testTimeout: 120_000 });
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
      const { tableName, client } = table();
      return createLazyDynamoDbLedgers({
        client: createDynamoDbClient(client),
        tableName,
        prefix: `${store}:`,
        // Never: the table runs in this process, and a busy machine is no fault.
        limit: { ms: 0, deadline: () => new AbortController().signal },
      });
    },
  };
};

import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  ListTablesCommand,
  ScanCommand,
  type AttributeValue,
} from '@aws-sdk/client-dynamodb';
import { createLocalClient } from './client.ts';

const PAGE_ITEMS = 250;

export interface Sweeper {
  /** Deletes expired items; answers how many. */
  sweep(): Promise<number>;
  /** Sweeps every `every` milliseconds until it is stopped. */
  start(every: number): void;
  /** Resolves when a sweep that is under way is done. */
  stop(): Promise<void>;
}

export interface SweeperOptions {
  readonly endpoint: string;
  readonly clock?: { now(): number };
  /** Pages of 250 items that one sweep looks at in each table; the next sweep goes on from there. */
  readonly pages?: number;
}

/** What AWS does for a table with a `ttl` attribute and the emulator does not: expired items go, some time later. */
export const createSweeper = ({ endpoint, clock = Date, pages = 20 }: SweeperOptions): Sweeper => {
  const client = createLocalClient(endpoint);
  const cursors = new Map<string, Record<string, AttributeValue>>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  const sweepPage = async (TableName: string): Promise<number> => {
    const expired = {
      ExpressionAttributeNames: { '#ttl': 'ttl' },
      ExpressionAttributeValues: { ':now': { N: String(Math.floor(clock.now() / 1000)) } },
    };
    const cursor = cursors.get(TableName);
    const { Items = [], LastEvaluatedKey } = await client.send(
      new ScanCommand({
        TableName,
        Limit: PAGE_ITEMS,
        FilterExpression: '#ttl < :now',
        ...expired,
        ...(cursor && { ExclusiveStartKey: cursor }),
      }),
    );
    if (LastEvaluatedKey === undefined) cursors.delete(TableName);
    else cursors.set(TableName, LastEvaluatedKey);
    let deleted = 0;
    for (const { pk } of Items) {
      if (pk === undefined) continue;
      // Again on condition: since the scan the item may have been written anew.
      const input = { TableName, Key: { pk }, ConditionExpression: '#ttl < :now', ...expired };
      deleted += await client.send(new DeleteItemCommand(input)).then(() => 1, renewed);
    }
    return deleted;
  };

  const sweep = async (): Promise<number> => {
    const { TableNames = [] } = await client.send(new ListTablesCommand({}));
    let deleted = 0;
    for (const table of TableNames) {
      for (let page = 0; page < pages; page += 1) {
        deleted += await sweepPage(table);
        if (!cursors.has(table)) break;
      }
    }
    return deleted;
  };

  return {
    sweep,
    start(every) {
      clearInterval(timer);
      let busy = false;
      timer = setInterval(() => {
        if (busy) return;
        busy = true;
        // A sweep that failed is made up for by the next one.
        running = sweep()
          .catch(() => 0)
          .finally(() => (busy = false));
      }, every);
      timer.unref();
    },
    async stop() {
      clearInterval(timer);
      await running;
      client.destroy();
    },
  };
};

const renewed = (error: unknown): number => {
  if (error instanceof ConditionalCheckFailedException) return 0;
  throw error;
};

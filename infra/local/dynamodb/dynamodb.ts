import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { OWN_AGENT } from './client.ts';
import { claimFolder } from './folder.ts';
import { outliveStoreFaults } from './store-faults.ts';
import { createSweeper } from './sweeper.ts';
import { followRequests } from './under-way.ts';

// Three times what DynamoDB has: the names come from outside.
const MAX_OPERATIONS = 200;
// What is under way takes milliseconds.
const MAX_CLOSE_WAIT_MS = 2000;

export interface LocalDynamoDb {
  readonly url: string;
  /** Requests so far, of one operation (`BatchGetItem`) or of all; the stack's own are not counted. */
  requests(operation?: string): number;
  close(): Promise<void>;
}

export interface LocalDynamoDbOptions {
  readonly port?: number;
  /** A folder that keeps the tables over a restart. Default: in memory. */
  readonly path?: string;
  readonly clock?: { now(): number };
  /** Told once that the folder cannot be written to, by a full disk for example. */
  readonly onStoreFault?: (error: Error) => void;
  /** Milliseconds between two rounds of deleting expired items. */
  readonly sweepEvery?: number;
}

/** DynamoDB in this process, without any table. */
export const startDynamoDb = async ({
  port = 0,
  path,
  clock = Date,
  onStoreFault = () => undefined,
  sweepEvery = 5 * 60_000,
}: LocalDynamoDbOptions = {}): Promise<LocalDynamoDb> => {
  const release = path === undefined ? undefined : await claimFolder(path);
  const server = dynalite({
    ...(path !== undefined && { path }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  const underWay = followRequests(server);
  let isReported = false;
  // In memory nothing is written.
  const stopGuarding =
    path === undefined
      ? undefined
      : outliveStoreFaults(server, (error) => {
          if (!isReported) onStoreFault(error);
          isReported = true;
        });
  const counts = new Map<string, number>();
  server.on('request', (request: IncomingMessage) => {
    // dynalite throws what a broken connection emits here, and would take the whole stack down with it.
    request.removeAllListeners('error').on('error', () => undefined);
    const operation = operationOf(request);
    if (operation !== undefined && counts.size < MAX_OPERATIONS)
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
  });
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  } catch (error) {
    stopGuarding?.();
    await release?.();
    throw error;
  }

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const sweeper = createSweeper({ endpoint: url, clock });
  sweeper.start(sweepEvery);

  return {
    url,
    requests: (operation) =>
      operation === undefined
        ? [...counts.values()].reduce((sum, count) => sum + count, 0)
        : (counts.get(operation) ?? 0),
    async close() {
      await sweeper.stop();
      await underWay.ended(MAX_CLOSE_WAIT_MS);
      // Not the server's own `close` event: the tables are closed after it.
      const closed = new Promise<void>((resolve, reject) => {
        server.close((error) => (error instanceof Error ? reject(error) : resolve()));
      });
      server.closeAllConnections();
      await closed;
      stopGuarding?.();
      await release?.();
    },
  };
};

/** `DynamoDB_20120810.BatchGetItem` names the operation; anything may be sent there, so only names are counted. */
const operationOf = ({ headers }: IncomingMessage): string | undefined => {
  if (headers['user-agent']?.includes(OWN_AGENT) === true) return undefined;
  return /^DynamoDB_20120810\.([A-Z][A-Za-z]{3,30})$/.exec(String(headers['x-amz-target']))?.[1];
};

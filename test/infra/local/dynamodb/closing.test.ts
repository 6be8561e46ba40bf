import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect, it } from 'vitest';
import { startDynamoDb } from '../../../../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../../../../infra/local/dynamodb/table.ts';

const TABLE = 'statline-closing';
const UPDATES = 200;

/** Sends an update, and waits for no answer. */
const send = async (url: string, pk: string): Promise<Socket> => {
  const { hostname, port } = new URL(url);
  const body = JSON.stringify({
    TableName: TABLE,
    Key: { pk: { S: pk } },
    UpdateExpression: 'ADD calls :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });
  const head = [
    'POST / HTTP/1.1',
    `host: ${hostname}`,
    'content-type: application/x-amz-json-1.0',
    'x-amz-target: DynamoDB_20120810.UpdateItem',
    'x-amz-date: 20261129T000000Z',
    'authorization: AWS4-HMAC-SHA256 Credential=local/20261129/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  return socket;
};

it('ends what killed clients have asked for before it closes its tables', async () => {
  for (let round = 0; round < 5; round += 1) {
    const table = await startDynamoDb();
    await ensureTable({ endpoint: table.url, tableName: TABLE });
    // One item: each update waits for the one before it.
    const sockets = await Promise.all(Array.from({ length: UPDATES }, () => send(table.url, 'one')));
    await expect.poll(() => table.requests('UpdateItem'), { interval: 1, timeout: 10_000 }).toBe(UPDATES);
    for (const socket of sockets) socket.destroy();
    await table.close();
  }
});

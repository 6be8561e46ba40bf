import type { Notebook } from '../sports/notebook.ts';
import { unlessRefused } from './dynamodb-calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './dynamodb-ledger.ts';

// DynamoDB takes items of 400 KB, names included.
const MOST_BYTES = 350_000;

/** A note is an item without `ttl`: `text`, `version`, and `w`, which writing it was. */
export const createDynamoDbNotebook = (options: DynamoDbLedgerOptions): Notebook => {
  const { client, tableName, prefix } = options;
  const read = createWholeReader(options);
  const pkOf = (page: string): string => `${prefix}note:${page}`;

  return {
    async read(page) {
      const pk = pkOf(page);
      const item = (await read([pk], { consistent: true })).get(pk);
      if (item === undefined) return undefined;
      const version = Number(item.version?.N);
      // Never passed off as an unwritten page: that would be written over.
      if (item.text?.S === undefined || !Number.isInteger(version)) throw new TypeError(`The note ${page} is garbage`);
      return { text: item.text.S, version };
    },
    async write(page, text, over) {
      const bytes = Buffer.byteLength(text);
      if (bytes > MOST_BYTES) throw new RangeError(`The note ${page} has ${bytes} bytes, more than ${MOST_BYTES}`);
      const writing = { S: crypto.randomUUID() };
      return unlessRefused(
        client.put({
          TableName: tableName,
          Item: {
            pk: { S: pkOf(page) },
            text: { S: text },
            version: { N: String((over?.version ?? 0) + 1) },
            w: writing,
          },
          // Our own: the client sends again what it got no answer to, and the first time may have come through.
          ConditionExpression:
            over === undefined ? 'attribute_not_exists(pk) OR w = :w' : 'version = :version OR w = :w',
          ExpressionAttributeValues: {
            ':w': writing,
            ...(over === undefined ? {} : { ':version': { N: String(over.version) } }),
          },
        }),
      );
    },
  };
};

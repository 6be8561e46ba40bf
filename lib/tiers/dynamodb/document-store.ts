import type { DocumentStore } from '../../ledgers/document-store.ts';
import { unlessRefused } from './calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';

// DynamoDB takes items of 400 KB, names included.
const MOST_BYTES = 350_000;

// Exactly what is not read as a note.
const IS_NO_NOTE =
  'attribute_not_exists(pk) OR NOT attribute_type(#text, :string) OR NOT attribute_type(#version, :number)';

/** A note is an item without `ttl`: `text`, `version`, and `w`, which writing it was. */
export const createDynamoDbDocumentStore = (options: DynamoDbLedgerOptions): DocumentStore => {
  const { client, tableName, prefix } = options;
  const read = createWholeReader(options);
  const pkOf = (page: string): string => `${prefix}note:${page}`;

  return {
    async read(page) {
      const pk = pkOf(page);
      const { text, version } = (await read([pk], { consistent: true })).get(pk) ?? {};
      // What cannot be read is no note, and is written over: else whoever needs the page would fail for ever.
      return text?.S === undefined || version?.N === undefined
        ? undefined
        : { text: text.S, version: Number(version.N) };
    },
    async compareAndSet(page, text, over) {
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
          ConditionExpression: `${over === undefined ? IS_NO_NOTE : '#version = :version'} OR w = :w`,
          ExpressionAttributeNames: { '#version': 'version', ...(over === undefined && { '#text': 'text' }) },
          ExpressionAttributeValues: {
            ':w': writing,
            ...(over === undefined
              ? { ':string': { S: 'S' }, ':number': { S: 'N' } }
              : { ':version': { N: String(over.version) } }),
          },
        }),
      );
    },
  };
};

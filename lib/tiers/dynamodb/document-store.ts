import type { DocumentStore } from '../../ledgers/document-store.ts';
import { conditionHeld } from './calls.ts';
import { createWholeReader, type DynamoDbLedgerOptions } from './ledger.ts';

// DynamoDB takes items of 400 KB, names included.
const MAX_TEXT_BYTES = 350_000;

// Exactly what `read` does not take for a document.
const IS_NO_DOCUMENT =
  'attribute_not_exists(pk) OR NOT attribute_type(#text, :string) OR NOT attribute_type(#version, :number)';

/** A document is an item without `ttl`: `text`, `version`, and `w`, which write it was. */
export const createDynamoDbDocumentStore = (options: DynamoDbLedgerOptions): DocumentStore => {
  const { client, tableName, prefix } = options;
  const read = createWholeReader(options);
  const pkOf = (name: string): string => `${prefix}note:${name}`;

  return {
    async read(name) {
      const pk = pkOf(name);
      const { text, version } = (await read([pk], { consistent: true })).get(pk) ?? {};
      // What cannot be read is no document, and is overwritten: else whoever needs it would fail for ever.
      return text?.S === undefined || version?.N === undefined
        ? undefined
        : { text: text.S, version: Number(version.N) };
    },
    async compareAndSet(name, text, expected) {
      const bytes = Buffer.byteLength(text);
      if (bytes > MAX_TEXT_BYTES) {
        throw new RangeError(`The document ${name} has ${bytes} bytes, more than ${MAX_TEXT_BYTES}`);
      }
      const write = { S: crypto.randomUUID() };
      return conditionHeld(
        client.put({
          TableName: tableName,
          Item: {
            pk: { S: pkOf(name) },
            text: { S: text },
            version: { N: String((expected?.version ?? 0) + 1) },
            w: write,
          },
          // `w`: the client sends again what it got no answer to, and the first time may have come through.
          ConditionExpression: `${expected === undefined ? IS_NO_DOCUMENT : '#version = :version'} OR w = :w`,
          ExpressionAttributeNames: { '#version': 'version', ...(expected === undefined && { '#text': 'text' }) },
          ExpressionAttributeValues: {
            ':w': write,
            ...(expected === undefined
              ? { ':string': { S: 'S' }, ':number': { S: 'N' } }
              : { ':version': { N: String(expected.version) } }),
          },
        }),
      );
    },
  };
};

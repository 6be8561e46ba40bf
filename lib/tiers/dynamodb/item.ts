import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { decodeEntry, encodeEntry, type Entry } from '../../cache/index.ts';

/** `pk`; `ttl`, for the table's own deletion; `h`, the codec's header; `b`, the body, missing when absent. */
export type Item = Record<string, AttributeValue>;

export const toItem = (pk: string, entry: Entry): Item => {
  const { header, body } = encodeEntry(entry);
  const item: Item = {
    pk: { S: pk },
    // Epoch seconds, the only ones: rounded up, so that the table never deletes what may still be served.
    ttl: { N: String(Math.ceil(entry.staleUntil / 1000)) },
    h: { S: header },
  };
  if (body === undefined) return item;
  return { ...item, b: typeof body === 'string' ? { S: body } : { B: body } };
};

/** Undefined for what this version cannot read whole. */
export const fromItem = ({ h, b }: Item): Entry | undefined => decodeEntry(h?.S, b?.S ?? b?.B);

/** As DynamoDB counts an item: names and values, text in UTF-8. */
export const bytesOf = (item: Item): number =>
  Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + valueBytes(value), 0);

const valueBytes = ({ S, N, B }: AttributeValue): number => B?.byteLength ?? Buffer.byteLength(S ?? N ?? '');

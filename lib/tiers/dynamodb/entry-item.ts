import { inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { decodeEntry, encodeEntry, type Entry } from '../../cache/index.ts';
import type { Item } from './calls.ts';
import { deflated } from './deflated.ts';

// A write is billed by the kilobyte that it begins.
const WRITE_UNIT_BYTES = 1024;
// Longer texts come as gzip.
const MAX_DEFLATED_CHARS = 4096;
// In UTF-8: what inflates further is not ours.
const MAX_INFLATED_BYTES = 4 * MAX_DEFLATED_CHARS;

/**
 * `pk`; `ttl`, for the table's own deletion; `h`, the codec's header; `b`, the body, missing when absent. A text is
 * deflated into `z` instead where that is billed a unit less: of a stat line it is one for two.
 */
export const toItem = (pk: string, entry: Entry): Item => {
  const { header, body } = encodeEntry(entry);
  const item: Item = {
    pk: { S: pk },
    // Epoch seconds, the only ones: rounded up, so that the table never deletes what may still be served.
    ttl: { N: String(Math.ceil(entry.staleUntil / 1000)) },
    h: { S: header },
  };
  if (body === undefined) return item;
  if (typeof body !== 'string') return { ...item, b: { B: body } };
  const plain = { ...item, b: { S: body } };
  if (unitsOf(plain) === 1 || body.length > MAX_DEFLATED_CHARS) return plain;
  const packed = { ...item, z: { B: deflated(body) } };
  return unitsOf(packed) < unitsOf(plain) ? packed : plain;
};

/** Undefined for what this version cannot read whole. The bytes are a copy: the client's are a part of a larger buffer. */
export const fromItem = ({ h, b, z }: Item): Entry | undefined =>
  decodeEntry(h?.S, z?.B === undefined ? (b?.S ?? (b?.B && new Uint8Array(b.B))) : inflated(z.B));

/** As DynamoDB counts an item: names and values, text in UTF-8. */
export const bytesOf = (item: Item): number =>
  Object.entries(item).reduce((total, [name, value]) => total + Buffer.byteLength(name) + valueBytes(value), 0);

const unitsOf = (item: Item): number => Math.ceil(bytesOf(item) / WRITE_UNIT_BYTES);

const valueBytes = ({ S, N, B }: AttributeValue): number => B?.byteLength ?? Buffer.byteLength(S ?? N ?? '');

const inflated = (bytes: Uint8Array): string | undefined => {
  try {
    return inflateRawSync(bytes, { maxOutputLength: MAX_INFLATED_BYTES }).toString('utf8');
  } catch {
    // Garbage is a miss.
    return undefined;
  }
};

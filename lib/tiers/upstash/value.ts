import { decodeEntry, encodeEntry, type Entry } from '../../cache/index.ts';

/** The header line, then the body: text as it is, gzip as base64 because the protocol is JSON. */
export const writeValue = (entry: Entry): string => {
  const { header, body } = encodeEntry(entry);
  if (body === undefined) return `${header}\n`;
  return `${header}\n${typeof body === 'string' ? body : Buffer.from(body).toString('base64')}`;
};

/** Undefined for what is not an entry, or not one that this version can read. */
export const readValue = (value: string): Entry | undefined => {
  const end = value.indexOf('\n');
  if (end < 0) return undefined;
  const header = value.slice(0, end);
  const body = value.slice(end + 1);
  // Only the header knows which of the two the body is, and only the codec reads the header.
  return decodeEntry(header, body) ?? decodeEntry(header, new Uint8Array(Buffer.from(body, 'base64')));
};

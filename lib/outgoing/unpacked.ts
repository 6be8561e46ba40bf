import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import type { IncomingHttpHeaders } from 'node:http';

/** What a request may be answered in: the value of its `Accept-Encoding`. */
export const CODINGS = 'gzip, br';

// Pieces as large as those that come in over a socket: larger ones of 8 MB pages are what fills the old heap.
const chunkSize = 64 * 1024;

const UNPACKERS: Readonly<Record<string, () => Transform>> = {
  gzip: () => createGunzip({ chunkSize }),
  'x-gzip': () => createGunzip({ chunkSize }),
  br: () => createBrotliDecompress({ chunkSize }),
};

/** The body of an answer, unpacked; as it is, where it is packed in no way that we know. A half of one is an error. */
export const unpacked = (answer: Readable & { readonly headers: IncomingHttpHeaders }): Readable => {
  const coding = answer.headers['content-encoding']?.trim().toLowerCase() ?? '';
  const unpacker = Object.hasOwn(UNPACKERS, coding) ? UNPACKERS[coding]?.() : undefined;
  // Either end's error is the other's, and is seen by whoever reads.
  return unpacker === undefined ? answer : pipeline(answer, unpacker, () => undefined);
};

import { gunzipSync, gzipSync } from 'node:zlib';
import type { Body, BodyCodec } from '../cache/index.ts';
import { etagOf } from './etag.ts';

// Below this a gzip saves less than its own header and the base64 it travels in cost.
const WORTH_COMPRESSING = 2048;

// An entry of ours is far below this; what inflates further is not one of ours.
const MAX_INFLATED = 64 * 1024 * 1024;

/** The text, or its gzip when that is smaller and the text is long enough to matter. */
export const compressed = (text: string): Body => {
  const identity: Body = { encoding: 'identity', text };
  if (text.length <= WORTH_COMPRESSING) return identity;
  const bytes = gzipSync(text);
  return bytes.byteLength < Buffer.byteLength(text) ? { encoding: 'gzip', bytes } : identity;
};

/** Bodies as they are served over HTTP: compressed once, when they are loaded. */
export const httpBodies: BodyCodec = {
  encode: (text) => ({ body: compressed(text), etag: etagOf(text) }),
  decode: (body) =>
    body.encoding === 'gzip' ? gunzipSync(body.bytes, { maxOutputLength: MAX_INFLATED }).toString('utf8') : body.text,
};

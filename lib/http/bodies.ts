import { hash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Body, BodyCodec } from '../cache/index.ts';

// Below this, gzip saves less than its header and the base64 of the response cost.
const MIN_COMPRESSED_CHARS = 2048;

// Our entries are far smaller: what inflates further is not ours.
const MAX_INFLATED_BYTES = 64 * 1024 * 1024;

/** The text, or its gzip when that is smaller and the text is long enough to matter. */
export const compressed = (text: string): Body => {
  const identity: Body = { encoding: 'identity', text };
  if (text.length <= MIN_COMPRESSED_CHARS) return identity;
  // A copy: zlib cuts its result out of a buffer of 64 KB, all of which a body of a few hundred bytes would keep.
  const bytes = new Uint8Array(gzipSync(text));
  return bytes.byteLength < Buffer.byteLength(text) ? { encoding: 'gzip', bytes } : identity;
};

/** Bodies as they are served over HTTP: compressed once, when they are loaded. */
export const httpBodies: BodyCodec = {
  encode: (text) => ({ body: compressed(text), etag: etagOf(text) }),
  decode: (body) =>
    body.encoding === 'gzip'
      ? gunzipSync(body.bytes, { maxOutputLength: MAX_INFLATED_BYTES }).toString('utf8')
      : body.text,
};

/**
 * A weak tag of a text: the same document is sent both plain and as gzip, and a strong tag would have to differ.
 */
export const etagOf = (text: string): string => `W/"${hash('sha256', text, 'base64url').slice(0, 22)}"`;

/** Whether an If-None-Match header already has this tag (RFC 9110: weak comparison). */
export const matchesEtag = (ifNoneMatch: string | undefined, etag: string): boolean => {
  if (ifNoneMatch === undefined) return false;
  const wanted = opaque(etag);
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag.trim()) === wanted);
};

const opaque = (tag: string): string => tag.replace(/^W\//, '');

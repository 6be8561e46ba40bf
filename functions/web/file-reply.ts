import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { matchesEtag } from '../../lib/http/bodies.ts';
import { acceptsGzip } from '../../lib/http/content-coding.ts';
import type { Reply } from '../../lib/http/reply.ts';
import type { StaticFile } from './files.ts';

type Headers = Readonly<Record<string, string | undefined>>;

/** A text that is packed already. */
export interface Packed {
  readonly type: string;
  readonly hash: string;
  readonly gzip: Buffer;
}

export const packed = (text: string, type: string): Packed => ({
  type,
  hash: createHash('sha256').update(text).digest('hex').slice(0, 12),
  gzip: gzipSync(text),
});

/** What is no page runs and shows nothing, should somebody open it as one. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** Kept for good under the address of its content, and asked for again under every other. */
export const fileReply = (file: StaticFile, headers: Headers, policy = NO_PAGE): Reply =>
  packedReply(file, headers, {
    'cache-control': file.isAddressed ? 'public, max-age=31536000, immutable' : 'public, no-cache',
    'content-security-policy': policy,
    vary: 'accept-encoding',
  });

/** A 304 where the client has the text already. */
export const packedReply = (
  { type, hash, gzip }: Packed,
  headers: Headers,
  own: Readonly<Record<string, string>>,
): Reply => {
  // Weak, because it is sent both plain and as gzip.
  const etag = `W/"${hash}"`;
  const tagged = { ...own, etag };
  if (matchesEtag(headers['if-none-match'], etag)) {
    return { statusCode: 304, headers: tagged, body: '', isBase64Encoded: false };
  }
  const typed = { ...tagged, 'content-type': type };
  return acceptsGzip(headers)
    ? {
        statusCode: 200,
        headers: { ...typed, 'content-encoding': 'gzip' },
        body: gzip.toString('base64'),
        isBase64Encoded: true,
      }
    : { statusCode: 200, headers: typed, body: gunzipSync(gzip).toString('utf8'), isBase64Encoded: false };
};

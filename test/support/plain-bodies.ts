import type { BodyCodec } from '../../lib/cache/index.ts';

/** Bodies as they are: what the engine does must not depend on how they are compressed. */
export const plainBodies: BodyCodec = {
  encode: (text) => ({ body: { encoding: 'identity', text }, etag: JSON.stringify(text.slice(0, 12)) }),
  decode: (body) => (body.encoding === 'identity' ? body.text : Buffer.from(body.bytes).toString('utf8')),
};

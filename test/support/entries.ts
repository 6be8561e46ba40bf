import { randomBytes } from 'node:crypto';
import { cacheKey, minutes, NO_STAMPS, type CacheKey, type Clock, type Entry } from '../../lib/cache/index.ts';

/** A fresh entry with this body; `over` replaces any of its fields. */
export const entryOf = (clock: Clock, text: string, over: Partial<Entry> = {}): Entry => ({
  body: { encoding: 'identity', text },
  etag: '"e"',
  loadedAt: clock.now(),
  freshUntil: clock.now() + minutes(2),
  staleUntil: clock.now() + minutes(10),
  loadDuration: 200,
  scopes: ['*', 'player:4361423'],
  stamps: NO_STAMPS,
  ...over,
});

/** Bytes that do not compress, and are not UTF-8, as gzip's are. */
export const gzipBody = (length: number): NonNullable<Entry['body']> => ({
  encoding: 'gzip',
  bytes: new Uint8Array(randomBytes(length)),
});

export const playerKeys = (count: number): readonly CacheKey[] =>
  Array.from({ length: count }, (_, index) => cacheKey(`nfl:player:${index + 1}`));

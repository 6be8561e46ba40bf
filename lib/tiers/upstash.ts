import type { Redis } from '@upstash/redis';
import {
  decodeEntry,
  encodeEntry,
  hours,
  type CacheKey,
  type Clock,
  type Entry,
  type SharedTier,
} from '../cache/index.ts';
import { withoutPayload } from './upstash-fault.ts';

export interface UpstashTierOptions {
  readonly redis: Pick<Redis, 'mget' | 'pipeline'>;
  readonly name?: string;
  /** Stands before every key, so that deployments can share a database. */
  readonly prefix: string;
  /** How long an entry may stay, however long it is usable: milliseconds. */
  readonly cap?: number;
  readonly clock?: Clock;
}

/** Redis over Upstash's REST protocol. A read is one command and a fill one request, however many keys. */
export const createUpstashTier = ({
  redis,
  name = 'l2',
  prefix,
  cap = hours(1),
  clock = Date,
}: UpstashTierOptions): SharedTier => ({
  name,

  async getMany(_namespace, keys) {
    const unique = [...new Set(keys)];
    if (unique.length === 0) return { entries: new Map() };
    const values: unknown = await withoutPayload(redis.mget(unique.map((key) => prefix + key)));
    const entries = new Map<CacheKey, Entry>();
    const now = clock.now();
    for (const [index, key] of unique.entries()) {
      const entry = Array.isArray(values) ? readValue(values[index]) : undefined;
      if (entry !== undefined && entry.staleUntil > now) entries.set(key, entry);
    }
    return { entries };
  },

  async setMany(_namespace, entries) {
    const now = clock.now();
    const pipeline = redis.pipeline();
    for (const [key, entry] of entries) {
      // What remains of its life, never a new one: an entry that is copied here does not get older than it may.
      const px = Math.min(cap, entry.staleUntil - now);
      if (px > 0) pipeline.set(prefix + key, writeValue(entry), { px });
    }
    if (pipeline.length() > 0) await withoutPayload(pipeline.exec());
  },
});

/** The header line, then the body: text as it is, gzip as base64 because the protocol is JSON. */
const writeValue = (entry: Entry): string => {
  const { header, body } = encodeEntry(entry);
  if (body === undefined) return `${header}\n`;
  return `${header}\n${typeof body === 'string' ? body : Buffer.from(body).toString('base64')}`;
};

const readValue = (value: unknown): Entry | undefined => {
  if (typeof value !== 'string') return undefined;
  const end = value.indexOf('\n');
  if (end < 0) return undefined;
  const header = value.slice(0, end);
  const body = value.slice(end + 1);
  // Only the header knows which of the two the body is, and only the codec reads the header.
  return decodeEntry(header, body) ?? decodeEntry(header, new Uint8Array(Buffer.from(body, 'base64')));
};

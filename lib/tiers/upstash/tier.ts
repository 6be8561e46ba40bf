import { lazy } from '../../async/lazy.ts';
import { mapConcurrent } from '../../async/map-concurrent.ts';
import {
  decodeEntry,
  encodeEntry,
  hours,
  type CacheKey,
  type Clock,
  type Entry,
  type LeaseName,
  type LoadFailure,
  type Observer,
  type SharedTier,
} from '../../cache/index.ts';
import { createLogReader } from '../purge-lines.ts';
import { logKey, readTexts, send, withoutPayload, type UpstashRedis } from './calls.ts';
import { createUpstashLeases } from './leases.ts';

// Upstash refuses a request over 10 MB, which would look like a fault of the tier. JSON can double a text's length.
const MAX_VALUE_BYTES = 4 * 1024 * 1024;
// Far below that limit, so that a bulk fill is several short requests.
const MAX_REQUEST_BYTES = 1024 * 1024;
const CONCURRENT_REQUESTS = 4;

export interface UpstashTierOptions {
  readonly redis: UpstashRedis;
  readonly name?: string;
  /** Stands before every stored name, so that deployments can share a database. */
  readonly prefix: string;
  /** What an entry is called behind the prefix; by default its key. Purge logs and leases have names of their own. */
  readonly entryName?: (key: CacheKey) => string;
  /** How long an entry may stay, however long it is usable: milliseconds. */
  readonly cap?: number;
  readonly clock?: Clock;
  /** Sees entries that are too large. */
  readonly observe?: Observer;
}

interface Write {
  readonly key: string;
  readonly value: string;
  readonly bytes: number;
  /** Milliseconds it may stay. */
  readonly px: number;
}

/**
 * Redis over Upstash's REST protocol. A read is one command, log and leases included, and a fill one request for each
 * megabyte. It keeps no reports of tiers that are down.
 *
 * @example
 * const tier = createUpstashTier({ redis: createUpstashClient({ url, token, timeout: 600 }), prefix: 'statline:espn:' });
 */
export const createUpstashTier = ({
  redis,
  name = 'l2',
  prefix,
  entryName = (key) => key,
  cap = hours(1),
  clock = Date,
  observe = () => undefined,
}: UpstashTierOptions): SharedTier => {
  const log = lazy(async () => (await import('./log.ts')).createUpstashLog(redis, prefix));
  const readLog = createLogReader();
  const leases = createUpstashLeases({ redis, prefix, clock });
  const nameOf = (key: CacheKey): string => prefix + entryName(key);

  return {
    name,

    async getMany(namespace, question) {
      const keys = [...new Set(question.keys)];
      const names = [...new Set(question.leases)];
      const asked = [logKey(prefix, namespace), ...keys.map(nameOf), ...names.map((lease) => leases.keyOf(lease))];
      const [logText = null, ...values] = await readTexts(redis, asked);
      const now = clock.now();
      const entries = new Map<CacheKey, Entry>();
      for (const [index, key] of keys.entries()) {
        const entry = readValue(values[index] ?? '');
        if (entry !== undefined && entry.staleUntil > now) entries.set(key, entry);
      }
      const failures = new Map<LeaseName, LoadFailure>();
      for (const [index, lease] of names.entries()) {
        const failure = leases.failureIn(values[keys.length + index] ?? '');
        if (failure !== undefined) failures.set(lease, failure);
      }
      return { entries, purges: logText === null ? undefined : readLog(namespace, logText), failures, down: new Map() };
    },

    async setMany(_namespace, entries) {
      const now = clock.now();
      const writes: Write[] = [];
      for (const [key, entry] of entries) {
        // What remains of its life, never a new one: an entry that is copied here does not get older than it may.
        const px = Math.min(cap, entry.staleUntil - now);
        if (px <= 0) continue;
        const value = writeValue(entry);
        const bytes = Buffer.byteLength(value);
        if (bytes > MAX_VALUE_BYTES) observe({ kind: 'refused', tier: name, key, bytes });
        else writes.push({ key: nameOf(key), value, bytes, px });
      }
      await mapConcurrent(requestsOf(writes), CONCURRENT_REQUESTS, async (request) => {
        const pipeline = redis.pipeline();
        for (const { key, value, px } of request) pipeline.set(key, value, { px });
        await send(pipeline);
      });
    },

    async deleteMany(_namespace, keys) {
      if (keys.length > 0) await withoutPayload(redis.del(...keys.map(nameOf)));
    },

    acquire: leases.acquire,
    fail: leases.fail,
    purge: async (...purge) => (await log()).purge(...purge),
    restore: async (...restore) => (await log()).restore(...restore),
    prune: async (...prune) => (await log()).prune(...prune),
    reportDown: () => Promise.resolve(),
  };
};

/** As few requests as hold the writes. Only a request of a single write may be over the limit. */
const requestsOf = (writes: readonly Write[]): readonly (readonly Write[])[] => {
  const requests: Write[][] = [];
  let room = 0;
  for (const write of writes) {
    const last = requests.at(-1);
    if (last !== undefined && write.bytes <= room) last.push(write);
    else {
      requests.push([write]);
      room = MAX_REQUEST_BYTES;
    }
    room -= write.bytes;
  }
  return requests;
};

/** The header line, then the body: text as it is, gzip as base64 because the protocol is JSON. */
const writeValue = (entry: Entry): string => {
  const { header, body } = encodeEntry(entry);
  if (body === undefined) return `${header}\n`;
  return `${header}\n${typeof body === 'string' ? body : Buffer.from(body).toString('base64')}`;
};

/** Undefined for what is not an entry, or not one that this version can read. */
const readValue = (value: string): Entry | undefined => {
  const end = value.indexOf('\n');
  if (end < 0) return undefined;
  return decodeEntry(value.slice(0, end), value.slice(end + 1), bytesInBase64);
};

// A copy: a short one would be a part of a buffer that others share.
const bytesInBase64 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'base64'));

import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  createBackground,
  createMemoryTier,
  createTieredCache,
  type BodyCodec,
  type Guarded,
  type MemoryTier,
  type SharedTier,
  type TieredCache,
  type TieredCacheOptions,
} from '../cache/index.ts';
import { httpBodies } from '../http/bodies.ts';

export type {
  Absent,
  Answer,
  BodyCodec,
  CachedValue,
  CacheEvent,
  CacheKey,
  Clock,
  Entry,
  Failed,
  Found,
  Guarded,
  LoadContext,
  LoadedEntry,
  LoadResult,
  MemoryTier,
  MemoryTierOptions,
  Observer,
  Policy,
  Query,
  Refresher,
  RefreshRequest,
  Served,
  SharedTier,
  Source,
  TieredCache,
} from '../cache/index.ts';
export {
  cacheKey,
  createMemoryTier,
  days,
  hours,
  LoadBackedOffError,
  minutes,
  PurgeIncompleteError,
  seconds,
  StillLoadingError,
} from '../cache/index.ts';
export { createResource, type Resource, type ResourceOptions } from './resource.ts';

/** Every option of the engine has a default here. */
export interface CacheOptions extends Partial<Omit<TieredCacheOptions, 'memory' | 'shared' | 'bodies' | 'defer'>> {
  /** Of the memory tier that is made unless `memory` is given. Default: 64 MB. */
  readonly maxBytes?: number;
  /** One that several caches share. */
  readonly memory?: MemoryTier;
  /** The tiers that environments share, nearest first. Default: none, and then nothing is shared. */
  readonly tiers?: readonly (SharedTier & Partial<Guarded>)[];
  /** How bodies are stored. Default: JSON, as gzip where that is smaller. */
  readonly bodies?: BodyCodec;
}

export interface Cache extends TieredCache {
  /**
   * Settles when nothing is left of the work that answers did not wait for: fills, promotions, loads in the background.
   * A function calls it before it returns, because it is frozen then. Never rejects.
   */
  settle(): Promise<void>;
}

const MAX_BYTES = 64 * 1024 * 1024;

/**
 * A cache of several tiers in front of anything that can be loaded as JSON. One for each process: it lives in module scope,
 * where it outlives invocations.
 * @example
 * const cache = createCache({ tiers: [createUpstashTier({ url, token }), createDynamoDbTier({ tableName: 'cache' })] });
 */
export const createCache = ({
  maxBytes = MAX_BYTES,
  memory = createMemoryTier({ maxBytes }),
  tiers = [],
  bodies = httpBodies,
  pause = (ms) => sleep(ms),
  newStamp = randomUUID,
  ...options
}: CacheOptions = {}): Cache => {
  const background = createBackground();
  const cache = createTieredCache({
    ...options,
    memory,
    shared: tiers,
    bodies,
    pause,
    newStamp,
    defer: (work) => background.defer(work),
  });
  return { ...cache, settle: () => background.drain() };
};

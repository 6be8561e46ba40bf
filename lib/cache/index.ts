export type { Clock, Deadline, Pause } from './time.ts';
export { days, hours, isUnderWay, latestBelievable, minutes, seconds } from './time.ts';
export type {
  CachedValue,
  CacheKey,
  HeldValue,
  LoadContext,
  LoadedEntry,
  LoadResult,
  Policy,
  Query,
  Recalled,
  Source,
} from './query.ts';
export { cacheKey, isNoteKey } from './query.ts';
export type { Body, Entry, Freshness } from './entry.ts';
export { freshnessOf } from './entry.ts';
export type { BodyCodec, EncodedEntry } from './codec.ts';
export { CODEC_VERSION, decodeEntry, encodeEntry } from './codec.ts';
export type { PurgeLog, Scope, Stamp, Stamps } from './purge-log.ts';
export { EMPTY_LOG, isValid, NO_STAMPS, stampsOf } from './purge-log.ts';
export type { CopyLog, LeaseName, LoadFailure, SharedTier, TierQuestion, TierRead } from './tier.ts';
export type { CacheEvent, Observer, StaleReason, TierOperation } from './events.ts';
export type { Absent, Answer, Failed, Found, Served } from './answer.ts';
export type { Background } from './background.ts';
export { createBackground } from './background.ts';
export type { Derived } from './derived.ts';
export type { MemoryTier, MemoryTierOptions } from './memory-tier.ts';
export { createMemoryTier } from './memory-tier.ts';
export { ContradictedError, LoadBackedOffError, StillLoadingError } from './failures.ts';
export type { FailureDescription, Insistence } from './failures.ts';
export type { PurgeOptions } from './purge.ts';
export { PurgeIncompleteError } from './purge-incomplete.ts';
export type { Refresher, RefreshRequest, TieredCacheOptions } from './engine.ts';
export type { Guarded } from './tier.ts';
export type { Refreshed } from './refresh.ts';
export type { TieredCache } from './tiered-cache.ts';
export { createTieredCache } from './tiered-cache.ts';

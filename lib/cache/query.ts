import type { CacheKey } from './key.ts';
import type { Policy } from './policy.ts';

export interface LoadContext {
  /** Aborts when the load's time is up; the engine stops waiting for it then, whatever the load does. */
  readonly signal: AbortSignal;
}

/** One entry that a load yields. `value` is plain JSON. */
export interface LoadedEntry {
  readonly key: CacheKey;
  readonly value: unknown;
  readonly policy: Policy;
  readonly scopes: readonly string[];
  /** When the upstream said so (epoch ms), for a value that is kept because it is known to be still true. */
  readonly loadedAt?: number;
}

/** A way to ask the upstream. One load may fill several keys: a career call fills every season. */
export interface Source {
  /** Loads under one key run once at a time, however many entries they fill. */
  readonly key: string;
  /** Milliseconds it may take, where that is not what any load may take. */
  readonly timeLimit?: number;
  /** Throws when the upstream fails. A key it does not yield is absent. */
  load(context: LoadContext): Promise<readonly LoadedEntry[]>;
}

/** A question: what is kept under `key`, and if nobody knows, where to load it from. */
export interface Query<V> {
  readonly key: CacheKey;
  /** The set of keys that share a purge log: a league. */
  readonly namespace: string;
  readonly policy: Policy;
  readonly scopes: readonly string[];
  readonly source: Source;
  /** From the body's parsed JSON to the value. Throws on a shape it does not know. */
  decode(json: unknown): V;
  /**
   * Asked before the upstream is, where something is held that is too old to serve: a filling of the same key when it
   * is known to be still true, undefined when the upstream has to be asked.
   */
  confirm?(held: CachedValue<V>): Promise<LoadedEntry | undefined>;
}

/** What is held of a key, not purged. */
export interface CachedValue<V> {
  readonly value: V;
  /** Epoch ms. */
  readonly loadedAt: number;
}

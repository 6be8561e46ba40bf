declare const brand: unique symbol;

/** Names one entry in every tier. Printable ASCII without spaces, at most 512 characters. */
export type CacheKey = string & { readonly [brand]: 'CacheKey' };

// Redis takes any bytes and DynamoDB 2,048 of them; one narrow alphabet keeps both, and the logs, unambiguous.
const VALID_KEY = /^[\x21-\x7e]{1,512}$/;

/** Brands `text`; throws a RangeError that quotes it when it cannot be a key. */
export const cacheKey = (text: string): CacheKey => {
  if (!VALID_KEY.test(text)) throw new RangeError(`Not a cache key: ${JSON.stringify(text.slice(0, 80))}`);
  return text as CacheKey;
};

// No key of a resource may end like this.
const NOTE = '!doubt';

/** The key of what the engine notes beside a source's entries: what its upstream insists on. */
export const noteKey = (source: string): CacheKey => cacheKey(source + NOTE);

/** Whether the engine's own note stands under it. */
export const isNoteKey = (key: CacheKey): boolean => key.endsWith(NOTE);

/** How long an answer may be used. All durations in milliseconds. */
export interface Policy {
  /** From the load: served without asking anybody. */
  readonly freshFor: number;
  /** After freshFor: served at once while it is loaded again. */
  readonly staleWhileRevalidate: number;
  /** After freshFor: served when the load fails. At least as long as staleWhileRevalidate. */
  readonly staleIfError: number;
  /** How long "there is no such thing" is believed. */
  readonly absentFor: number;
}

export interface LoadContext {
  /** Aborts when the load's time is up; the engine stops waiting for it then, whatever the load does. */
  readonly signal: AbortSignal;
  /**
   * What is held under the keys that this load is for, however old, and even where a purge hides it from readers: what
   * the answer is weighed against. To be called when the answer is there.
   */
  held(): readonly HeldValue[];
}

/** What is held under a key. */
export interface HeldValue {
  readonly key: CacheKey;
  /** What the `decode` of the key's query made of it. */
  readonly value: unknown;
  /** Epoch ms. */
  readonly loadedAt: number;
  readonly witness?: string;
}

/** What is there under a key, be it purged or expired: evidence, and never an answer. */
export interface Recalled<V> {
  /** null: that there is no such thing. */
  readonly value: V | null;
  /** Epoch ms. */
  readonly loadedAt: number;
  /** Epoch ms. */
  readonly freshUntil: number;
  /** Purged or expired: nobody may be answered with it. */
  readonly isHidden: boolean;
}

/** One entry that a load yields. `value` is plain JSON. */
export interface LoadedEntry {
  readonly key: CacheKey;
  readonly value: unknown;
  readonly policy: Policy;
  readonly scopes: readonly string[];
  /** When the upstream said so (epoch ms), for a cached value that was confirmed and not loaded again. */
  readonly loadedAt?: number;
  /** The farthest tier has the very same, fresh for long: it is not written there again unless it was asked for. */
  readonly isHeld?: boolean;
  /**
   * A short text about the whole load, held beside the value and shown to nobody: the next load may be weighed against it
   * where the value alone says too little.
   */
  readonly witness?: string;
}

/** A way to ask the upstream. One load may fill several keys: a career call fills every season. */
export interface Source {
  /** Loads under one key run once at a time, however many entries they fill. */
  readonly key: string;
  /** Milliseconds it may take, where that differs from the engine's `loadTimeout`. */
  readonly timeLimit?: number;
  /** Throws when the upstream fails. A key it does not yield is absent, unless the result says otherwise. */
  load(context: LoadContext): Promise<readonly LoadedEntry[] | LoadResult>;
}

/** What a load yields when a part of it failed, when an absence is not to be believed for long, or all of it is in doubt. */
export interface LoadResult {
  readonly loaded: readonly LoadedEntry[];
  /** Further keys that there is nothing under, beside the one that was asked for. */
  readonly absent?: readonly Pick<LoadedEntry, 'key' | 'policy' | 'scopes'>[];
  /** The only key that this speaks of, where the upstream was not asked: who waits for another key loads it. */
  readonly only?: CacheKey;
  /** Why a part could not be loaded: keys that are not among the loaded fail with it, instead of being absent. */
  readonly failure?: Error;
  /** Milliseconds for which the absence of other keys is believed, where that is less than their policies say. */
  readonly absentFor?: number;
  /**
   * What of the answer cannot be true, in our own words: `0 players where 91 are held`. Then nothing of it is stored, and
   * the load has failed, unless the upstream has insisted on it for long.
   */
  readonly doubt?: string;
  /** Something else that the upstream still says disproves it: it is not believed, however long it is insisted on. */
  readonly isDisproved?: boolean;
}

/** A question: what is cached under `key`, and the source to load it from when no tier has it. */
export interface Query<V> {
  readonly key: CacheKey;
  /** The set of keys that share a purge log: a league. */
  readonly namespace: string;
  readonly policy: Policy;
  readonly scopes: readonly string[];
  readonly source: Source;
  /**
   * From the body's parsed JSON to the value. A cast is enough: tiers keep an entry under a name with the shape of its kind,
   * so that whatever is read was stored in the shape that is expected. Throws on one that it does not know, where it looks.
   */
  decode(json: unknown): V;
  /** Bytes that the decoded value takes for each character of its text, with what readers remember of it. Default: 4. */
  readonly decodedWeight?: number;
  /**
   * Called before the upstream is asked, when the cached value is too old to serve: the entry to cache anew when the
   * value is known to be still true, undefined when the upstream has to be asked.
   */
  confirm?(cached: CachedValue<V>): Promise<LoadedEntry | undefined>;
}

/** What is cached under a key and not purged. */
export interface CachedValue<V> {
  readonly value: V;
  /** Epoch ms. */
  readonly loadedAt: number;
}

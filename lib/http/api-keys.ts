import { hash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';

/** `admin` includes `read`, and may purge and warm. */
export type ApiRole = 'read' | 'admin';

/** A key as it is stored: its hash, never the key itself. */
export interface ApiKey {
  readonly role: ApiRole;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Where the list that it stands in has names. */
  readonly name?: string;
  /** Requests from one midnight UTC to the next; undefined: as many as it likes. */
  readonly dailyLimit?: number;
}

export const sha256Of = (key: string): string => hash('sha256', key);

const LISTED = /^(read|admin):([0-9a-f]{64})(?::([1-9]\d{0,8}))?$/i;

/** Reads `role:hash,role:hash:limit`; undefined when any of it is something else. */
export const parseKeyHashes = (text: string): readonly ApiKey[] | undefined => {
  const keys: ApiKey[] = [];
  for (const part of text.split(',')) {
    const [, role, sha256, limit] = LISTED.exec(part.trim()) ?? [];
    if (role === undefined || sha256 === undefined) return undefined;
    keys.push({
      role: role.toLowerCase() === 'admin' ? 'admin' : 'read',
      sha256: sha256.toLowerCase(),
      ...(limit !== undefined && { dailyLimit: Number(limit) }),
    });
  }
  return keys;
};

/** Requests: more than any deployment answers in a day. */
export const MAX_DAILY_LIMIT = 999_999_999;

/** The document in the secret: one generated key in plain text, all others as hashes. */
const KeysDocument = v.object({
  adminKey: v.optional(v.pipe(v.string(), v.minLength(16))),
  keys: v.optional(
    v.array(
      v.object({
        name: v.optional(v.string()),
        role: v.picklist(['read', 'admin']),
        sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
        dailyLimit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_DAILY_LIMIT))),
      }),
    ),
    [],
  ),
});

/** The keys in the secret's text, hashes only. Throws an error that repeats nothing of the text. */
export const parseKeysSecret = (text: string): readonly ApiKey[] => {
  const document = v.safeParse(KeysDocument, jsonIn(text));
  if (!document.success) {
    // Neither valibot's message nor JSON.parse's: both quote what they read, and this is a secret.
    const [issue] = document.issues;
    throw new Error(`The secret of API keys is malformed at ${v.getDotPath(issue) ?? 'its beginning'}`);
  }
  const { adminKey, keys } = document.output;
  const listed = keys.map(({ role, sha256, name, dailyLimit }): ApiKey => ({
    role,
    sha256,
    ...(name !== undefined && { name }),
    ...(dailyLimit !== undefined && { dailyLimit }),
  }));
  return adminKey === undefined ? listed : [{ role: 'admin', sha256: sha256Of(adminKey) }, ...listed];
};

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The key that a request presents: `Authorization: Bearer …`, else `x-api-key`. Names of headers in lower case. */
export const presentedKey = (headers: Readonly<Record<string, string | undefined>>): string | undefined => {
  const [, bearer] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
  const key = bearer ?? headers['x-api-key']?.trim();
  return key === '' ? undefined : key;
};

/**
 * A key as it is listed, with its highest role; undefined when it is not in the list. Takes the same time wherever in the
 * list it is.
 */
export const listedKey = (key: string, keys: readonly ApiKey[]): ApiKey | undefined => {
  const presented = Buffer.from(sha256Of(key), 'hex');
  let listed: ApiKey | undefined;
  for (const candidate of keys) {
    const matches = timingSafeEqual(presented, digestOf(candidate));
    if (matches && listed?.role !== 'admin') listed = candidate;
  }
  return listed;
};

// As long as the list is the same. The key itself is not remembered: its hash is made for every request.
const digests = new WeakMap<ApiKey, Buffer>();

const digestOf = (key: ApiKey): Buffer => {
  const known = digests.get(key);
  if (known !== undefined) return known;
  const digest = Buffer.from(key.sha256, 'hex');
  digests.set(key, digest);
  return digest;
};

/** What a key is called in counts: its name, else the beginning of its hash. */
export const callerOf = ({ name, sha256 }: ApiKey): string => name ?? sha256.slice(0, 12);

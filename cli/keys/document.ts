import * as v from 'valibot';
import { MAX_DAILY_LIMIT, sha256Of, type ApiRole } from '../../lib/http/api-keys.ts';

const Entry = v.object({
  name: v.pipe(v.string(), v.regex(/^[\w.@-]{1,60}$/, 'must be 1 to 60 letters, digits, dots, dashes or @')),
  role: v.picklist(['read', 'admin']),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  dailyLimit: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MAX_DAILY_LIMIT))),
});

/** The content of the secret. Members that others added are preserved. */
const Document = v.looseObject({ adminKey: v.optional(v.string()), keys: v.optional(v.array(Entry), []) });

export type KeyEntry = v.InferOutput<typeof Entry>;
export type KeysDocument = v.InferOutput<typeof Document>;

/** The command failed; the message says why and never contains a key. */
export class KeysError extends Error {
  override readonly name = 'KeysError';
}

export const readDocument = (text: string): KeysDocument => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new KeysError('The secret does not hold JSON');
  }
  const parsed = v.safeParse(Document, value);
  if (parsed.success) return parsed.output;
  throw new KeysError(`The secret is malformed at ${v.getDotPath(parsed.issues[0]) ?? 'its beginning'}`);
};

export interface NewKey {
  readonly role: ApiRole;
  readonly name: string;
  /** Requests a day; undefined: as many as it likes. */
  readonly dailyLimit?: number | undefined;
  /** 32 random bytes. */
  readonly random: () => Buffer;
}

/** A new key, and the entry that is stored for it. */
export const createKey = (options: NewKey): { readonly key: string; readonly entry: KeyEntry } => {
  const { role, name, dailyLimit, random } = options;
  // The prefix lets people and secret scanners recognise it.
  const key = `statline_${random().toString('base64url')}`;
  return { key, entry: { name, role, sha256: sha256Of(key), ...(dailyLimit !== undefined && { dailyLimit }) } };
};

export const withKey = (document: KeysDocument, entry: KeyEntry): KeysDocument => {
  if (!v.safeParse(Entry, entry).success) {
    throw new KeysError('--name must be 1 to 60 letters, digits, dots, dashes or @');
  }
  if (document.keys.some(({ name }) => name === entry.name)) {
    throw new KeysError(`There is a key named ${entry.name} already: revoke it, or choose another name`);
  }
  return { ...document, keys: [...document.keys, entry] };
};

export const withoutKey = (document: KeysDocument, name: string): KeysDocument => {
  const keys = document.keys.filter((entry) => entry.name !== name);
  if (keys.length === document.keys.length) throw noKey(name);
  return { ...document, keys };
};

/** `dailyLimit`: undefined takes the limit away. */
export const withLimit = (document: KeysDocument, name: string, dailyLimit: number | undefined): KeysDocument => {
  if (!document.keys.some((entry) => entry.name === name)) throw noKey(name);
  const keys = document.keys.map((entry) => {
    if (entry.name !== name) return entry;
    const { dailyLimit: _, ...unlimited } = entry;
    return dailyLimit === undefined ? unlimited : { ...unlimited, dailyLimit };
  });
  return { ...document, keys };
};

const noKey = (name: string): KeysError => new KeysError(`There is no key named ${name}`);

/** The generated admin key is replaced: the old one works for five minutes more. */
export const withAdminKey = (document: KeysDocument, key: string): KeysDocument => ({ ...document, adminKey: key });

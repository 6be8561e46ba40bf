import type { Body, Entry } from './entry.ts';
import type { Stamps } from './purge-log.ts';

/** Turns served text into a stored body and back. The engine has no compressor and no hash of its own. */
export interface BodyCodec {
  /** Called once per fill; the etag is an opaque quoted tag of the text. */
  encode(text: string): { readonly body: Body; readonly etag: string };
  decode(body: Body): string;
}

/**
 * Of the header, and how body and header stand side by side. Two releases run during a deploy: a reader that meets another
 * version takes it for a miss. Part of an entry's stored name as well, so that the two do not overwrite each other's.
 */
export const CODEC_VERSION = 2;

/** An entry as tiers store it: a small JSON header beside the body, which is never escaped or parsed again. */
export interface EncodedEntry {
  readonly header: string;
  /** Text, gzip bytes, or nothing for an absent entry. */
  readonly body: string | Uint8Array | undefined;
}

export const encodeEntry = (entry: Entry): EncodedEntry => {
  const body = encodedBody(entry.body);
  const header = {
    v: CODEC_VERSION,
    b: entry.body?.encoding ?? 'absent',
    n: body?.length ?? 0,
    l: entry.loadedAt,
    a: entry.freshFrom,
    f: entry.freshUntil,
    s: entry.staleUntil,
    e: entry.etag,
    c: entry.scopes,
    p: entry.stamps,
    k: entry.loadDuration,
    w: entry.loadReason,
    x: entry.witness,
  };
  return { header: JSON.stringify(header), body };
};

/**
 * Undefined for whatever this version cannot read whole: another version, garbage, a truncated body. `bytesIn`: for a tier
 * that keeps bytes as text. Only the header knows which of the two a body is.
 */
export const decodeEntry = (
  header: unknown,
  body: unknown,
  bytesIn?: (text: string) => Uint8Array,
): Entry | undefined => {
  const fields = parseHeader(header);
  if (fields === undefined) return undefined;
  const { v, b, n, l, a, f, s, e, c, p, k, w, x } = fields;
  if (v !== CODEC_VERSION || !isTime(l) || !isTime(f) || !isTime(s) || !isTime(k)) return undefined;
  if (typeof e !== 'string' || !isTexts(c) || !isStamps(p)) return undefined;
  const isPackedText = b === 'gzip' && typeof body === 'string';
  const decoded = decodedBody(b, n, isPackedText ? bytesIn?.(body) : body);
  if (decoded === undefined) return undefined;
  const entry: { -readonly [Name in keyof Entry]: Entry[Name] } = {
    body: decoded,
    loadedAt: l,
    freshUntil: f,
    staleUntil: s,
    etag: e,
    loadDuration: k,
    scopes: c,
    stamps: p,
  };
  if (isTime(a)) entry.freshFrom = a;
  if (typeof w === 'string') entry.loadReason = w;
  if (typeof x === 'string') entry.witness = x;
  return entry;
};

const encodedBody = (body: Body | null): string | Uint8Array | undefined => {
  if (body === null) return undefined;
  return body.encoding === 'gzip' ? body.bytes : body.text;
};

const decodedBody = (encoding: unknown, length: unknown, body: unknown): Body | null | undefined => {
  if (encoding === 'absent') return null;
  if (encoding === 'identity' && typeof body === 'string' && body.length === length) {
    return { encoding, text: body };
  }
  if (encoding === 'gzip' && body instanceof Uint8Array && body.length === length) return { encoding, bytes: body };
  return undefined;
};

const parseHeader = (header: unknown): Record<string, unknown> | undefined => {
  if (typeof header !== 'string') return undefined;
  try {
    const fields: unknown = JSON.parse(header);
    return typeof fields === 'object' && fields !== null ? (fields as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
};

const isTime = (value: unknown): value is number => Number.isSafeInteger(value);
const isStamps = (value: unknown): value is Stamps =>
  typeof value === 'object' && value !== null && Object.values(value).every(isText);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText);
const isText = (value: unknown): value is string => typeof value === 'string';

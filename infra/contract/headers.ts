import { defined, type JsonObject } from './json.ts';
import type { Freshness } from './operations.ts';

interface Header {
  readonly description: string;
  readonly schema: JsonObject;
  readonly example?: string | number;
}

const TEXT: JsonObject = { type: 'string' };
const SECONDS: JsonObject = { type: 'integer', minimum: 0 };

const HEADERS = {
  'Cache-Status': {
    description:
      'Where the answer came from (RFC 9211): one member per tier that was asked, the one nearest the provider first. `detail` marks a stale answer, a negative `ttl` says for how many seconds.',
    schema: TEXT,
    example: 'l2; hit; ttl=41, l1; fwd=miss',
  },
  Age: {
    description: 'Seconds since the oldest of what the answer is made of was loaded from the provider.',
    schema: SECONDS,
    example: 120,
  },
  'Cache-Control': {
    description: 'How long a client may use the answer without asking again: never past the next purge.',
    schema: TEXT,
    example: 'private, max-age=17, stale-if-error=3600',
  },
  ETag: {
    description: 'The tag of the document, to be sent back as `If-None-Match`.',
    schema: TEXT,
    example: 'W/"pzUbkVDbnlcGrRdxJLOCBQ"',
  },
  Vary: {
    description: 'The request headers that the answer depends on.',
    schema: TEXT,
    example: 'accept-encoding',
  },
  RateLimit: {
    description:
      'What is left of the daily limit of the key, where it has one (draft-ietf-httpapi-ratelimit-headers): `r` requests, as far as the environment that answers knows, and `t` seconds until midnight UTC.',
    schema: TEXT,
    example: '"daily";r=9412;t=33840',
  },
  'RateLimit-Policy': {
    description: 'The daily limit of the key, where it has one: `q` requests in `w` seconds.',
    schema: TEXT,
    example: '"daily";q=10000;w=86400',
  },
  'Retry-After': { description: 'Seconds after which a retry may succeed.', schema: SECONDS, example: 5 },
  'Preference-Applied': {
    description: 'The wait that was honoured (RFC 7240), where `Prefer` asked for one.',
    schema: TEXT,
    example: 'wait=2',
  },
  'WWW-Authenticate': {
    description: 'How to authenticate (RFC 6750).',
    schema: TEXT,
    example: 'Bearer realm="statline"',
  },
  Allow: { description: 'The methods that the path takes.', schema: TEXT, example: 'GET, HEAD' },
  'X-Request-Id': {
    description: 'The id of the request, as the logs have it.',
    schema: TEXT,
    example: 'd0e1f2a3-4b5c-6d7e-8f90-a1b2c3d4e5f6',
  },
  'Server-Timing': {
    description: 'Milliseconds that the answer took inside the function.',
    schema: TEXT,
    example: 'total;dur=3',
  },
} as const satisfies Readonly<Record<string, Header>>;

export type HeaderName = keyof typeof HEADERS;

const keyOf = (name: HeaderName): string => name.replaceAll('-', '');

/** `components.headers`. */
export const HEADER_COMPONENTS: JsonObject = Object.fromEntries(
  Object.entries<Header>(HEADERS).map(([name, header]) => [keyOf(name as HeaderName), defined({ ...header })]),
);

/** A response's headers, by reference. */
export const headersNamed = (names: readonly HeaderName[]): JsonObject =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${keyOf(name)}` }]));

/** A response to a key with a daily limit has these. */
const LIMITED: readonly HeaderName[] = ['RateLimit', 'RateLimit-Policy'];

/** Every response has these. */
const ALWAYS: readonly HeaderName[] = ['X-Request-Id', 'Server-Timing'];

const OF_DOCUMENT: Readonly<Record<Freshness, readonly HeaderName[]>> = {
  cached: ['Cache-Status', 'Age', 'Cache-Control', 'ETag', 'Vary'],
  released: ['Cache-Control', 'ETag', 'Vary'],
  uncached: ['Cache-Control', 'ETag', 'Vary'],
};

export interface DocumentHeaders {
  readonly freshness: Freshness;
  /** The route has a `wait`. */
  readonly takesPreference: boolean;
  /** The requests of a key are counted. */
  readonly isLimited: boolean;
}

/** The headers of a document, and of the 304 that stands for it. */
export const documentHeaders = ({ freshness, takesPreference, isLimited }: DocumentHeaders): readonly HeaderName[] => [
  ...OF_DOCUMENT[freshness],
  ...(takesPreference ? (['Preference-Applied'] as const) : []),
  ...(isLimited ? LIMITED : []),
  ...ALWAYS,
];

const OF_PROBLEM: ReadonlyMap<number, readonly HeaderName[]> = new Map([
  [400, ['Preference-Applied']],
  [401, ['WWW-Authenticate']],
  [403, ['WWW-Authenticate']],
  // What says that something does not exist rests on the cache, too.
  [404, ['Cache-Status', 'Age', 'Retry-After', 'Preference-Applied']],
  [405, ['Allow']],
  [409, ['Cache-Status', 'Age', 'Preference-Applied']],
  [429, ['Retry-After']],
  [500, []],
  [501, ['Preference-Applied']],
  [503, ['Retry-After', 'Preference-Applied']],
]);

/** The headers that a problem may have. */
export const problemHeaders = (status: number): readonly HeaderName[] => [
  'Cache-Control',
  ...(OF_PROBLEM.get(status) ?? []),
  // Whoever is not let in has nothing counted.
  ...(status === 401 || status === 403 ? [] : LIMITED),
  ...ALWAYS,
];

import * as v from 'valibot';
import { parseKeyHashes } from './http/api-keys.ts';
import { findLeague, LEAGUES } from './sports/leagues.ts';

// Schemas of the variables' values: what they turn a text into, and what they say of one that is wrong.

export const httpUrl = v.pipe(
  v.string(),
  v.trim(),
  v.url('must be a URL'),
  v.regex(/^https?:\/\//, 'must be an http or https URL'),
  // `fetch` refuses a URL with a password, in a message that repeats it; the rest would end up inside of paths.
  v.regex(/^[^@?#]*$/, 'must have no user name, password, query or fragment'),
  v.transform((url) => url.replace(/\/+$/, '')),
);
// Printable ASCII: what may stand in a header line.
export const headerText = v.pipe(
  v.string(),
  v.regex(/^[\x20-\x7e]{1,200}$/, 'must be 1 to 200 printable ASCII characters'),
);

const ranged = (what: string, min: number, max: number, fallback: string) => {
  const message = `must be a ${what} from ${min} to ${max}`;
  return v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,7}$/, message),
      v.transform(Number),
      v.minValue(min, message),
      v.maxValue(max, message),
    ),
    fallback,
  );
};

export const milliseconds = (min: number, max: number, fallback: string) =>
  ranged('number of milliseconds', min, max, fallback);

/** One in how many; 0: none. */
export const share = (max: number, fallback: string) => ranged('whole number', 0, max, fallback);

export const calls = (max: number) => {
  const message = `must be a whole number from 1 to ${max}`;
  return v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,7}$/, message), v.transform(Number), v.maxValue(max, message)),
  );
};

export const keyHashes = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const keys = parseKeyHashes(dataset.value);
    if (keys !== undefined) return keys;
    addIssue({
      message:
        'must be a list of read:HASH or admin:HASH, each HASH 64 hex digits (SHA-256), with :LIMIT where a key has a daily one',
    });
    return NEVER;
  }),
);

export const leagueIds = v.pipe(
  v.string(),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const found = dataset.value.split(',').map((text) => findLeague(text.trim())?.id);
    const ids = found.filter((id) => id !== undefined);
    if (ids.length === found.length) return [...new Set(ids)];
    addIssue({ message: `must be a list of ${LEAGUES.map(({ id }) => id).join(', ')}` });
    return NEVER;
  }),
);

export const origins = v.pipe(
  v.string(),
  v.transform((text) => text.split(',').map((origin) => origin.trim().toLowerCase())),
  v.array(
    v.pipe(v.string(), v.regex(/^(?:\*|https?:\/\/[^/\s*]+)$/, 'must be * or a list of origins: https://example.org')),
  ),
);

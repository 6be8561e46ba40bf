import * as v from 'valibot';
import type { CacheKey, Entry } from '../../lib/cache/index.ts';
import { httpBodies } from '../../lib/http/bodies.ts';
import { STORED_SCHEMAS } from '../../lib/http/documents/stored/index.ts';
import { kindOf } from '../../lib/sports/resources/entry-key.ts';

/** What an entry of the domain has that its kind's stored schema has not, or the other way about. An absence has a shape, too. */
export const wrongIn = (key: CacheKey, { body }: Pick<Entry, 'body'>): readonly string[] => {
  if (body === null) return [];
  const parsed = v.safeParse(STORED_SCHEMAS[kindOf(key)], JSON.parse(httpBodies.decode(body)));
  return (parsed.issues ?? []).slice(0, 3).map((issue) => `${key}: ${v.getDotPath(issue) ?? ''}: ${issue.message}`);
};

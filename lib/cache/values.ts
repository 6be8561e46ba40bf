import type { BodyCodec } from './codec.ts';
import type { Entry } from './entry.ts';
import type { Query } from './query.ts';

/** Decodes an entry's body at most once for as long as the entry is in memory. */
export type Values = (entry: Entry, query: Query<unknown>) => unknown;

export const createValues = (bodies: BodyCodec): Values => {
  const decoded = new WeakMap<Entry, { readonly value: unknown }>();
  return (entry, query) => {
    const known = decoded.get(entry);
    if (known !== undefined) return known.value;
    const value = entry.body === null ? null : query.decode(JSON.parse(bodies.decode(entry.body)));
    decoded.set(entry, { value });
    return value;
  };
};

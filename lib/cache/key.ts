declare const brand: unique symbol;

/** Names one entry in every tier. Printable ASCII without spaces, at most 512 characters. */
export type CacheKey = string & { readonly [brand]: 'CacheKey' };

// Redis takes any bytes and DynamoDB 2,048 of them; one narrow alphabet keeps both, and the logs, unambiguous.
const VALID = /^[\x21-\x7e]{1,512}$/;

/** Brands `text`; throws a RangeError that quotes it when it cannot be a key. */
export const cacheKey = (text: string): CacheKey => {
  if (!VALID.test(text)) throw new RangeError(`Not a cache key: ${JSON.stringify(text.slice(0, 80))}`);
  return text as CacheKey;
};

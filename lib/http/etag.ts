import { createHash } from 'node:crypto';

/**
 * A weak tag of a text: the same document is sent both plain and as gzip, and a strong tag would have to differ.
 */
export const etagOf = (text: string): string =>
  `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;

/** Whether an If-None-Match header already has this tag (RFC 9110: weak comparison). */
export const matchesEtag = (ifNoneMatch: string | undefined, etag: string): boolean => {
  if (ifNoneMatch === undefined) return false;
  const wanted = opaque(etag);
  return ifNoneMatch.split(',').some((tag) => tag.trim() === '*' || opaque(tag.trim()) === wanted);
};

const opaque = (tag: string): string => tag.replace(/^W\//, '');

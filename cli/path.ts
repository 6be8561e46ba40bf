import { UsageError } from './exit-codes.ts';

/** What stands beside `/v1`. */
const OTHER_ROOTS = ['v1', 'openapi.json'];

/**
 * The path of a request by what a person has typed: `nfl/players/patrick mahomes/stats`, with a query of its own or as
 * words behind it (`season=2024`), with `/v1` or without it. Throws UsageError.
 */
export const requestPath = (typed: string, words: readonly string[]): string => {
  if (/^https?:/i.test(typed)) throw new UsageError('PATH begins behind the address, which --url or a profile names');
  const [path = '', ...queries] = typed.split('?');
  const segments = path.replace(/^\/+|\/+$/g, '').split('/');
  if (segments.some((segment) => /^\.{0,2}$/.test(segment))) {
    throw new UsageError(`${JSON.stringify(typed.slice(0, 80))} is no path: a part of it is empty or made of dots`);
  }
  const query = new URLSearchParams(queries.join('?'));
  for (const word of words) {
    const [, name, value] = /^([\w-]+)=([^]*)$/.exec(word) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`${JSON.stringify(word.slice(0, 40))} is no NAME=VALUE, such as season=2024`);
    }
    query.append(name, value);
  }
  const root = OTHER_ROOTS.includes(segments[0] ?? '') ? '' : '/v1';
  const text = query.toString();
  return `${root}/${segments.map(encoded).join('/')}${text && `?${text}`}`;
};

/** As it stands in an address, whether or not it was typed so. */
const encoded = (segment: string): string => {
  const decoded = /%[\da-f]{2}/i.test(segment) ? decodedOr(segment) : segment;
  return encodeURIComponent(decoded.replace(/\p{Surrogate}/gu, '\ufffd'));
};

const decodedOr = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};

import { UpstreamError } from '../../sports/upstream.ts';
import type { JsonAnswer } from '../http.ts';
import { textAt } from './read.ts';

/** The body of a 2xx. Anything else says that the provider failed, not that the thing does not exist. */
export const documentOf = (answer: JsonAnswer, what: string): unknown => {
  if (!isOk(answer)) throw failureOf(answer, what);
  return answer.json;
};

export const isOk = ({ status }: { readonly status: number }): boolean => status >= 200 && status < 300;

export const failureOf = ({ status, json }: JsonAnswer, what: string): UpstreamError => {
  // Bounded: the provider's errors may quote whole internal addresses.
  const said = errorText(json)?.slice(0, 80) ?? 'nothing';
  return new UpstreamError('failed', `ESPN answered ${status} for ${what}, saying: ${said}`);
};

/**
 * Whether the provider said that there is no such thing: a 404 whose text names one of `nouns`.
 * A bare 404 or "Not Found" may as well be a moved path, and "application error" is a fault.
 */
export const saysAbsent = ({ status, json }: JsonAnswer, nouns: readonly string[]): boolean => {
  if (status !== 404) return false;
  const names = nouns.join('|');
  return new RegExp(`\\bno (${names}) found\\b|\\b(${names}) (was )?not found\\b`, 'i').test(errorText(json) ?? '');
};

// Core nests its message; the site and web hosts write `message` or `detail` at the top.
const errorText = (json: unknown): string | null =>
  textAt(json, 'error', 'message') ?? textAt(json, 'message') ?? textAt(json, 'detail');

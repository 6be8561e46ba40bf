import { systemClock } from './clock.ts';
import type { CallOptions, ClientOptions } from './options.ts';
import type { TransportOptions } from './transport.ts';

const MAX_TIMEOUT_MS = 600_000;
// Of all answers that are held.
const MAX_HELD_CHARACTERS = 8_000_000;
// A Lambda function answers with 6 MB at the most, which may be packed.
const MAX_BODY_BYTES = 16_000_000;

export interface CheckedOptions extends TransportOptions {
  readonly timeout: number;
}

/** Throws where an option can be no such thing. */
export const checkOptions = (options: ClientOptions): CheckedOptions => {
  const { key, fetch: given, clock = systemClock } = options;
  const { timeout = 10_000, retries = 2, maxRetryDelay = 2000, heldAnswers = 200 } = options;
  if (key !== undefined && !/^[\x21-\x7e]+$/.test(key)) throw new TypeError('key must have no spaces');
  return {
    url: baseUrl(options.url),
    key,
    // Looked up at each call, and called as a function: a browser's wants no other `this`.
    fetch: given ?? ((url, init) => globalThis.fetch(url, init)),
    timeout: checkedNumber('timeout', timeout, 1, MAX_TIMEOUT_MS),
    retries: checkedNumber('retries', retries, 0, 10),
    maxRetryDelay: checkedNumber('maxRetryDelay', maxRetryDelay, 0, MAX_TIMEOUT_MS),
    held: { entries: checkedNumber('heldAnswers', heldAnswers, 0, 100_000), characters: MAX_HELD_CHARACTERS },
    maxBytes: MAX_BODY_BYTES,
    clock,
  };
};

/** Throws where an option of a call can be no such thing. */
export const checkCall = ({ timeout, wait }: CallOptions): void => {
  if (timeout !== undefined) checkedNumber('timeout', timeout, 1, MAX_TIMEOUT_MS);
  if (wait !== undefined) checkedNumber('wait (seconds)', wait, 0.1, 10);
};

const checkedNumber = (name: string, value: number, least: number, most: number): number => {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new RangeError(`${name} must be from ${least} to ${most}`);
};

const baseUrl = (text: string): string => {
  const { href, search, hash } = new URL(text);
  if (!/^https?:/.test(href) || search + hash !== '') throw new TypeError('url must be http, without a query');
  return href.replace(/\/+$/, '');
};

import { randomBytes } from 'node:crypto';
import type { Stamp } from '../../lib/cache/index.ts';

// Crockford's base 32, as the ULID specification has it. The package that makes them takes two kilobytes of a cold start.
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TIME_DIGITS = 10;
const RANDOM_DIGITS = 16;
const MAX_TIME = 2 ** 48 - 1;

/** A ULID: when it was made, and 80 random bits. */
export const newStamp = (now = Date.now()): Stamp => {
  let time = '';
  for (let rest = now; time.length < TIME_DIGITS; rest = Math.floor(rest / 32)) time = digit(rest) + time;
  return time + Array.from(randomBytes(RANDOM_DIGITS), digit).join('');
};

const digit = (value: number): string => DIGITS.charAt(value % 32);

/** When a stamp was made, epoch ms; Infinity for one that is no ULID, whose age cannot be told. */
export const timeOf = (stamp: Stamp): number => {
  if (stamp.length !== TIME_DIGITS + RANDOM_DIGITS) return Infinity;
  let time = 0;
  for (const letter of stamp.slice(0, TIME_DIGITS)) {
    const value = DIGITS.indexOf(letter);
    if (value < 0) return Infinity;
    time = time * 32 + value;
  }
  return time <= MAX_TIME ? time : Infinity;
};

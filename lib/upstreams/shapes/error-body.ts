import type { JsonAnswer } from '../http.ts';
import { textAt } from './read.ts';

/**
 * Whether the provider said that there is no such thing: a 404 whose text names one of `nouns`. A bare 404 or
 * "Not Found" may be a path that has moved, and "application error" is a fault of the provider's.
 */
export const saysAbsent = ({ status, json }: JsonAnswer, nouns: readonly string[]): boolean => {
  if (status !== 404) return false;
  const names = nouns.join('|');
  return new RegExp(`\\bno (${names}) found\\b|\\b(${names}) (was )?not found\\b`, 'i').test(errorText(json) ?? '');
};

/**
 * Whether the site host said that it knows no team `id`: it answers 400, and its text quotes the core host's address of
 * that very team with the status that the core host gave.
 */
export const saysNoSuchTeam = ({ status, json }: JsonAnswer, id: string): boolean =>
  status === 400 && new RegExp(`/teams/${id}(?:[/?]\\S*)? status=40[04]\\b`).test(errorText(json) ?? '');

// Core nests its message; the site and web hosts write `message` or `detail` at the top.
export const errorText = (json: unknown): string | null =>
  textAt(json, 'error', 'message') ?? textAt(json, 'message') ?? textAt(json, 'detail');

import type { PlayerId, TeamId } from '../../sports/model.ts';
import { UpstreamError } from '../../sports/upstream.ts';

/** What stands under `path` in a JSON value; undefined as soon as a step is missing. */
export const at = (json: unknown, ...path: readonly (string | number)[]): unknown => {
  let value = json;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
};

export const listAt = (json: unknown, ...path: readonly (string | number)[]): readonly unknown[] | undefined => {
  const value = at(json, ...path);
  return Array.isArray(value) ? (value as readonly unknown[]) : undefined;
};

/** Text with something in it; numbers count as their digits, because some bodies write jerseys and ids so. */
export const textAt = (json: unknown, ...path: readonly (string | number)[]): string | null => {
  const value = at(json, ...path);
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text.trim() : null;
};

const idAt = (json: unknown, ...path: readonly (string | number)[]): string | null => {
  const text = textAt(json, ...path);
  // Bounded, because ids become keys and paths.
  return text !== null && /^\d{1,19}$/.test(text) ? text : null;
};

export const playerIdAt = (json: unknown, ...path: readonly (string | number)[]): PlayerId | null =>
  idAt(json, ...path) as PlayerId | null;

export const teamIdAt = (json: unknown, ...path: readonly (string | number)[]): TeamId | null =>
  idAt(json, ...path) as TeamId | null;

export const seasonAt = (json: unknown, ...path: readonly (string | number)[]): number | null => {
  const value = at(json, ...path);
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
};

/** A 2xx that is not the document asked for. */
export const malformed = (what: string): UpstreamError => new UpstreamError('malformed', `ESPN sent ${what}`);

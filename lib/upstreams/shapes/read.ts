import { isPlayerId, isTeamId, type PlayerId, type TeamId } from '../../sports/model/index.ts';
import { shownText } from '../../sports/shown-text.ts';
import type { StatCell } from '../../sports/upstream/index.ts';

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

/** Text of at most `max` UTF-16 units that may be shown to people: it ends up in other people's chats. */
export const shortTextAt = (json: unknown, max: number, ...path: readonly (string | number)[]): string | null => {
  const text = shownText(textAt(json, ...path) ?? '', max);
  return text === '' ? null : text;
};

export const playerIdAt = (json: unknown, ...path: readonly (string | number)[]): PlayerId | null => {
  const text = textAt(json, ...path);
  return text !== null && isPlayerId(text) ? text : null;
};

export const teamIdAt = (json: unknown, ...path: readonly (string | number)[]): TeamId | null => {
  const text = textAt(json, ...path);
  return text !== null && isTeamId(text) ? text : null;
};

export const seasonAt = (json: unknown, ...path: readonly (string | number)[]): number | null => {
  const value = at(json, ...path);
  return typeof value === 'number' && Number.isInteger(value) ? value : null;
};

// `2025-05-12T04:00:54Z`, `2025-05-05T20:20Z`, `2024-09-08T17:00:00.000+00:00`, and with `+0000` in older bodies.
const INSTANT = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}):?(\d{2})?$/;

/** A date with its time and zone, in epoch ms. */
export const instantAt = (json: unknown, ...path: readonly (string | number)[]): number | null => {
  const [, time, zone, minutes] = INSTANT.exec(textAt(json, ...path) ?? '') ?? [];
  if (time === undefined || zone === undefined || (zone === 'Z') !== (minutes === undefined)) return null;
  const instant = Date.parse(minutes === undefined ? `${time}Z` : `${time}${zone}:${minutes}`);
  return Number.isNaN(instant) ? null : instant;
};

/** Zero or more, or null: some bodies write their counts as text. */
export const countAt = (json: unknown, ...path: readonly (string | number)[]): number | null => {
  const text = textAt(json, ...path);
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null;
};

export const isCell = (value: unknown): value is StatCell =>
  value === null || typeof value === 'string' || typeof value === 'number';

import type { InputSchema } from './input-schemas.ts';
import type { JsonObject } from './json.ts';
import type { CONTRACT_ROUTES } from './routes.ts';

export type RouteName = keyof typeof CONTRACT_ROUTES;

export const TAGS = {
  players: 'Who is meant: search, completion, a player',
  stats: 'Numbers: lines, careers, games, comparisons, leaders',
  teams: 'Teams and their players',
  leagues: 'Seasons, games of the day, moves',
  service: 'The service itself',
  admin: 'What operators do. Needs an admin key',
} as const;

/** How a document rests on the cache, which decides what headers come with it. */
export type Freshness =
  /** Made of cached entries: it says their tier and their age. */
  | 'cached'
  /** A part of the release. */
  | 'released'
  /** Nobody may keep it. */
  | 'uncached';

/** What the document says of one route, beside what its schemas and its key say. */
export interface Operation {
  /** What the operation is called in a client. */
  readonly id: string;
  readonly tag: keyof typeof TAGS;
  readonly summary: string;
  readonly description?: string;
  readonly path?: InputSchema;
  /** Undefined: the query string is not looked at. */
  readonly query: InputSchema | undefined;
  readonly body?: { readonly schema: InputSchema; readonly example: JsonObject };
  readonly freshness: Freshness;
  /** An example of the same as plain text, where it is to be had so. */
  readonly text?: string;
}

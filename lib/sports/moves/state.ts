import type { StoredDocument } from '../../ledgers/document-store.ts';
import { readPending, type Pending } from './repeat.ts';

/** What is remembered of a league's moves between runs. Times are epoch ms. */
export interface MovesNote {
  /** Until when windows that opened or closed have been seen to. */
  readonly at: number;
  /** Since when moves are watched: what was made before was made before there was anything to purge. */
  readonly since: number;
  /** When the list of moves was last read; null: never. */
  readonly readAt: number | null;
  /** The moves that have been purged for, those listed last first. */
  readonly seen: readonly string[];
  /** When all rosters were last purged because nobody tells who moves; null: never. */
  readonly rostersAt: number | null;
  /** Since when the list of moves could not be read; null: it could when it was last tried. */
  readonly unheardSince: number | null;
  /** What is to be purged again. */
  readonly pending: readonly Pending[];
}

/** The page of the notebook that a league's moves are remembered on. */
export const movesPage = (league: string): string => `moves:${league}`;

// Several lists: what is listed always has its place.
const MOST_SEEN = 300;

/** What is remembered once everything listed has been purged for. It only ever grows at its front. */
export const withSeen = (seen: readonly string[], listed: readonly string[]): readonly string[] => {
  const added = new Set(listed);
  return [...listed, ...seen.filter((each) => !added.has(each))].slice(0, MOST_SEEN);
};

const VERSION = 1;

export const encodeNote = (note: MovesNote): string => JSON.stringify({ version: VERSION, ...note });

/**
 * Undefined for what this version did not write: then nobody knows what has been purged for, which is not the same as
 * that nothing has happened yet.
 */
export const decodeNote = (text: string): MovesNote | undefined => {
  try {
    const { version, at, since, readAt, seen, rostersAt, unheardSince, pending } = JSON.parse(text) as Partial<
      Record<string, unknown>
    >;
    if (version !== VERSION || typeof at !== 'number' || !isTimeOrNull(readAt) || !isTimeOrNull(rostersAt)) {
      return undefined;
    }
    if (!Array.isArray(seen) || !seen.every((each): each is string => typeof each === 'string')) return undefined;
    return {
      at,
      readAt,
      seen: seen.slice(0, MOST_SEEN),
      rostersAt,
      // Earlier versions did not write these.
      since: typeof since === 'number' ? since : at,
      unheardSince: typeof unheardSince === 'number' ? unheardSince : null,
      pending: Array.isArray(pending) ? pending.flatMap((each) => readPending(each) ?? []) : [],
    };
  } catch {
    return undefined;
  }
};

const isTimeOrNull = (value: unknown): value is number | null => value === null || typeof value === 'number';

export interface Recalled {
  readonly known: MovesNote;
  /** A note that cannot be read is not a first run: anything may have happened since it was written. */
  readonly isLost: boolean;
}

export const recall = (note: StoredDocument | undefined, now: number): Recalled => {
  const nothing = { readAt: null, seen: [], rostersAt: null, unheardSince: null, pending: [] };
  if (note === undefined) return { known: { ...nothing, at: now, since: now }, isLost: false };
  const known = decodeNote(note.text);
  return known === undefined
    ? { known: { ...nothing, at: 0, since: 0, readAt: 0 }, isLost: true }
    : { known, isLost: false };
};

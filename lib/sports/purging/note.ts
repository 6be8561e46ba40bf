/** What is remembered of a league's moves between runs. Times are epoch ms. */
export interface MovesNote {
  /** Until when windows that opened or closed have been seen to. */
  readonly at: number;
  /** When the list of moves was last read; null: never. */
  readonly readAt: number | null;
  /** The moves that have been purged for, those listed last first. */
  readonly seen: readonly string[];
  /** When all rosters were last purged because nobody tells who moves; null: never. */
  readonly rostersAt: number | null;
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
    const { version, at, readAt, seen, rostersAt } = JSON.parse(text) as Partial<Record<string, unknown>>;
    if (version !== VERSION || typeof at !== 'number' || !isTimeOrNull(readAt) || !isTimeOrNull(rostersAt)) {
      return undefined;
    }
    if (!Array.isArray(seen) || !seen.every((each): each is string => typeof each === 'string')) return undefined;
    return { at, readAt, seen: seen.slice(0, MOST_SEEN), rostersAt };
  } catch {
    return undefined;
  }
};

const isTimeOrNull = (value: unknown): value is number | null => value === null || typeof value === 'number';

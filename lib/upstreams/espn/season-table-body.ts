import { malformed } from './answer.ts';
import { createListedJson, ListedJsonError } from './listed-json.ts';

// The deepest values of a recorded page are seven levels down.
const MAX_DEPTH = 32;

// Three quarters of a page: addresses of the athlete's pages, and of the teams' pages and pictures.
const UNREAD = ['links', 'logos', 'teamLinks', 'teamLogos'];

/** What surrounds the athletes of a page; `categories` names the columns of every athlete, and may come after them. */
export interface SeasonTableFrame {
  readonly pagination: unknown;
  readonly requestedSeason: unknown;
  readonly categories: unknown;
}

/**
 * Reads a page as it comes in and hands on each athlete as soon as they are complete: the 8 KB of links and logos about
 * one athlete are freed before the next is read.
 */
export const readSeasonTableBody = async (
  chunks: AsyncIterable<Uint8Array>,
  onAthlete: (json: unknown) => void,
): Promise<SeasonTableFrame> => {
  const reader = createListedJson({ list: 'athletes', maxDepth: MAX_DEPTH, unread: UNREAD, onItem: onAthlete });
  try {
    for await (const chunk of chunks) reader.write(chunk);
    const frame = reader.end();
    return {
      pagination: frame.get('pagination'),
      requestedSeason: frame.get('requestedSeason'),
      categories: frame.get('categories'),
    };
  } catch (error) {
    // An error of the athletes' reader passes.
    throw error instanceof ListedJsonError ? malformed(`stats that are not JSON: ${error.message}`) : error;
  }
};

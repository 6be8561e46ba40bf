import { JSONParser, TokenType } from '@streamparser/json';
import { UpstreamError } from '../../sports/upstream/index.ts';
import { malformed } from './answer.ts';

// The deepest values of a recorded page are seven levels down.
const MAX_DEPTH = 32;

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
  const frame = new Map<unknown, unknown>();
  const parser = new JSONParser({
    paths: ['$.athletes.*', '$.pagination', '$.requestedSeason', '$.categories'],
    keepStack: false,
  });
  parser.onValue = ({ value, key, stack }) => {
    if (stack.length > 1) onAthlete(value);
    else frame.set(key, value);
  };
  let depth = 0;
  parser.onToken = ({ token }) => {
    if (token === TokenType.LEFT_BRACE || token === TokenType.LEFT_BRACKET) depth += 1;
    if (token === TokenType.RIGHT_BRACE || token === TokenType.RIGHT_BRACKET) depth -= 1;
    if (depth > MAX_DEPTH) throw malformed(`stats nested deeper than ${MAX_DEPTH} levels`);
  };
  for await (const chunk of chunks) write(parser, chunk);
  if (!parser.isEnded) throw malformed('stats that end in the middle');
  return {
    pagination: frame.get('pagination'),
    requestedSeason: frame.get('requestedSeason'),
    categories: frame.get('categories'),
  };
};

const write = (parser: JSONParser, chunk: Uint8Array): void => {
  try {
    parser.write(chunk);
  } catch (error) {
    // An error of the athletes' reader passes. A syntax error quotes the body and is not passed on.
    throw error instanceof UpstreamError ? error : malformed('stats that are not JSON');
  }
};

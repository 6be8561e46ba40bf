import type { Endpoint } from '../calls.ts';
import { unknownLeague } from '../documents/errors.ts';
import type { LeagueWorld, World } from '../world.ts';

export interface Answer {
  readonly status: number;
  readonly document: unknown;
  /** For an answer that is large: the same as long as the document is, at the same address. */
  readonly version?: string;
  /** What its first field, `timestamp`, says: another one in every answer. */
  readonly timestamp?: string;
}

/** An address of the provider's and what it answers. */
export interface Pattern {
  readonly endpoint: Endpoint;
  readonly path: RegExp;
  readonly answer: (words: Readonly<Record<string, string>>, query: URLSearchParams) => Answer;
}

export const ok = (document: unknown): Answer => ({ status: 200, document });
/** Made only where nothing of that version has been written at the address. */
export const okLarge = (version: string, document: () => unknown, timestamp?: string): Answer => ({
  status: 200,
  version,
  ...(timestamp !== undefined && { timestamp }),
  get document() {
    return document();
  },
});
export const notFound = (document: unknown): Answer => ({ status: 404, document });

const LEAGUE = '(?<sport>[\\w-]+)/(?<slug>[\\w.-]+)';

interface LeaguePath {
  readonly endpoint: Endpoint;
  /** Before `football/nfl`, and after it. */
  readonly before: string;
  readonly after: string;
}

/** An address with a sport and a league in it; a league that there is not is a 404. */
export const leaguePattern = (
  world: World,
  { endpoint, before, after }: LeaguePath,
  answer: (league: LeagueWorld, query: URLSearchParams, words: Readonly<Record<string, string>>) => Answer,
): Pattern => ({
  endpoint,
  path: new RegExp(`^${before}/${LEAGUE}${after}$`),
  answer: (words, query) => {
    const { sport = '', slug = '' } = words;
    const league = world.league(sport, slug);
    return league === undefined ? notFound(unknownLeague(sport, slug)) : answer(league, query, words);
  },
});

interface Bounds {
  readonly fallback: number;
  readonly most: number;
}

export const numberIn = (query: URLSearchParams, name: string, { fallback, most }: Bounds): number => {
  const value = Number(query.get(name) ?? fallback);
  return Number.isInteger(value) && value > 0 ? Math.min(value, most) : fallback;
};

export const pageIn = (query: URLSearchParams): number => numberIn(query, 'page', { fallback: 1, most: 10_000 });

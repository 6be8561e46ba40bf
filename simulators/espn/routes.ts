import type { Endpoint } from './calls.ts';
import { coreNotFound, siteError } from './documents/errors.ts';
import type { LeagueSlug } from './model.ts';
import { athletePatterns } from './routes/athletes.ts';
import { gamePatterns } from './routes/games.ts';
import type { Answer } from './routes/route.ts';
import { notFound } from './routes/route.ts';
import { seasonPatterns } from './routes/seasons.ts';
import type { Schedules } from './schedule/schedules.ts';
import type { SearchIndex } from './search-index.ts';
import type { Trades } from './trades.ts';
import type { World } from './world.ts';

/** What an address means: known before it is answered, so that a refused call is counted under its name too. */
export interface Route {
  readonly endpoint: Endpoint;
  answer(): Answer;
}

interface RoutingOptions {
  readonly world: World;
  readonly index: SearchIndex;
  readonly schedules: Schedules;
  readonly trades: Trades;
  readonly seed: number;
  readonly clock: { now(): number };
  readonly unlisted: (league: LeagueSlug) => readonly string[];
}

export type Router = (url: URL) => Route;

/** The addresses of four of the provider's hosts, on one: site, web, core and partners share no path. */
export const createRouter = (options: RoutingOptions): Router => {
  const patterns = [...athletePatterns(options), ...seasonPatterns(options), ...gamePatterns(options)];
  return ({ pathname, searchParams }) => {
    for (const { endpoint, path, answer } of patterns) {
      const match = path.exec(pathname);
      if (match === null) continue;
      return {
        endpoint,
        answer: () => {
          // What was planned for a moment that has passed is in every answer after it.
          options.trades.settle();
          return answer(match.groups ?? {}, searchParams);
        },
      };
    }
    const core = pathname.startsWith('/v2/');
    return {
      endpoint: 'other',
      answer: () =>
        notFound(core ? coreNotFound : siteError(404, `Unable to find a resource at ${pathname.slice(0, 200)}`)),
    };
  };
};

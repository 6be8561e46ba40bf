import type { Endpoint } from './calls.ts';
import { coreAthleteDocument } from './documents/core-athlete.ts';
import { badTeam, coreNotFound, noStats, siteError, unknownLeague } from './documents/errors.ts';
import { rosterDocument } from './documents/roster.ts';
import { searchDocument } from './documents/search.ts';
import { statsDocument } from './documents/stats.ts';
import { teamsDocument } from './documents/team.ts';
import { findTeam } from './leagues.ts';
import type { SearchIndex } from './search-index.ts';
import type { World } from './world.ts';

interface Answer {
  readonly status: number;
  readonly document: unknown;
}

/** What an address means: known before it is answered, so that a refused call is counted under its name too. */
export interface Route {
  readonly endpoint: Endpoint;
  answer(): Answer;
}

interface RoutingOptions {
  readonly world: World;
  readonly index: SearchIndex;
  readonly clock: { now(): number };
}

export type Router = (url: URL) => Route;

interface Pattern {
  readonly endpoint: Endpoint;
  readonly path: RegExp;
  readonly answer: (words: Readonly<Record<string, string>>, query: URLSearchParams) => Answer;
}

const LEAGUE = '(?<sport>[\\w-]+)/(?<slug>[\\w.-]+)';
const ok = (document: unknown): Answer => ({ status: 200, document });
const notFound = (document: unknown): Answer => ({ status: 404, document });

/** The addresses of three of the provider's hosts, on one: site, web and core share no path. */
export const createRouter = ({ world, index, clock }: RoutingOptions): Router => {
  const patterns: readonly Pattern[] = [
    {
      endpoint: 'teams',
      path: new RegExp(`^/apis/site/v2/sports/${LEAGUE}/teams$`),
      answer: ({ sport = '', slug = '' }, query) => {
        const league = world.league(sport, slug);
        if (league === undefined) return notFound(unknownLeague(sport, slug));
        return ok(teamsDocument(league.facts, numberIn(query, 'limit', { fallback: 50, most: 1000 })));
      },
    },
    {
      endpoint: 'roster',
      path: new RegExp(`^/apis/site/v2/sports/${LEAGUE}/teams/(?<key>[^/]+)/roster$`),
      answer: ({ sport = '', slug = '', key = '' }) => {
        const league = world.league(sport, slug);
        if (league === undefined) return notFound(unknownLeague(sport, slug));
        const team = findTeam(league.facts, key);
        if (team === undefined) return { status: 400, document: badTeam(sport, slug, key) };
        return ok(rosterDocument({ league: league.facts, team, athletes: league.roster(team), now: clock.now() }));
      },
    },
    {
      endpoint: 'search',
      path: /^\/apis\/common\/v3\/search$/,
      answer: (_, query) => {
        const wanted = query.get('type') ?? 'player';
        // `sport` and `league` are not honoured, as the real one is known not to.
        const found = wanted.split(',').includes('player') ? index.find((query.get('query') ?? '').slice(0, 200)) : [];
        const limit = numberIn(query, 'limit', { fallback: 45, most: 100 });
        return ok(searchDocument({ found, limit, page: numberIn(query, 'page', { fallback: 1, most: 10_000 }) }));
      },
    },
    {
      endpoint: 'athlete',
      path: /^\/v2\/sports\/(?<sport>[\w-]+)\/leagues\/(?<slug>[\w.-]+)\/athletes\/(?<id>\d+)$/,
      answer: ({ sport = '', slug = '', id = '' }) => {
        const league = world.league(sport, slug);
        const athlete = league?.athlete(id);
        if (league === undefined || athlete === undefined) return notFound(coreNotFound);
        return ok(coreAthleteDocument(league.facts, athlete));
      },
    },
    {
      endpoint: 'stats',
      path: new RegExp(`^/apis/common/v3/sports/${LEAGUE}/athletes/(?<id>\\d+)/stats$`),
      answer: ({ sport = '', slug = '', id = '' }, query) => {
        const league = world.league(sport, slug);
        if (league === undefined) return notFound(unknownLeague(sport, slug));
        const athlete = league.athlete(id);
        if (athlete === undefined) return notFound(noStats);
        const type = query.get('seasontype') === '3' ? 3 : 2;
        return ok(statsDocument({ league: league.facts, athlete, career: league.career(athlete), type }));
      },
    },
  ];

  return ({ pathname, searchParams }) => {
    for (const { endpoint, path, answer } of patterns) {
      const match = path.exec(pathname);
      if (match !== null) return { endpoint, answer: () => answer(match.groups ?? {}, searchParams) };
    }
    const core = pathname.startsWith('/v2/');
    return {
      endpoint: 'other',
      answer: () =>
        notFound(core ? coreNotFound : siteError(404, `Unable to find a resource at ${pathname.slice(0, 200)}`)),
    };
  };
};

interface Bounds {
  readonly fallback: number;
  readonly most: number;
}

const numberIn = (query: URLSearchParams, name: string, { fallback, most }: Bounds): number => {
  const value = Number(query.get(name) ?? fallback);
  return Number.isInteger(value) && value > 0 ? Math.min(value, most) : fallback;
};

import type { Interval as IsoInterval, LeaguesAnswer, MoveWindow } from '../../../lib/http/answers/index.ts';
import { uncachedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { seasonLabel, TABLE_VERSION, type Interval, type Window } from '../../../lib/sports/calendar/index.ts';
import { leagueOf } from '../../../lib/sports/leagues.ts';
import type { ApiDeps } from '../request/deps.ts';
import { queryOf, type ApiEvent } from '../request/event.ts';

interface LeaguesDeps extends Pick<ApiDeps, 'seasons' | 'calendar' | 'leagues'> {
  readonly upstream: Pick<ApiDeps['upstream'], 'can'>;
}

/** The season, phase and windows of each league, from what is cached: the provider is not asked. */
export const leagues = async (deps: LeaguesDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  queryOf(event, NoQuery);
  const { seasons, calendar } = deps;
  const rows = deps.leagues.map(async (id): Promise<LeaguesAnswer['leagues'][number]> => {
    const league = leagueOf(id);
    const { name, sport, slug } = league;
    const { season, type, phase, source } = await seasons.state(id);
    return {
      id,
      name,
      sport,
      slug,
      season: { year: season, type, label: seasonLabel(league, season), source },
      phase,
      window: windowJson(calendar.windowAt(id, context.now)),
      nextWindow: windowJson(calendar.next(id, context.now)),
      // What not every provider has of every league; elsewhere a question for it is answered with `not-offered`.
      offers: {
        games: deps.upstream.can(id, 'gameLog'),
        team: deps.upstream.can(id, 'team'),
        leaders: deps.upstream.can(id, 'seasonTable'),
        moves: deps.upstream.can(id, 'transactions'),
      },
    };
  });
  const document: LeaguesAnswer = { leagues: await Promise.all(rows), calendar: { version: TABLE_VERSION } };
  return uncachedReply(JSON.stringify(document), context);
};

const windowJson = (window: Window | undefined): MoveWindow | null => {
  if (window === undefined) return null;
  const { kind, season, at, hot, pace, certainty, source } = window;
  return {
    kind,
    season,
    ...intervalJson(window),
    at: at === undefined ? null : isoTime(at),
    hot: hot === undefined ? null : intervalJson(hot),
    pace,
    certainty,
    source,
  };
};

const intervalJson = ({ start, end }: Interval): IsoInterval => ({
  start: isoTime(start),
  end: isoTime(end),
});

const isoTime = (instant: number): string => new Date(instant).toISOString();

import { lazy } from '../../../lib/async/lazy.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { Reply, ReplyContext } from '../../../lib/http/reply.ts';
import { StatsQuery } from '../../../lib/http/schemas.ts';
import { isPlayerId } from '../../../lib/sports/model/index.ts';
import { isHinted } from '../../../lib/sports/names/hints.ts';
import type { StatsOf } from '../../../lib/sports/resources/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { leagueIn, playerIn, queryOf, type ApiEvent } from '../request/event.ts';
import { seasonAsked } from '../request/season-asked.ts';
import { statsQuery, statsReply, type StatsAsked } from './stats-reply.ts';

// A cold start for a question by id does without the resolver.
const byName = lazy(() => import('./stats-by-name.ts'));

/** One season's line, or without a season every season and the career. The player by id, slug or name. */
export const stats = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const id = playerIn(event);
  const { season: named, type, include, team, position } = queryOf(event, StatsQuery);
  const hints = { team, position };
  const current = (): Promise<number> => deps.seasons.current(league.id);
  const meant = named === undefined ? undefined : seasonAsked(league, named, { now: context.now, current });
  const season = typeof meant === 'object' ? await meant : meant;
  if (season === undefined && !deps.upstream.can(league.id, 'career')) {
    const detail = 'season is required: the configured provider offers one season per request';
    throw new HttpProblem('invalid-parameter', detail, { field: 'season' });
  }
  const asked: StatsAsked = { league: league.id, season, type, hints, include };
  if (!isPlayerId(id) || isHinted(hints)) {
    const { statsByName } = await byName();
    return statsByName(deps, { ...asked, text: id }, context);
  }
  const of: StatsOf = { league: league.id, id, type };
  const [outcome] = await deps.lookup.ask([{ of, query: statsQuery(deps, of, season) }]);
  return statsReply(deps, { ...asked, of, outcome }, context);
};

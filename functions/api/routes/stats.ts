import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { PlayerPath, StatsQuery } from '../../../lib/http/schemas.ts';
import type { League } from '../../../lib/sports/leagues.ts';
import type { StatsOf } from '../../../lib/sports/resources/index.ts';
import { currentSeason } from '../../../lib/sports/calendar/index.ts';
import type { Lineless, StatsOutcome } from '../../../lib/sports/lookup/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { absent, noStatsMembers, unavailable } from '../request/answers.ts';
import { leagueIn, pathOf, queryOf, type ApiEvent } from '../request/event.ts';

/** One season's line, or without a season every season and the career. */
export const stats = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { id } = pathOf(event, PlayerPath);
  const { season, type } = queryOf(event, StatsQuery);
  const of: StatsOf = { league: league.id, id, type };
  const { lookup, resources } = deps;
  if (season === undefined) {
    if (!deps.upstream.can(league.id, 'career')) {
      const detail = 'season is required: the configured provider offers one season per request';
      throw new HttpProblem('invalid-parameter', detail, { field: 'season' });
    }
    const [outcome] = await lookup.ask([{ of, query: resources.career(of) }]);
    predict(deps, of, undefined, outcome);
    return statsReply(outcome, of, 'any season', context);
  }
  checkSeason(league, season, context.now, 'season');
  const [outcome] = await lookup.ask([{ of, query: resources.statLine(of, season) }]);
  predict(deps, of, season, outcome);
  return statsReply(outcome, of, `the season ${season}`, context);
};

const predict = (
  { predictor }: ApiDeps,
  { league, id, type }: StatsOf,
  season: number | undefined,
  outcome: StatsOutcome<unknown> | undefined,
): void => {
  if (outcome?.kind === 'ok') predictor?.recordQuestion(league, { players: [id], season, type });
};

/** Throws a problem for a year that the league cannot have a line for, before any look-up. */
export const checkSeason = (league: League, season: number, now: number, field: string): void => {
  const first = league.firstSeason;
  // The provider opens a season months before its first game.
  const last = currentSeason(league, now) + 1;
  if (season >= first && season <= last) return;
  throw new HttpProblem('invalid-parameter', `${field} must be a year from ${first} to ${last}`, { field });
};

const statsReply = (
  outcome: StatsOutcome<unknown> | undefined,
  { league, id, type }: StatsOf,
  season: string,
  context: ReplyContext,
): Reply => {
  switch (outcome?.kind) {
    case 'ok':
      return entryReply(outcome.answer, context);
    case 'no-stats': {
      const { player, seasons = [] } = outcome;
      const others = seasons.length === 0 ? '' : `; there are lines for ${seasons.join(', ')}`;
      const detail = `${player.name} (${id}) has no ${type} line for ${season}${others}`;
      const because = { field: 'season', ingredients: ingredientsOf(outcome), extra: noStatsMembers(outcome) };
      throw absent('no-stats', detail, because, context);
    }
    case 'player-not-found': {
      const detail = `The provider knows no ${league} player ${id}`;
      throw absent('player-not-found', detail, { field: 'id', ingredients: ingredientsOf(outcome) }, context);
    }
    case 'failed':
      throw unavailable(outcome);
    case undefined:
      throw new HttpProblem('internal-error', 'The stats were not looked up');
  }
};

/** Both say why there is no line: that there is none, and whether there is such a player. */
const ingredientsOf = ({ answer, document }: Lineless): readonly [Ingredient, ...Ingredient[]] =>
  document === undefined ? [answer] : [answer, document];

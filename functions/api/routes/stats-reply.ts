import { lazy } from '../../../lib/async/lazy.ts';
import type { Found, Query } from '../../../lib/cache/index.ts';
import type { CareerAnswer, LineAnswer } from '../../../lib/http/answers/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import type { Lineless, StatsOutcome } from '../../../lib/sports/lookup/index.ts';
import type { Career, LeagueId, SeasonType, StatLine } from '../../../lib/sports/model/index.ts';
import type { Hints } from '../../../lib/sports/names/hints.ts';
import { leadFrom, leadsOn } from '../../../lib/sports/lookup/leads-on.ts';
import type { StatsOf } from '../../../lib/sports/resources/index.ts';
import { absent, noStatsMembers, unavailable } from '../request/answers.ts';
import type { ApiDeps } from '../request/deps.ts';

/** What is asked about a player. */
export interface StatsAsked {
  readonly league: LeagueId;
  /** Undefined: every season and the career. */
  readonly season: number | undefined;
  readonly type: SeasonType;
  readonly hints: Hints;
  readonly include: 'labels' | undefined;
}

/** One season's line, or every season and the career. */
export const statsQuery = (
  { resources }: Pick<ApiDeps, 'resources'>,
  of: StatsOf,
  season: number | undefined,
): Query<StatLine | Career> => (season === undefined ? resources.career(of) : resources.statLine(of, season));

const labels = lazy(() => import('../request/labels.ts'));

interface StatsAnswered extends StatsAsked {
  readonly of: StatsOf;
  readonly outcome: StatsOutcome<StatLine | Career> | undefined;
  /** What a name was resolved by. */
  readonly consulted?: readonly Ingredient[];
}

/** The answer to a question about one player. Throws a problem where there are no stats. */
export const statsReply = (
  { predictor }: Pick<ApiDeps, 'predictor'>,
  { of, outcome, season, include, consulted = [] }: StatsAnswered,
  context: ReplyContext,
): Reply | Promise<Reply> => {
  const { league, id, type } = of;
  switch (outcome?.kind) {
    case 'ok': {
      if (leadsOn(outcome.answer)) predictor?.recordQuestion(league, { ...leadFrom(id, outcome.answer), season, type });
      if (include === undefined) {
        return entryReply(outcome.answer satisfies Found<LineAnswer | CareerAnswer>, context, consulted);
      }
      const { answer } = outcome;
      return labels().then(({ labelledReply }) => labelledReply(league, answer, { context, consulted }));
    }
    case 'no-stats': {
      const { player, seasons = [] } = outcome;
      const others = seasons.length === 0 ? '' : `; there are lines for ${seasons.join(', ')}`;
      const which = season === undefined ? 'any season' : `the season ${season}`;
      const detail = `${player.name} (${id}) has no ${type} line for ${which}${others}`;
      const ingredients = ingredientsOf(outcome, consulted);
      throw absent('no-stats', detail, { field: 'season', ingredients, extra: noStatsMembers(outcome) }, context);
    }
    case 'player-not-found': {
      const detail = `The provider knows no ${league} player ${id}`;
      const ingredients = ingredientsOf(outcome, consulted);
      throw absent('player-not-found', detail, { field: 'player', ingredients }, context);
    }
    case 'failed':
      throw unavailable(outcome);
    case undefined:
      throw new HttpProblem('internal-error', 'The stats were not looked up');
  }
};

/** Both say why there is no line: that there is none, and whether there is such a player. */
const ingredientsOf = (
  { answer, document }: Lineless,
  consulted: readonly Ingredient[],
): readonly [Ingredient, ...Ingredient[]] => [answer, ...(document === undefined ? [] : [document]), ...consulted];

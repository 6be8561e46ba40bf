import type { LeadersAnswer, ProblemExtras } from '../../../lib/http/answers/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { LeadersQuery } from '../../../lib/http/lazy-schemas.ts';
import { displayStat } from '../../../lib/sports/glossary/index.ts';
import { createLeaders, type Leaders, type LeadersOutcome } from '../../../lib/sports/leaders/index.ts';
import type { LeagueId, SeasonType } from '../../../lib/sports/model/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { leagueIn, queryOf, type ApiEvent } from '../request/event.ts';
import { seasonAsked } from '../request/season-asked.ts';

type LeadersDeps = Pick<ApiDeps, 'cache' | 'resources' | 'upstream' | 'seasons'>;

/** Who leads a league in a stat, from the season's table that is held: the provider is not asked. */
export const leaders = async (deps: LeadersDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { season: asked = 'current', limit, ...question } = queryOf(event, LeadersQuery);
  const current = await deps.seasons.current(league.id);
  const season = await seasonAsked(league, asked, { now: context.now, current: () => Promise.resolve(current) });
  const of = { league: league.id, season, type: question.type };
  const outcome = await createLeaders(deps)({ ...of, ...question });
  if (outcome.kind !== 'ok') throw problemOf(outcome, { ...of, stat: question.stat, isCurrent: season === current });
  const text = JSON.stringify(documentOf(outcome, { ...of, limit, isQualified: question.qualified }));
  return composedReply({ tag: text, text: () => text }, { ingredients: outcome.pages }, context);
};

interface TableOf {
  readonly league: LeagueId;
  readonly season: number;
  readonly type: SeasonType;
}

interface Shown extends TableOf {
  readonly limit: number;
  /** Whether those were to be left out who have done too little. */
  readonly isQualified: boolean;
}

const documentOf = (
  { stat, known, order, qualification, leaders: ranked, asOf }: Leaders,
  { league, season, type, limit, isQualified }: Shown,
): LeadersAnswer => ({
  league,
  season,
  seasonType: type,
  stat: `${stat.category}.${stat.name}`,
  label: known.label,
  order,
  qualified: isQualified && qualification !== undefined,
  qualification: qualification === undefined ? null : { minimum: qualification.what, source: qualification.source },
  asOf: new Date(asOf).toISOString(),
  ranked: ranked.length,
  leaders: ranked
    .slice(0, limit)
    .map((each) => ({ ...each, display: displayStat(each.value, { name: stat.name, unit: known.unit }) })),
});

// The warmer runs every five minutes, and the table comes last in a run.
const TABLE_RETRY_SECONDS = 300;

interface Unanswered extends TableOf {
  readonly stat: string;
  /** Whether it is the season whose table the warmer loads. */
  readonly isCurrent: boolean;
}

const problemOf = (
  outcome: Exclude<LeadersOutcome, Leaders>,
  { league, season, type, stat, isCurrent }: Unanswered,
): HttpProblem => {
  switch (outcome.kind) {
    case 'not-offered':
      return new HttpProblem('not-offered', `The configured provider has no table of every ${league} player`);
    case 'no-table': {
      const { held, missing } = outcome;
      const what = `No whole ${type} table of ${league} ${season} with that stat is held`;
      const when = isCurrent
        ? 'the warm function loads it, so ask again in some minutes'
        : 'only the season in play is loaded, and kept afterwards';
      return new HttpProblem('no-table', `${what}: ${when}`, {
        field: 'season',
        ...(isCurrent && { retryAfterSeconds: TABLE_RETRY_SECONDS }),
        extra: { season, seasonType: type, pages: { held, missing } } satisfies ProblemExtras['no-table'],
      });
    }
    case 'several':
      return new HttpProblem('invalid-parameter', `stat names ${outcome.candidates.length} stats: say which`, {
        field: 'stat',
        extra: { candidates: outcome.candidates } satisfies ProblemExtras['invalid-parameter'],
      });
    case 'none':
      return new HttpProblem('invalid-parameter', `stat: the table of ${league} ${season} has no ${stat}`, {
        field: 'stat',
        extra: { suggestions: outcome.suggestions } satisfies ProblemExtras['invalid-parameter'],
      });
  }
};

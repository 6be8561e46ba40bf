import type { Found, TieredCache } from '../../../lib/cache/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import type { HttpProblem } from '../../../lib/http/problem.ts';
import type { ReplyContext } from '../../../lib/http/reply.ts';
import {
  isTeamId,
  listedTeam,
  type LeagueId,
  type ListedTeam,
  type TeamId,
  type TeamList,
} from '../../../lib/sports/model/index.ts';
import type { Resources } from '../../../lib/sports/resources/index.ts';
import { findTeams, nearestTeams } from '../../../lib/sports/teams/index.ts';
import { absent, unavailable } from './answers.ts';

interface TeamOptions {
  readonly cache: Pick<TieredCache, 'read'>;
  readonly resources: Pick<Resources, 'teams'>;
}

// `Tigers` names 20 colleges.
const MAX_CANDIDATES = 25;

/** The list of a league's teams. A league without one counts as a provider that did not answer. */
export const listedTeams = async ({ cache, resources }: TeamOptions, league: LeagueId): Promise<Found<TeamList>> => {
  const answer = await cache.read(resources.teams(league));
  if (answer.kind === 'value') return answer;
  throw unavailable(answer.kind === 'failed' ? answer : { kind: 'failed', error: new Error('No list of teams') });
};

/**
 * The id of the one team that a text names. Throws a 404 problem with suggestions, or a 409 problem with the candidates.
 * Some colleges are in no list: an id is taken as it is, and the provider knows whether there is a team by it.
 */
export type TeamNamed = (league: LeagueId, question: TeamQuestion) => Promise<TeamId>;

interface TeamQuestion {
  readonly text: string;
  /** The input that it stands in. */
  readonly field: string;
  readonly context: ReplyContext;
}

export const createTeamNamed =
  (options: TeamOptions): TeamNamed =>
  async (league, { text, field, context }) => {
    if (isTeamId(text)) return text;
    const list = await listedTeams(options, league);
    const { teams } = list.value();
    const [team, ...others] = await findTeams(league, teams, text);
    if (team === undefined) {
      const suggestions = await nearestTeams(league, teams, text);
      throw unknownTeam(league, text, { field, suggestions, ingredients: [list] }, context);
    }
    if (others.length === 0) return team.id;
    const candidates = [team, ...others].slice(0, MAX_CANDIDATES).map(listedTeam);
    const detail = `${text} names ${others.length + 1} ${league} teams; ask by id`;
    throw absent('team-ambiguous', detail, { field, ingredients: [list], extra: { candidates } }, context);
  };

interface UnknownTeam {
  readonly field: string;
  readonly suggestions: readonly ListedTeam[];
  /** The entries that have no such team. */
  readonly ingredients: readonly [Ingredient, ...Ingredient[]];
}

/** The problem for a text that names no team of the league. */
export const unknownTeam = (
  league: LeagueId,
  text: string,
  { suggestions, ...because }: UnknownTeam,
  context: ReplyContext,
): HttpProblem =>
  absent(
    'team-not-found',
    `No ${league} team is called ${text}`,
    { ...because, extra: { suggestions: suggestions.map(listedTeam) } },
    context,
  );

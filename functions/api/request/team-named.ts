import type { Found } from '../../../lib/cache/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { isTeamId, type LeagueId, type Team, type TeamId } from '../../../lib/sports/model.ts';
import type { TeamList } from '../../../lib/sports/resources/index.ts';
import { findTeams, nearestTeams } from '../../../lib/sports/teams/index.ts';
import { unavailable } from './answers.ts';
import type { ApiOptions } from './deps.ts';

type TeamOptions = Pick<ApiOptions, 'cache' | 'resources'>;

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
export type TeamNamed = (league: LeagueId, text: string, field: string) => Promise<TeamId>;

export const createTeamNamed =
  (options: TeamOptions): TeamNamed =>
  async (league, text, field) => {
    if (isTeamId(text)) return text;
    const { teams } = (await listedTeams(options, league)).value();
    const [team, ...others] = await findTeams(league, teams, text);
    if (team === undefined) {
      throw unknownTeam(league, text, { field, suggestions: await nearestTeams(league, teams, text) });
    }
    if (others.length === 0) return team.id;
    const candidates = [team, ...others].slice(0, MAX_CANDIDATES);
    const detail = `${text} names ${others.length + 1} ${league} teams; ask by id`;
    throw new HttpProblem('team-ambiguous', detail, { field, extra: { candidates } });
  };

/** The problem for a text that names no team of the league. */
export const unknownTeam = (
  league: LeagueId,
  text: string,
  { field, suggestions }: { readonly field: string; readonly suggestions: readonly Team[] },
): HttpProblem =>
  new HttpProblem('team-not-found', `No ${league} team is called ${text}`, { field, extra: { suggestions } });

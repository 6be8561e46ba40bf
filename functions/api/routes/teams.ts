import type { Answer, Found } from '../../../lib/cache/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery, TeamPath } from '../../../lib/http/schemas.ts';
import { isTeamId, type LeagueId, type TeamId } from '../../../lib/sports/model.ts';
import type { TeamList } from '../../../lib/sports/resources/index.ts';
import { findTeams } from '../../../lib/sports/lookup/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { absent, unavailable } from '../request/answers.ts';
import { leagueIn, pathOf, queryOf, type ApiEvent } from '../request/event.ts';

export const teams = async ({ cache, resources }: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  queryOf(event, NoQuery);
  return entryReply(listed(await cache.read(resources.teams(league.id))), context);
};

export const roster = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { cache, resources } = deps;
  const league = leagueIn(event);
  const { team } = pathOf(event, TeamPath);
  queryOf(event, NoQuery);
  const id = await teamId(deps, league.id, team);
  const answer = await cache.read(resources.roster(league.id, id));
  switch (answer.kind) {
    case 'value':
      return entryReply(answer, context);
    case 'absent':
      throw absent('team-not-found', `The provider has no roster for team ${team}`, 'team', { answer, context });
    case 'failed':
      throw unavailable(answer);
  }
};

const teamId = async ({ cache, resources }: ApiDeps, league: LeagueId, text: string): Promise<TeamId> => {
  const answer = await cache.read(resources.teams(league));
  // Some colleges are in no list: the provider is asked for an id, and whether there is a team by it.
  const isUnlistedId = answer.kind !== 'value' || !answer.value().teams.some(({ id }) => id === text);
  if (isTeamId(text) && isUnlistedId) return text;
  const [team, ...others] = findTeams(listed(answer).value().teams, text);
  if (team === undefined) {
    throw new HttpProblem('team-not-found', `No ${league} team has the abbreviation, slug or name ${text}`, {
      field: 'team',
    });
  }
  if (others.length > 0) {
    throw new HttpProblem('team-ambiguous', `${text} names more than one ${league} team; ask by id`, {
      field: 'team',
      extra: { candidates: [team, ...others] },
    });
  }
  return team.id;
};

/** A league without a list of teams counts as a provider that did not answer. */
const listed = (answer: Answer<TeamList>): Found<TeamList> => {
  if (answer.kind === 'value') return answer;
  throw unavailable(answer.kind === 'failed' ? answer : { kind: 'failed', error: new Error('No list of teams') });
};

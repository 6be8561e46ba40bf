import type { Answer, Found } from '../../../lib/cache/index.ts';
import type { Answers } from '../../../lib/http/answers/index.ts';
import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../request/deps.ts';
import { absent, unavailable } from '../request/answers.ts';
import { leagueIn, queryOf, teamIn, type ApiEvent } from '../request/event.ts';
import { listedTeams } from '../request/team-named.ts';

export const teams = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  queryOf(event, NoQuery);
  const list: Found<Answers['teams']> = await listedTeams(deps, league.id);
  return entryReply(list, context);
};

export const roster = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { cache, resources } = deps;
  const league = leagueIn(event);
  const team = teamIn(event);
  queryOf(event, NoQuery);
  const id = await deps.teamNamed(league.id, { text: team, field: 'team', context });
  const answer: Answer<Answers['roster']> = await cache.read(resources.roster(league.id, id));
  switch (answer.kind) {
    case 'value':
      return entryReply(answer, context);
    case 'absent':
      throw absent(
        'team-not-found',
        `The provider has no roster for team ${team}`,
        { field: 'team', ingredients: [answer] },
        context,
      );
    case 'failed':
      throw unavailable(answer);
  }
};

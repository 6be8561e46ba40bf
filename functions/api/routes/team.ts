import type { Answers } from '../../../lib/http/answers/index.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery } from '../../../lib/http/schemas.ts';
import { teamPage } from '../../../lib/sports/lookup/team-page.ts';
import { absent, unavailable } from '../request/answers.ts';
import type { ApiDeps } from '../request/deps.ts';
import { leagueIn, queryOf, teamIn, type ApiEvent } from '../request/event.ts';

/** A team, how it stands, its next game, and the one it is playing now. */
export const team = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { cache, resources, clock } = deps;
  const league = leagueIn(event);
  const text = teamIn(event);
  queryOf(event, NoQuery);
  const id = await deps.teamNamed(league.id, { text, field: 'team', context });
  const answer = await cache.read(resources.teamDocument(league.id, id));
  switch (answer.kind) {
    case 'value': {
      // From what is held: nobody waits for the games.
      const [games] = await cache.getAllPresent([resources.live(league.id)]);
      const live = games?.kind === 'value' ? games.value() : undefined;
      const page = JSON.stringify(teamPage(answer, { live, now: clock.now() }) satisfies Answers['team']);
      return composedReply({ tag: page, text: () => page }, { ingredients: [answer] }, context);
    }
    case 'absent':
      throw absent(
        'team-not-found',
        `The provider knows no ${league.id} team ${text}`,
        { field: 'team', ingredients: [answer] },
        context,
      );
    case 'failed':
      throw unavailable(answer);
  }
};

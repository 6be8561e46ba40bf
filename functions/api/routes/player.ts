import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { NoQuery, PlayerPath } from '../../../lib/http/schemas.ts';
import type { ApiDeps } from '../request/deps.ts';
import { absent, unavailable } from '../request/answers.ts';
import { leagueIn, pathOf, queryOf, type ApiEvent } from '../request/event.ts';

export const player = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { id } = pathOf(event, PlayerPath);
  queryOf(event, NoQuery);
  const answer = await deps.cache.read(deps.resources.player(league.id, id));
  switch (answer.kind) {
    case 'value':
      deps.predictor?.recordQuestion(league.id, { players: [id] });
      return entryReply(answer, context);
    case 'absent':
      throw absent(
        'player-not-found',
        `The provider knows no ${league.id} player ${id}`,
        { field: 'id', ingredients: [answer] },
        context,
      );
    case 'failed':
      throw unavailable(answer);
  }
};

import { lazy } from '../../../lib/async/lazy.ts';
import type { Answer } from '../../../lib/cache/index.ts';
import type { Answers } from '../../../lib/http/answers/index.ts';
import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { PlayerQuery } from '../../../lib/http/schemas.ts';
import { isPlayerId } from '../../../lib/sports/model/index.ts';
import { isHinted } from '../../../lib/sports/names/hints.ts';
import { leadFrom, leadsOn } from '../../../lib/sports/lookup/leads-on.ts';
import type { ApiDeps } from '../request/deps.ts';
import { absent, unavailable } from '../request/answers.ts';
import { leagueIn, playerIn, queryOf, type ApiEvent } from '../request/event.ts';

// A cold start for a question by id does without the resolver.
const byName = lazy(() => import('./player-by-name.ts'));

/** A player by id, slug or name. */
export const player = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const id = playerIn(event);
  const hints = queryOf(event, PlayerQuery);
  if (!isPlayerId(id) || isHinted(hints)) {
    const { playerByName } = await byName();
    return playerByName(deps, { league: league.id, text: id, hints }, context);
  }
  const answer: Answer<Answers['player']> = await deps.cache.read(deps.resources.player(league.id, id));
  switch (answer.kind) {
    case 'value':
      if (leadsOn(answer)) deps.predictor?.recordQuestion(league.id, leadFrom(id, answer));
      return entryReply(answer, context);
    case 'absent':
      throw absent(
        'player-not-found',
        `The provider knows no ${league.id} player ${id}`,
        { field: 'player', ingredients: [answer] },
        context,
      );
    case 'failed':
      throw unavailable(answer);
  }
};

import { entryReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import type { Hints } from '../../../lib/sports/names/index.ts';
import { leadFrom, leadsOn } from '../../../lib/sports/lookup/leads-on.ts';
import type { ApiDeps } from '../request/deps.ts';
import { noPlayerMeant, pathName, playerGone } from '../request/path-name.ts';
import { playerMeant } from '../request/player-meant.ts';

interface NamedPlayer {
  readonly league: LeagueId;
  readonly text: string;
  readonly hints: Hints;
}

/** The document of the one player whom a name means: the same as by id. */
export const playerByName = async (deps: ApiDeps, named: NamedPlayer, context: ReplyContext): Promise<Reply> => {
  const form = pathName(named.text, named.hints);
  const meant = await playerMeant(deps, { ...named, form, needsDocument: true });
  const { ingredients } = meant;
  if (meant.kind !== 'one') throw noPlayerMeant(named, meant.resolution, ingredients, context);
  const { document, resolution } = meant;
  if (document?.kind !== 'value') throw playerGone(named, ingredients, context);
  if (leadsOn(document)) deps.predictor?.recordQuestion(named.league, leadFrom(resolution.id, document));
  return entryReply(document, context, ingredients);
};

import type { AutocompleteAnswer, SearchAllAnswer } from '../../../lib/http/answers/index.ts';
import { AutocompleteQuery, SearchAllQuery } from '../../../lib/http/lazy-schemas.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { playerLabel } from '../../../lib/sports/lookup/player-label.ts';
import { listedPlayer, type LeagueId } from '../../../lib/sports/model/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { leagueIn, namedForm, queryOf, type ApiEvent } from '../request/event.ts';

type HeldRouteDeps = Pick<ApiDeps, 'held' | 'leagues'>;

/** Players of a league by what has been typed of their names, from what is held. */
export const autocomplete = (deps: HeldRouteDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> =>
  completions(deps, event, { leagues: [leagueIn(event).id], withLeague: false }, context);

/** The same over all leagues that are served. */
export const autocompleteAll = (deps: HeldRouteDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> =>
  completions(deps, event, { leagues: deps.leagues, withLeague: true }, context);

const completions = async (
  deps: HeldRouteDeps,
  event: ApiEvent,
  { leagues, withLeague }: { readonly leagues: readonly LeagueId[]; readonly withLeague: boolean },
  context: ReplyContext,
): Promise<Reply> => {
  const { q, limit } = queryOf(event, AutocompleteQuery);
  const { players, knows, lists } = await (await deps.held()).autocomplete(leagues, q, limit);
  const document: AutocompleteAnswer = {
    query: q,
    players: players.map((player) => ({
      id: player.id,
      league: player.league,
      label: playerLabel(player, { withLeague }),
    })),
    knows: Object.fromEntries(knows),
  };
  return textReply(document, lists, context);
};

const MAX_SUGGESTIONS = 5;

/** The players of all leagues whom a name may mean, from what is held. */
export const searchAll = async (deps: HeldRouteDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { name, limit } = queryOf(event, SearchAllQuery);
  const form = namedForm(name, 'name');
  const held = await deps.held();
  const { match, players, knows, lists } = await held.names(deps.leagues, form);
  const near =
    players.length > 0 ? undefined : await held.autocomplete(deps.leagues, name, Math.min(limit, MAX_SUGGESTIONS));
  const document: SearchAllAnswer = {
    query: name,
    match: players.length > 1 ? 'ambiguous' : match,
    players: players.slice(0, limit).map(listedPlayer),
    suggestions: (near?.players ?? []).map(({ id, name: onFile, league, team, position }) => ({
      id,
      name: onFile,
      league,
      team,
      position,
    })),
    knows: Object.fromEntries(knows),
  };
  return textReply(document, lists, context);
};

type Lists = Parameters<typeof composedReply>[1]['ingredients'];

const textReply = (document: AutocompleteAnswer | SearchAllAnswer, lists: Lists, context: ReplyContext): Reply => {
  const text = JSON.stringify(document);
  return composedReply({ tag: text, text: () => text }, { ingredients: lists }, context);
};

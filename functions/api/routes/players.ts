import type { Found } from '../../../lib/cache/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import {
  composedReply,
  entryReply,
  inPieces,
  type ComposedDocument,
  type Reply,
  type ReplyContext,
} from '../../../lib/http/reply.ts';
import { NoQuery, PlayerPath, SearchQuery } from '../../../lib/http/schemas.ts';
import type { LeagueId, Player } from '../../../lib/sports/model.ts';
import type { Resolution, ResolvedOne } from '../../../lib/sports/lookup/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { suggestionsOf, absent, unavailable } from '../request/answers.ts';
import { leagueIn, namedForm, pathOf, queryOf, type ApiEvent } from '../request/event.ts';
import { unknownTeam } from '../request/team-named.ts';

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

export const search = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { name, team, position, limit } = queryOf(event, SearchQuery);
  const [resolution] = await deps.resolver.resolve(league.id, [namedForm(name, 'name')], { team, position });
  if (resolution === undefined) throw new HttpProblem('internal-error', 'The name was not resolved');
  if (resolution.kind === 'none' && resolution.teamSuggestions !== undefined) {
    const [first, ...others] = resolution.consulted;
    if (first === undefined) throw new HttpProblem('internal-error', 'The team was not looked up');
    const because = {
      field: 'team',
      suggestions: resolution.teamSuggestions,
      ingredients: [first, ...others],
    } as const;
    throw unknownTeam(league.id, team ?? '', because, context);
  }
  return searchReply(deps, { league: league.id, query: name, limit, resolution }, context);
};

interface Searched {
  readonly league: LeagueId;
  readonly query: string;
  readonly limit: number;
  readonly resolution: Resolution;
}

const searchReply = async (
  deps: ApiDeps,
  { league, query, limit, resolution }: Searched,
  context: ReplyContext,
): Promise<Reply> => {
  switch (resolution.kind) {
    case 'one':
      return one(deps, league, query, resolution, context);
    case 'ambiguous': {
      const players = resolution.players.slice(0, limit).map((each) => JSON.stringify(each));
      return composedReply(document(query, 'ambiguous', players), { ingredients: resolution.consulted }, context);
    }
    case 'none': {
      const suggestions = suggestionsOf(resolution.suggestions.slice(0, limit));
      return composedReply(document(query, 'none', [], suggestions), { ingredients: resolution.consulted }, context);
    }
    case 'failed':
      throw unavailable(resolution);
  }
};

const one = async (
  { cache, resources }: ApiDeps,
  league: LeagueId,
  query: string,
  { id, match, player: known, consulted }: ResolvedOne,
  context: ReplyContext,
): Promise<Reply> => {
  if (known !== undefined) {
    return composedReply(document(query, match, [JSON.stringify(known)]), { ingredients: consulted }, context);
  }
  const answer = await cache.read(resources.player(league, id));
  if (answer.kind === 'failed') throw unavailable(answer);
  const ingredients = [...consulted, answer];
  // The search knows a player whose document is gone: the answer is that nobody was found.
  if (answer.kind === 'absent') return composedReply(document(query, 'none', []), { ingredients }, context);
  return composedReply(document(query, match, [answer]), { ingredients }, context);
};

/** A player's document goes in as it is stored. */
const document = (
  query: string,
  match: string,
  players: readonly (string | Found<Player>)[],
  suggestions: unknown = [],
): ComposedDocument =>
  inPieces([
    `{"query":${JSON.stringify(query)},"match":${JSON.stringify(match)},"players":[`,
    ...players.flatMap((each, index) => (index === 0 ? [each] : [',', each])),
    `],"suggestions":${JSON.stringify(suggestions)}}`,
  ]);

import type { SearchAnswer, Searched } from '../../../lib/http/answers/index.ts';
import {
  composedReply,
  inPieces,
  type ComposedDocument,
  type Reply,
  type ReplyContext,
} from '../../../lib/http/reply.ts';
import { SearchQuery } from '../../../lib/http/schemas.ts';
import { listedPlayer } from '../../../lib/sports/model/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { searchedIn, suggestionsOf } from '../request/answers.ts';
import { leagueIn, namedForm, queryOf, type ApiEvent } from '../request/event.ts';
import { noSuchTeam, playerMeant } from '../request/player-meant.ts';

/** Players by name, with hints that tell namesakes apart. */
export const search = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const { id: league } = leagueIn(event);
  const { name, team, position, limit } = queryOf(event, SearchQuery);
  const form = namedForm(name, 'name');
  const asked = { league, text: name, form, hints: { team, position }, needsDocument: false };
  const meant = await playerMeant(deps, asked);
  const { ingredients } = meant;
  switch (meant.kind) {
    case 'one': {
      const { resolution, document: answer } = meant;
      const { match, player } = resolution;
      if (answer?.kind === 'absent') return composedReply(document(name, 'none', []), { ingredients }, context);
      const shown = answer === undefined ? player : listedPlayer(answer.value());
      return composedReply(document(name, match, [JSON.stringify(shown)]), { ingredients }, context);
    }
    case 'ambiguous': {
      const { resolution } = meant;
      const players = resolution.players.slice(0, limit).map((each) => JSON.stringify(each));
      const shown = document(name, 'ambiguous', players, searchedIn(resolution.searched));
      return composedReply(shown, { ingredients }, context);
    }
    case 'none': {
      const { resolution } = meant;
      if (resolution.teamSuggestions !== undefined) throw noSuchTeam(asked, resolution, context);
      const suggestions = suggestionsOf(resolution.suggestions.slice(0, limit));
      const more = { suggestions, ...searchedIn(resolution.searched) };
      return composedReply(document(name, 'none', [], more), { ingredients }, context);
    }
  }
};

type Shown = Pick<SearchAnswer, 'suggestions'> & Partial<Searched>;

const document = (
  query: string,
  match: SearchAnswer['match'],
  players: readonly string[],
  more: Partial<Shown> = {},
): ComposedDocument =>
  inPieces([
    `{"query":${JSON.stringify(query)},"match":${JSON.stringify(match)},"players":[`,
    ...players.flatMap((each, index) => (index === 0 ? [each] : [',', each])),
    `],${JSON.stringify({ suggestions: [], ...more } satisfies Shown).slice(1)}`,
  ]);

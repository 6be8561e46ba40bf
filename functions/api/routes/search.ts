import type { Absent, Found } from '../../../lib/cache/index.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import {
  composedReply,
  inPieces,
  type ComposedDocument,
  type Reply,
  type ReplyContext,
} from '../../../lib/http/reply.ts';
import { SearchQuery } from '../../../lib/http/schemas.ts';
import type { LeagueId, Player, PlayerId } from '../../../lib/sports/model.ts';
import { isPlaying, type ResolvedNone, type ResolvedOne } from '../../../lib/sports/lookup/index.ts';
import type { Hints, NameForm } from '../../../lib/sports/names/index.ts';
import type { ApiDeps } from '../request/deps.ts';
import { searchedIn, suggestionsOf, unavailable } from '../request/answers.ts';
import { leagueIn, namedForm, queryOf, type ApiEvent } from '../request/event.ts';
import { unknownTeam } from '../request/team-named.ts';

/** Players by name, with hints that tell namesakes apart. */
export const search = async (deps: ApiDeps, event: ApiEvent, context: ReplyContext): Promise<Reply> => {
  const league = leagueIn(event);
  const { name, team, position, limit } = queryOf(event, SearchQuery);
  const form = namedForm(name, 'name');
  return searchReply(deps, { league: league.id, query: name, form, hints: { team, position }, limit }, context);
};

interface Question {
  readonly league: LeagueId;
  readonly query: string;
  readonly form: NameForm;
  readonly hints: Hints;
  readonly limit: number;
}

interface Seen {
  readonly id: PlayerId;
  readonly as: 'gone' | 'retired';
  readonly answer: Absent | Found<Player>;
}

// Each costs a document.
const MAX_SEEN_PLAYERS = 3;

/** The search of a provider does not say who plays; a directory does. */
const standingOf = (
  { match, searched }: ResolvedOne,
  answer: Absent | Found<Player>,
): 'gone' | 'retired' | 'playing' => {
  if (answer.kind === 'absent') return 'gone';
  return searched === 'provider' && match === 'exact' && !isPlaying(answer.value()) ? 'retired' : 'playing';
};

/** `seen`: players whom the name was resolved to, and whose documents are gone or say that they do not play. */
const searchReply = async (
  deps: ApiDeps,
  question: Question,
  context: ReplyContext,
  seen: readonly Seen[] = [],
): Promise<Reply> => {
  const { league, query, form, hints, limit } = question;
  const [resolution] = await deps.resolver.resolve(league, [form], hints, new Map(seen.map(({ id, as }) => [id, as])));
  if (resolution === undefined) throw new HttpProblem('internal-error', 'The name was not resolved');
  if (resolution.kind === 'failed') throw unavailable(resolution);
  const ingredients = [...resolution.consulted, ...seen.map(({ answer }) => answer)];
  switch (resolution.kind) {
    case 'one': {
      const { id, match, player: known } = resolution;
      if (known !== undefined) {
        return composedReply(document(query, match, [JSON.stringify(known)]), { ingredients }, context);
      }
      const answer = await deps.cache.read(deps.resources.player(league, id));
      if (answer.kind === 'failed') throw unavailable(answer);
      const standing = standingOf(resolution, answer);
      const isNew = seen.length < MAX_SEEN_PLAYERS && seen.every((each) => each.id !== id);
      if (standing !== 'playing' && isNew) {
        return searchReply(deps, question, context, [...seen, { id, as: standing, answer }]);
      }
      const shown = answer.kind === 'value' ? document(query, match, [answer]) : document(query, 'none', []);
      return composedReply(shown, { ingredients: [...ingredients, answer] }, context);
    }
    case 'ambiguous': {
      const players = resolution.players.slice(0, limit).map((each) => JSON.stringify(each));
      return composedReply(
        document(query, 'ambiguous', players, searchedIn(resolution.searched)),
        { ingredients },
        context,
      );
    }
    case 'none': {
      if (resolution.teamSuggestions !== undefined) throw noSuchTeam(question, resolution, context);
      const suggestions = suggestionsOf(resolution.suggestions.slice(0, limit));
      const more = { suggestions, ...searchedIn(resolution.searched) };
      return composedReply(document(query, 'none', [], more), { ingredients }, context);
    }
  }
};

const noSuchTeam = (
  { league, hints }: Question,
  { consulted, teamSuggestions }: ResolvedNone,
  context: ReplyContext,
): HttpProblem => {
  const [first, ...others] = consulted;
  if (first === undefined) return new HttpProblem('internal-error', 'The team was not looked up');
  const because = { field: 'team', suggestions: teamSuggestions ?? [], ingredients: [first, ...others] } as const;
  return unknownTeam(league, hints.team ?? '', because, context);
};

/** A player's document goes in as it is stored. */
const document = (
  query: string,
  match: string,
  players: readonly (string | Found<Player>)[],
  more: object = {},
): ComposedDocument =>
  inPieces([
    `{"query":${JSON.stringify(query)},"match":${JSON.stringify(match)},"players":[`,
    ...players.flatMap((each, index) => (index === 0 ? [each] : [',', each])),
    `],${JSON.stringify({ suggestions: [], ...more }).slice(1)}`,
  ]);

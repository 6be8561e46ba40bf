import type { Absent, Found } from '../../../lib/cache/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { ReplyContext } from '../../../lib/http/reply.ts';
import { isPlaying, type ResolvedMany, type ResolvedNone, type ResolvedOne } from '../../../lib/sports/lookup/index.ts';
import type { LeagueId, Player, PlayerId } from '../../../lib/sports/model/index.ts';
import type { Hints, NameForm } from '../../../lib/sports/names/index.ts';
import { unavailable } from './answers.ts';
import type { ApiDeps } from './deps.ts';
import { unknownTeam } from './team-named.ts';

/** A name that was looked up. */
export interface NameAsked {
  readonly league: LeagueId;
  /** As it was typed. */
  readonly text: string;
  readonly form: NameForm;
  readonly hints: Hints;
}

/** Who is meant by a name, or why it is nobody; with everything that says so. */
export type PlayerMeant = { readonly ingredients: readonly Ingredient[] } & (
  | {
      readonly kind: 'one';
      readonly resolution: ResolvedOne;
      /** Undefined where the resolution has the whole player, and the document was not asked for. */
      readonly document: Found<Player> | Absent | undefined;
    }
  | { readonly kind: 'ambiguous'; readonly resolution: ResolvedMany }
  | { readonly kind: 'none'; readonly resolution: ResolvedNone }
);

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

/**
 * Throws a problem where the provider could not say. `seen`: players whom the name was resolved to, and whose documents
 * are gone or say that they do not play.
 */
export const playerMeant = async (
  deps: Pick<ApiDeps, 'resolver' | 'cache' | 'resources'>,
  asked: NameAsked & { readonly needsDocument: boolean },
  seen: readonly Seen[] = [],
): Promise<PlayerMeant> => {
  const { league, form, hints, needsDocument } = asked;
  const [resolution] = await deps.resolver.resolve(league, [form], hints, new Map(seen.map(({ id, as }) => [id, as])));
  if (resolution === undefined) throw new HttpProblem('internal-error', 'The name was not resolved');
  if (resolution.kind === 'failed') throw unavailable(resolution);
  const ingredients = [...resolution.consulted, ...seen.map(({ answer }) => answer)];
  switch (resolution.kind) {
    case 'ambiguous':
      return { kind: 'ambiguous', resolution, ingredients };
    case 'none':
      return { kind: 'none', resolution, ingredients };
    case 'one': {
      const { id, player } = resolution;
      if (player !== undefined && !needsDocument) return { kind: 'one', resolution, document: undefined, ingredients };
      const document = await deps.cache.read(deps.resources.player(league, id));
      if (document.kind === 'failed') throw unavailable(document);
      const standing = standingOf(resolution, document);
      const isNew = seen.length < MAX_SEEN_PLAYERS && seen.every((each) => each.id !== id);
      if (standing !== 'playing' && isNew) {
        return playerMeant(deps, asked, [...seen, { id, as: standing, answer: document }]);
      }
      return { kind: 'one', resolution, document, ingredients: [...ingredients, document] };
    }
  }
};

/** The problem for a team in the hints that is no team of the league. */
export const noSuchTeam = (
  { league, hints }: Pick<NameAsked, 'league' | 'hints'>,
  { consulted, teamSuggestions }: ResolvedNone,
  context: ReplyContext,
): HttpProblem => {
  const [first, ...others] = consulted;
  if (first === undefined) return new HttpProblem('internal-error', 'The team was not looked up');
  const because = { field: 'team', suggestions: teamSuggestions ?? [], ingredients: [first, ...others] } as const;
  return unknownTeam(league, hints.team ?? '', because, context);
};

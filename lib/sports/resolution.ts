import type { Absent, Answer, Found, TieredCache } from '../cache/index.ts';
import { fits, isHinted, type Hints } from './hints.ts';
import { matchName, type NameMatch } from './matching.ts';
import type { LeagueId, Player, PlayerId } from './model.ts';
import type { NameForm } from './names.ts';
import type { NameHits, Resources } from './resources/index.ts';
import type { SearchHit } from './upstream.ts';

interface Consulted {
  /** The cached answers it rests on. */
  readonly consulted: readonly (Absent | Found<unknown>)[];
}

export interface ResolvedOne extends Consulted {
  readonly kind: 'one';
  readonly id: PlayerId;
  readonly name: string;
  readonly match: 'exact' | 'surname';
}

/** Two or more whom nothing given tells apart. Never guessed at. */
export interface ResolvedMany extends Consulted {
  readonly kind: 'ambiguous';
  readonly players: readonly Found<Player>[];
}

export interface ResolvedNone extends Consulted {
  readonly kind: 'none';
  readonly suggestions: readonly SearchHit[];
}

export type Resolution =
  ResolvedOne | ResolvedMany | ResolvedNone | { readonly kind: 'failed'; readonly error: unknown };

export interface NameResolver {
  /** In the order of the names; all of them cost one look into the tiers, namesakes another one. */
  resolve(league: LeagueId, names: readonly NameForm[], hints: Hints): Promise<readonly Resolution[]>;
}

export interface NameResolverOptions {
  readonly cache: Pick<TieredCache, 'readMany'>;
  readonly resources: Resources;
}

export const createNameResolver = ({ cache, resources }: NameResolverOptions): NameResolver => ({
  async resolve(league, names, hints) {
    const answers = await cache.readMany(names.map((name) => resources.nameHits(league, name)));
    const named = names.flatMap((name, index) => withAnswer(name, answers[index]));
    // One bearer and no hint: his document is not needed to know who is meant.
    const doubtful = named.filter(({ match }) => isHinted(hints) || match.candidates.length > 1);
    const ids = [...new Set(doubtful.flatMap(({ match }) => match.candidates.map(({ id }) => id)))];
    const players = await cache.readMany(ids.map((id) => resources.player(league, id)));
    const documents = new Map(ids.map((id, index) => [id, players[index]]));
    return named.map((name) => decide(name, documents, hints));
  },
});

interface Named {
  readonly answer: Answer<NameHits>;
  readonly match: NameMatch;
}

const NOBODY: NameMatch = { match: 'none', candidates: [], suggestions: [] };

const withAnswer = (name: NameForm, answer: Answer<NameHits> | undefined): Named[] => {
  if (answer === undefined) return [];
  return [{ answer, match: answer.kind === 'value' ? matchName(name, answer.value().hits) : NOBODY }];
};

type Documents = ReadonlyMap<PlayerId, Answer<Player> | undefined>;

const decide = ({ answer, match }: Named, documents: Documents, hints: Hints): Resolution => {
  if (answer.kind === 'failed') return answer;
  if (match.match === 'none') return { kind: 'none', suggestions: match.suggestions, consulted: [answer] };
  const [first, ...others] = match.candidates;
  if (!isHinted(hints) && first !== undefined && others.length === 0) {
    return { kind: 'one', id: first.id, name: first.name, match: match.match, consulted: [answer] };
  }
  const bearers = match.candidates.map(({ id }) => documents.get(id));
  // Without the documents of all of them nobody can say who is meant.
  const failure = bearers.find((bearer) => bearer?.kind === 'failed');
  if (failure?.kind === 'failed') return failure;
  const players = bearers.filter((bearer) => bearer?.kind === 'value');
  const meant = activeFirst(players.filter((player) => fits(player.value(), hints)));
  return among(meant, match, [answer, ...players]);
};

const among = (
  meant: readonly Found<Player>[],
  { match, candidates }: NameMatch,
  consulted: Consulted['consulted'],
): Resolution => {
  const [first, ...others] = meant;
  if (first === undefined || match === 'none') return { kind: 'none', suggestions: candidates, consulted };
  if (others.length > 0) return { kind: 'ambiguous', players: meant, consulted };
  const { id, name } = first.value();
  return { kind: 'one', id, name, match, consulted };
};

/** Those on a team or marked active, if there are any: a retired namesake is only meant when nobody else is. */
const activeFirst = (players: readonly Found<Player>[]): readonly Found<Player>[] => {
  const active = players.filter((player) => {
    const { team, status } = player.value();
    return team !== null || status === 'active';
  });
  return active.length > 0 ? active : players;
};

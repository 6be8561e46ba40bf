import type { Query, TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model.ts';
import type { Popularity } from '../popularity/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Upstream } from '../upstream.ts';
import type { Neighbour, PredictionFacts } from './plan.ts';

export interface FactsOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'directory' | 'player' | 'roster'>;
  readonly popularity: Popularity;
  readonly upstream: Pick<Upstream, 'can'>;
}

// Of a league: more than have a place in a plan, since few of them play at one position.
const MOST_POPULAR = 100;

/** What is held that tells who goes with a player; undefined when he himself is not known. Nobody else is asked. */
export const gatherFacts = async (
  options: FactsOptions,
  league: LeagueId,
  id: PlayerId,
  season: number,
): Promise<PredictionFacts | undefined> => {
  const { popularity, upstream } = options;
  const known = (await byDirectory(options, league, id)) ?? (await byRoster(options, league, id));
  if (known === undefined) return undefined;
  const popular = await popularity.top(league, MOST_POPULAR);
  return { league, season, popular, isCareerTold: upstream.can(league, 'career'), ...known };
};

type Company = Pick<PredictionFacts, 'player' | 'others'>;

const byDirectory = async (
  { cache, resources }: FactsOptions,
  league: LeagueId,
  id: PlayerId,
): Promise<Company | undefined> => {
  const others = (await held(cache, resources.directory(league)))?.players ?? [];
  const player = others.find((each) => each.id === id);
  return player && { player, others };
};

/** Colleges have no directory, and a young cache has none yet. */
const byRoster = async (
  { cache, resources }: FactsOptions,
  league: LeagueId,
  id: PlayerId,
): Promise<Company | undefined> => {
  const player = await held(cache, resources.player(league, id));
  if (player === undefined) return undefined;
  const { name, position, team } = player;
  const roster = team === null ? undefined : await held(cache, resources.roster(league, team.id));
  const others = (roster?.players ?? []).map((mate): Neighbour => ({ ...mate, teamId: mate.team?.id ?? null }));
  return { player: { id, name, position, teamId: team?.id ?? null }, others };
};

const held = async <V>(cache: FactsOptions['cache'], query: Query<V>): Promise<V | undefined> => {
  const [answer] = await cache.getAllPresent([query]);
  return answer?.kind === 'value' ? answer.value() : undefined;
};

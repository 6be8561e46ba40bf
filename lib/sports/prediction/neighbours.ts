import type { Query, TieredCache } from '../../cache/index.ts';
import type { LeagueId, PlayerId } from '../model/index.ts';
import type { Popularity } from '../popularity/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Upstream } from '../upstream/index.ts';
import type { Neighbour, Neighbourhood } from './plan.ts';

export interface NeighboursOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'directory' | 'player' | 'roster'>;
  readonly popularity: Popularity;
  readonly upstream: Pick<Upstream, 'can'>;
}

// More of a league than a plan has room for, since few of them play at one position.
const MAX_POPULAR_PLAYERS = 100;

/** Whom a player may be compared with, by what is cached; undefined when the player is not. Nothing is loaded. */
export const findNeighbours = async (
  options: NeighboursOptions,
  league: LeagueId,
  id: PlayerId,
  season: number,
): Promise<Neighbourhood | undefined> => {
  const { popularity, upstream } = options;
  const found = (await inDirectory(options, league, id)) ?? (await onRoster(options, league, id));
  if (found === undefined) return undefined;
  const popular = await popularity.top(league, MAX_POPULAR_PLAYERS);
  return { league, season, popular, hasCareers: upstream.can(league, 'career'), ...found };
};

type Found = Pick<Neighbourhood, 'player' | 'others'>;

const inDirectory = async (
  { cache, resources }: NeighboursOptions,
  league: LeagueId,
  id: PlayerId,
): Promise<Found | undefined> => {
  const others = (await cachedValue(cache, resources.directory(league)))?.players ?? [];
  const player = others.find((each) => each.id === id);
  return player && { player, others };
};

/** Colleges have no directory, and a young cache has none yet. */
const onRoster = async (
  { cache, resources }: NeighboursOptions,
  league: LeagueId,
  id: PlayerId,
): Promise<Found | undefined> => {
  const player = await cachedValue(cache, resources.player(league, id));
  if (player === undefined) return undefined;
  const { name, position, team } = player;
  const roster = team === null ? undefined : await cachedValue(cache, resources.roster(league, team.id));
  const others = (roster?.players ?? []).map((mate): Neighbour => ({ ...mate, teamId: mate.team?.id ?? null }));
  return { player: { id, name, position, teamId: team?.id ?? null }, others };
};

const cachedValue = async <V>(cache: NeighboursOptions['cache'], query: Query<V>): Promise<V | undefined> => {
  const [answer] = await cache.getAllPresent([query]);
  return answer?.kind === 'value' ? answer.value() : undefined;
};

import type { Query, TieredCache } from '../../cache/index.ts';
import type { SeasonState } from '../lookup/index.ts';
import type { Career, LeagueId, Player, PlayerId, SeasonType, StatLine } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import type { Upstream } from '../upstream/index.ts';
import { getCached, type CachedQuery } from './cached.ts';

export interface PlayerQueries {
  readonly id: PlayerId;
  /** Undefined for a player who is not popular enough for one. */
  readonly document: CachedQuery<Player> | undefined;
  readonly stats: readonly StatQueries[];
}

/** A line, and the career it is a part of. */
export interface StatQueries {
  readonly type: SeasonType;
  readonly season: number;
  readonly line: CachedQuery<StatLine>;
  /** Undefined where the line is enough. */
  readonly career: CachedQuery<Career> | undefined;
}

export interface PlayerSnapshotContext {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Resources;
  readonly upstream: Pick<Upstream, 'can'>;
}

export interface PlayersOf {
  readonly league: LeagueId;
  /** The most popular first. */
  readonly players: readonly PlayerId[];
  /** `players`: those alone, each as if the most popular. */
  readonly reach: 'league' | 'players';
  /** Whether earlier seasons are worth a call each. */
  readonly withEarlierSeasons: boolean;
}

// The most popular get their whole careers: richer than a line of the season's table, at a call each.
const CAREERS = 25;
// And their own documents. Rosters and the directory have nearly the same of the others.
const DOCUMENTS = 50;
// And the season before, where each season costs a call of its own.
const EARLIER_SEASONS = 10;

/** What is cached of each player, in one read for each kind of document. */
export const snapshotPlayers = async (
  { cache, resources, upstream }: PlayerSnapshotContext,
  { league, players, reach, withEarlierSeasons }: PlayersOf,
  { season, phase }: SeasonState,
): Promise<readonly PlayerQueries[]> => {
  const isAmongTop = (rank: number, count: number): boolean => reach === 'players' || rank < count;
  const hasCareers = upstream.can(league, 'career');
  const wanted = players.map((id, rank) => {
    const isTop = isAmongTop(rank, CAREERS);
    const types = phase === 'postseason' && isTop ? (['regular', 'postseason'] as const) : (['regular'] as const);
    // A career is one call and brings its earlier seasons along.
    const withEarlier = !hasCareers && withEarlierSeasons && isAmongTop(rank, EARLIER_SEASONS);
    const seasons = withEarlier ? [season, season - 1] : [season];
    return {
      id,
      document: isAmongTop(rank, DOCUMENTS) ? resources.player(league, id) : undefined,
      stats: types.flatMap((type) =>
        seasons.map((year) => ({
          type,
          season: year,
          line: resources.statLine({ league, id, type }, year),
          career: isTop && hasCareers ? resources.career({ league, id, type }) : undefined,
        })),
      ),
    };
  });
  const stats = wanted.flatMap((player) => player.stats);
  const documents = await getCachedByKey(
    cache,
    wanted.flatMap(({ document }) => document ?? []),
  );
  const lines = await getCachedByKey(
    cache,
    stats.map(({ line }) => line),
  );
  const careers = await getCachedByKey(
    cache,
    stats.flatMap(({ career }) => career ?? []),
  );
  return wanted.map(({ id, document, stats: own }) => ({
    id,
    document: document && documents(document),
    stats: own.map(({ type, season: year, line, career }): StatQueries => ({
      type,
      season: year,
      line: lines(line),
      career: career && careers(career),
    })),
  }));
};

const getCachedByKey = async <V>(
  cache: Pick<TieredCache, 'getAllPresent'>,
  queries: readonly Query<V>[],
): Promise<(query: Query<V>) => CachedQuery<V>> => {
  const found = new Map((await getCached(cache, queries)).map((each) => [each.query.key, each]));
  return (query) => found.get(query.key) ?? { query, cached: undefined };
};

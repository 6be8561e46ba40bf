import type { Query, TieredCache } from '../../cache/index.ts';
import type { SeasonState } from '../lookup/index.ts';
import { look, type Holding } from './cached.ts';
import type { PlayerHoldings, SnapshotContext, SnapshotOf, StatHoldings } from './snapshot.ts';

// So many of the most asked about get their whole careers: richer than a line of the season's table, at a call each.
const CAREERS = 25;
// As many get their own documents. The rosters and the directory tell of the others nearly the same.
const DOCUMENTS = 50;
// Where each season costs a call of its own, so many get the one before.
const EARLIER = 10;

/** What is held of each player: one look for each kind of thing. */
export const lookAtPlayers = async (
  { cache, resources, upstream }: SnapshotContext,
  { league, players, reach, isThrifty }: SnapshotOf,
  { season, phase }: SeasonState,
): Promise<readonly PlayerHoldings[]> => {
  const isAmong = (rank: number, most: number): boolean => reach === 'players' || rank < most;
  const asked = players.map((id, rank) => {
    const isStar = isAmong(rank, CAREERS);
    const types = phase === 'postseason' && isStar ? (['regular', 'postseason'] as const) : (['regular'] as const);
    const whole = isStar && upstream.can(league, 'career');
    // Where a career is one call, its earlier seasons have come with it.
    const seasons =
      !upstream.can(league, 'career') && !isThrifty && isAmong(rank, EARLIER) ? [season, season - 1] : [season];
    return {
      id,
      document: isAmong(rank, DOCUMENTS) ? resources.player(league, id) : undefined,
      stats: types.flatMap((type) =>
        seasons.map((year) => ({
          type,
          season: year,
          line: resources.statLine({ league, id, type }, year),
          career: whole ? resources.career({ league, id, type }) : undefined,
        })),
      ),
    };
  });
  const documents = await byKey(
    cache,
    asked.flatMap(({ document }) => document ?? []),
  );
  const lines = await byKey(
    cache,
    asked.flatMap(({ stats }) => stats.map(({ line }) => line)),
  );
  const careers = await byKey(
    cache,
    asked.flatMap(({ stats }) => stats.flatMap(({ career }) => career ?? [])),
  );
  return asked.map(({ id, document, stats }) => ({
    id,
    document: document && documents(document),
    stats: stats.map(({ type, season: year, line, career }): StatHoldings => ({
      type,
      season: year,
      line: lines(line),
      career: career && careers(career),
    })),
  }));
};

const byKey = async <V>(
  cache: Pick<TieredCache, 'getAllPresent'>,
  queries: readonly Query<V>[],
): Promise<(query: Query<V>) => Holding<V>> => {
  const found = new Map((await look(cache, queries)).map((holding) => [holding.query.key, holding]));
  return (query) => found.get(query.key) ?? { query, held: undefined };
};

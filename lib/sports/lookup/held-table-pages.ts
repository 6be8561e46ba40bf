import type { Answer, Query, TieredCache } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import type { LeaderPage } from '../stats/index.ts';

export interface HeldTablePagesOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'leaderPage'>;
  /** The groups of a league's table; none: the provider has no table. */
  readonly tableGroups: (league: LeagueId) => readonly string[];
}

// Of one group. A college league's table has twenty, and an answer cannot wait for all of them to be parsed.
const MAX_PAGES = 4;

/** The pages of a season's table that may be held, as the first one of each group says; none where that one is not. */
export const heldTablePages = async (
  { cache, resources, tableGroups }: HeldTablePagesOptions,
  league: LeagueId,
  season: number,
): Promise<readonly Query<LeaderPage>[]> => {
  const groups = tableGroups(league);
  if (groups.length === 0) return [];
  const pageOf = (group: string, page: number): Query<LeaderPage> =>
    resources.leaderPage({ league, season, type: 'regular', group, page });
  const first = await cache.getAllPresent(groups.map((group) => pageOf(group, 1)));
  return groups.flatMap((group, index) =>
    Array.from({ length: Math.min(MAX_PAGES, pagesIn(first[index])) }, (_, page) => pageOf(group, page + 1)),
  );
};

const pagesIn = (answer: Answer<LeaderPage> | undefined): number => {
  try {
    return answer?.kind === 'value' ? answer.value().pages : 0;
  } catch {
    // Another release may have written it.
    return 0;
  }
};

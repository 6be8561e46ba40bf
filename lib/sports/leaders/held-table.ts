import type { Answer, Found, TieredCache } from '../../cache/index.ts';
import type { Resources, SeasonTableOf } from '../resources/index.ts';
import type { LeaderPage } from '../stats/index.ts';
import type { Upstream } from '../upstream/index.ts';

export interface HeldTableOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'leaderPage'>;
  readonly upstream: Pick<Upstream, 'can' | 'seasonTableGroups'>;
}

/** What is held of a season's table. */
export interface HeldTable {
  /** The pages of the groups that are held whole, the newest first. */
  readonly pages: readonly Found<LeaderPage>[];
  /** How many pages there are of the groups that are not, as far as that is known: at least one for each. */
  readonly missing: number;
}

// Of one group, as many as the warmer loads.
const MAX_PAGES = 20;

/** The pages of every group. A group that lacks one is left out: its leaders might be on that page. */
export const readHeldTable = async (
  { cache, resources, upstream }: HeldTableOptions,
  of: Omit<SeasonTableOf, 'group' | 'page'>,
): Promise<HeldTable> => {
  const groups = upstream.seasonTableGroups(of.league);
  const read = async (wanted: readonly Pick<SeasonTableOf, 'group' | 'page'>[]): Promise<readonly PageAnswer[]> =>
    wanted.length === 0 ? [] : cache.getAllPresent(wanted.map((each) => resources.leaderPage({ ...of, ...each })));
  const first = await read(groups.map((group) => ({ group, page: 1 })));
  const further = groups.flatMap((group, index) =>
    Array.from({ length: pagesIn(first[index]) - 1 }, (_, more) => ({ group, page: more + 2 })),
  );
  const others = await read(further);
  const held = groups.map((group, index) =>
    wholeGroup([first[index], ...others.filter((_answer, at) => further[at]?.group === group)]),
  );
  return {
    pages: held.flatMap(({ pages }) => pages).toSorted((a, b) => b.entry.loadedAt - a.entry.loadedAt),
    missing: held.reduce((sum, { missing }) => sum + missing, 0),
  };
};

type PageAnswer = Answer<LeaderPage> | undefined;

const pagesIn = (answer: PageAnswer): number => Math.min(MAX_PAGES, valueIn(answer)?.pages ?? 1);

/** Another version of us may have written it: it is as good as not held. */
const valueIn = (answer: PageAnswer): LeaderPage | undefined => {
  try {
    return answer?.kind === 'value' ? answer.value() : undefined;
  } catch {
    return undefined;
  }
};

/** The page loaded last says how many there are now: a page behind them is a left-over, and one more is missing. */
const wholeGroup = (answers: readonly PageAnswer[]): HeldTable => {
  const held = answers.flatMap((answer, index) => {
    const value = valueIn(answer);
    return answer?.kind === 'value' && value !== undefined ? [{ answer, number: index + 1, pages: value.pages }] : [];
  });
  const [newest] = held.toSorted((a, b) => b.answer.entry.loadedAt - a.answer.entry.loadedAt);
  const count = Math.max(1, newest?.pages ?? 1);
  const pages = held.filter(({ number }) => number <= count).map(({ answer }) => answer);
  return pages.length === count ? { pages, missing: 0 } : { pages: [], missing: count - pages.length };
};

import { cacheKey, days, hours, minutes, seconds, type Policy, type Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import { currentPolicy, hasPlayedSince, KEPT_AT_MOST, type LiveState, statsPolicy } from '../stats/index.ts';
import type { TeamRef } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { isFinished } from '../calendar/index.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { liveQuery } from './live.ts';
import { tableLines, type TableOf } from './table-lines.ts';
import { freshnessIfUnplayed } from './confirm.ts';

export type { TableOf } from './table-lines.ts';

/** That a page has been loaded, and how many there are. What was on it is in the stat lines it filled. */
export interface TablePage {
  readonly pages: number;
  /** Stat lines that it filled. */
  readonly filled: number;
  /** Epoch ms: since then it has only filled the lines of those who had played. */
  readonly wholeAt: number;
}

const TABLE: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: 0,
  staleIfError: days(2),
  absentFor: minutes(10),
};

/** Loading it fills the stat lines of everybody on the page: one call instead of one for each. */
export const seasonTableQuery = (context: ResourceContext, of: TableOf): Query<TablePage> => {
  const { league, season, type, group, page } = of;
  const suffix = type === 'regular' ? '' : `:${type}`;
  const key = cacheKey(`${league}:table:${season}:${group}:${page}${suffix}`);
  const scopes = [SCOPE.all, SCOPE.stats];
  const { clock } = context;
  const now = clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  const policy: Policy = finished ? { ...TABLE, freshFor: statsPolicy(league, season, now).freshFor } : TABLE;
  const query: Query<TablePage> = {
    key,
    namespace: league,
    policy,
    scopes,
    source: {
      key,
      // Megabytes, and nobody waits for them.
      timeLimit: seconds(30),
      async load(call) {
        const table = await context.upstream.seasonTable(league, { season, type, group, page }, call);
        const live = await valueIfPresent(context, liveQuery(context, league));
        const loadedAt = clock.now();
        const part = finished ? undefined : await partOf(context, { query, live, now: loadedAt });
        const told = await toldByOthers(context, of);
        const lines = await tableLines(context, of, { table, live, told, isToFill: part?.isToFill });
        const value: TablePage = { pages: table.pages, filled: lines.length, wholeAt: part?.wholeAt ?? loadedAt };
        const own = finished ? policy : { ...policy, freshFor: currentPolicy(live, 'any', loadedAt).freshFor };
        return [...lines, { key, value, policy: own, scopes }];
      },
    },
    decode: (json) => json as TablePage,
    ...(!finished && {
      confirm: async ({ value, loadedAt }: { readonly value: TablePage; readonly loadedAt: number }) => {
        const left = value.wholeAt + KEPT_AT_MOST.page - clock.now();
        const still = await freshnessIfUnplayed(context, league, { teams: 'any', loadedAt });
        if (still === undefined || !(left > 0)) return undefined;
        return { key, value, loadedAt, policy: { ...policy, freshFor: Math.min(still.freshFor, left) }, scopes };
      },
    }),
  };
  return query;
};

/** When the first page of each other group was loaded: what it told of a player stands beside what this one tells. */
const toldByOthers = async (context: ResourceContext, of: TableOf): Promise<ReadonlyMap<string, number>> => {
  const others = context.upstream.seasonTableGroups(of.league).filter((group) => group !== of.group);
  const pages = await context.getAllPresent(
    others.map((group) => seasonTableQuery(context, { ...of, group, page: 1 })),
  );
  return new Map(
    others.flatMap((group, index) => {
      const page = pages[index];
      return page?.kind === 'value' ? [[group, page.entry.loadedAt] as const] : [];
    }),
  );
};

/** Whether the lines that it filled when it was whole will soon be a day old, and are not vouched for any longer. */
export const isOfYesterday = ({ wholeAt }: TablePage, now: number): boolean => !(now - wholeAt < KEPT_AT_MOST.page);

interface Part extends Pick<TablePage, 'wholeAt'> {
  readonly isToFill: (teams: readonly TeamRef[]) => boolean;
}

/**
 * The lines of those who may have played since the page was loaded before: a game is a few teams', and every line that
 * is filled is written to every tier. Undefined where all of them are to be filled.
 */
const partOf = async (
  { getAllPresent: look }: ResourceContext,
  {
    query,
    live,
    now,
  }: { readonly query: Query<TablePage>; readonly live: LiveState | undefined; readonly now: number },
): Promise<Part | undefined> => {
  const [before] = await look([query]);
  if (before?.kind !== 'value' || live === undefined) return undefined;
  const page = before.value();
  if (isOfYesterday(page, now)) return undefined;
  const played = (teams: readonly TeamRef[]): boolean | undefined =>
    hasPlayedSince(live, new Set(teams.map(({ id }) => id)), { since: before.entry.loadedAt, now });
  return { wholeAt: page.wholeAt, isToFill: (teams) => teams.length === 0 || played(teams) !== false };
};

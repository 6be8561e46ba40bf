import { days, hours, minutes, seconds, type CachedValue, type Policy, type Query } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import { SCOPE } from '../scopes.ts';
import { isFinished } from '../calendar/index.ts';
import { FINISHED_STATS, MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import { isFillReadable, type SeasonTableLoad, type SeasonTableOf } from './season-table-page.ts';
import { policyUnlessPlayed } from './confirm.ts';

const SEASON_TABLE: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: 0,
  staleIfError: days(2),
  absentFor: minutes(10),
};

/** Loading it fills the stat lines of everybody on the page: one call instead of one for each player. */
export const seasonTableQuery = (context: ResourceContext, of: SeasonTableOf): Query<SeasonTableLoad> => {
  const { league, season, type, group, page } = of;
  const suffix = type === 'regular' ? '' : `:${type}`;
  const key = entryKey(league, 'table', `${season}:${group}:${page}${suffix}`);
  const scopes = [SCOPE.all, SCOPE.stats];
  const { clock } = context;
  const now = clock.now();
  const finished = isFinished(leagueOf(league), season, now);
  const policy: Policy = finished ? { ...SEASON_TABLE, freshFor: FINISHED_STATS.freshFor } : SEASON_TABLE;
  const query: Query<SeasonTableLoad> = {
    key,
    namespace: league,
    policy,
    scopes,
    source: {
      key,
      // A page is megabytes, and no request waits for it.
      timeLimit: seconds(30),
      // Only a load needs the rules of a page: no question waits for one.
      load: async (call) =>
        (await import('./season-table-load.ts')).loadSeasonTable(context, { of, query, isFinished: finished }, call),
    },
    decode: (json) => json as SeasonTableLoad,
    ...(!finished && {
      confirm: async ({ value, loadedAt }: CachedValue<SeasonTableLoad>) => {
        const untilWholeLoad = value.wholeAt + MAX_CONFIRMED_AGE_MS.page - clock.now();
        const confirmed = await policyUnlessPlayed(context, league, { teams: () => Promise.resolve('any'), loadedAt });
        if (confirmed === undefined || untilWholeLoad <= 0 || !isFillReadable(value)) return undefined;
        const freshFor = Math.min(confirmed.freshFor, untilWholeLoad);
        return { key, value, loadedAt, policy: { ...policy, freshFor }, scopes };
      },
    }),
  };
  return query;
};

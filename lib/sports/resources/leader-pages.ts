import { days, hours, type Policy, type Query } from '../../cache/index.ts';
import { isFinished } from '../calendar/index.ts';
import { leagueOf } from '../leagues.ts';
import { SCOPE } from '../scopes.ts';
import { FINISHED_STATS, LEADERS_VERSION, MAX_CONFIRMED_AGE_MS, type LeaderPage } from '../stats/index.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';
import type { SeasonTableOf } from './season-table-page.ts';

// A table is what it was loaded as until the next load, whoever has played since: its age is told with it. In play that
// is the next day at the latest.
const LEADERS: Policy = {
  freshFor: MAX_CONFIRMED_AGE_MS.page,
  staleWhileRevalidate: 0,
  staleIfError: days(2),
  absentFor: hours(1),
};

/** Everybody on a page of a season's table, as its load has filled it. It is looked up and never loaded. */
export const leaderPageQuery = ({ clock }: ResourceContext, of: SeasonTableOf): Query<LeaderPage> => {
  const { league, season, type, group, page } = of;
  const suffix = type === 'regular' ? '' : `:${type}`;
  const key = entryKey(league, 'leaders', `${season}:${group}:${page}${suffix}`);
  const finished = isFinished(leagueOf(league), season, clock.now());
  return {
    key,
    namespace: league,
    policy: finished ? { ...LEADERS, freshFor: FINISHED_STATS.freshFor } : LEADERS,
    scopes: [SCOPE.all, SCOPE.stats],
    source: { key, load: () => Promise.reject(new Error('What a page of a table fills is not loaded')) },
    decode(json) {
      const { version } = json as { readonly version?: unknown };
      if (version !== LEADERS_VERSION) throw new TypeError(`Not a page of leaders in version ${LEADERS_VERSION}`);
      return json as LeaderPage;
    },
  };
};

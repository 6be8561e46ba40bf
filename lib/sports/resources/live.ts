import { days, type Policy, type Query } from '../../cache/index.ts';
import type { LeagueId, LiveState } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import { inDoubt, valueIfPresent, type ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';

const LIVE: Policy = {
  freshFor: 60_000,
  // An old live score is of no use.
  staleWhileRevalidate: 0,
  // The games that it remembers decide whether stat lines are still true, long after its scores are old.
  staleIfError: days(2),
  absentFor: 60_000,
};

/**
 * The games of the day. Each load keeps the games of earlier loads for a day and a half, and asks for the days of those
 * that left the provider's list before they were over.
 */
export const liveQuery = (context: ResourceContext, league: LeagueId): Query<LiveState> => {
  const key = entryKey(league, 'live');
  const scopes = [SCOPE.all, SCOPE.live];
  const query: Query<LiveState> = {
    key,
    namespace: league,
    policy: LIVE,
    scopes,
    source: {
      key,
      async load(call) {
        const previous = await valueIfPresent(context, query);
        // Functions that only read the games do not load what makes a state of them.
        const { loadLive } = await import('./live-load.ts');
        const { live, freshFor, doubt } = await loadLive(context, league, { previous, call });
        return inDoubt([{ key, value: live, policy: { ...LIVE, freshFor }, scopes }], doubt);
      },
    },
    decode: (json) => json as LiveState,
  };
  return query;
};

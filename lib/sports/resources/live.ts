import { cacheKey, days, type Policy, type Query } from '../../cache/index.ts';
import { joinLive, liveFreshFor, type LiveState } from '../stats/index.ts';
import type { LeagueId } from '../model.ts';
import { SCOPE } from '../scopes.ts';
import { valueIfPresent, type ResourceContext } from './context.ts';
import { seasonQuery } from './season.ts';

const LIVE: Policy = {
  freshFor: 60_000,
  // An old live score is of no use.
  staleWhileRevalidate: 0,
  // The games that it remembers decide whether stat lines are still true, long after its scores are old.
  staleIfError: days(2),
  absentFor: 60_000,
};

/** The games of the day. Each load keeps the games of earlier loads for a day and a half. */
export const liveQuery = (context: ResourceContext, league: LeagueId): Query<LiveState> => {
  const key = cacheKey(`${league}:live`);
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
        const { games } = await context.upstream.scoreboard(league, undefined, call);
        const now = context.clock.now();
        const value = joinLive(league, games, { previous, now });
        const phases = await valueIfPresent(context, seasonQuery(context, league));
        const offSeason = phases !== undefined && isOffSeason(phases, now);
        return [{ key, value, policy: { ...LIVE, freshFor: liveFreshFor(value, { now, offSeason }) }, scopes }];
      },
    },
    decode: (json) => json as LiveState,
  };
  return query;
};

const isOffSeason = (
  { phases }: { readonly phases: readonly { phase: string; start: number; end: number }[] },
  now: number,
) => phases.every(({ phase, start, end }) => phase === 'off-season' || now < start || now >= end);

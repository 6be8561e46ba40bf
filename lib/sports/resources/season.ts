import type { Query } from '../../cache/index.ts';
import type { LeagueId, SeasonPhases } from '../model/index.ts';
import { SEASON } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import { inDoubt, type ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';

/** The phases of the league's year: the provider's, or those of our rules where the provider has none. */
export const seasonQuery = ({ upstream, clock }: ResourceContext, league: LeagueId): Query<SeasonPhases> => {
  const key = entryKey(league, 'season');
  const scopes = [SCOPE.all];
  return {
    key,
    namespace: league,
    policy: SEASON,
    scopes,
    source: {
      key,
      async load(call) {
        if (upstream.can(league, 'season')) {
          const value = await upstream.season(league, call);
          const { doubtPhases } = await import('../doubts/index.ts');
          return inDoubt([{ key, value, policy: SEASON, scopes }], doubtPhases(value.phases.length));
        }
        const { ruledPhases } = await import('../calendar/season-phase.ts');
        return [{ key, value: ruledPhases(league, clock.now()), policy: SEASON, scopes }];
      },
    },
    decode: (json) => json as SeasonPhases,
  };
};

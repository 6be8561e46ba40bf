import { days, hours, type Policy, type Query } from '../../cache/index.ts';
import type { LeagueId, PopularityScores } from '../model/index.ts';
import { SCOPE } from '../scopes.ts';
import { entryKey } from './entry-key.ts';

// Hours are counted in one by one. Scores fade by a rule, so that old ones are as good as new ones where nobody has asked.
const POPULARITY: Policy = {
  freshFor: hours(1),
  staleWhileRevalidate: days(2),
  staleIfError: days(2),
  absentFor: hours(1),
};

/**
 * A copy of a league's scores beside its directory: a question for both is one look into each tier. It is looked up;
 * whoever has new scores loads it with them.
 */
export const popularityQuery = (league: LeagueId, scores?: PopularityScores): Query<PopularityScores> => {
  const key = entryKey(league, 'popularity');
  const scopes = [SCOPE.all];
  return {
    key,
    namespace: league,
    policy: POPULARITY,
    scopes,
    source: {
      key,
      load: () =>
        scores === undefined
          ? Promise.reject(new Error('Scores are not loaded by whoever reads them'))
          : Promise.resolve([{ key, value: scores, policy: POPULARITY, scopes }]),
    },
    decode: (json) => json as PopularityScores,
  };
};

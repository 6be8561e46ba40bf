import { cacheKey, hours, type Query } from '../../cache/index.ts';
import { decodeDirectory, encodeDirectory, type Directory } from '../names/index.ts';
import type { LeagueId } from '../model.ts';
import { directoryPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';

// With some rosters missing: good enough to answer from, and soon to be asked again.
const INCOMPLETE_FRESH = hours(1);

/** Every player of a league. Fails with `unsupported` for colleges. */
export const directoryQuery = (context: ResourceContext, league: LeagueId): Query<Directory> => {
  const { calendar, clock } = context;
  const key = cacheKey(`${league}:directory`);
  const scopes = [SCOPE.all, SCOPE.rosters, SCOPE.directory];
  const query: Query<Directory> = {
    key,
    namespace: league,
    policy: directoryPolicy(calendar, league, clock.now()),
    scopes,
    source: {
      key,
      async load(call) {
        // Loaded once a day by the warmer: whoever reads a directory does not pay for how it is made.
        const { loadDirectory } = await import('./directory-load.ts');
        const { directory, isComplete } = await loadDirectory(context, query, league, call);
        const whole = directoryPolicy(calendar, league, clock.now());
        const policy = isComplete ? whole : { ...whole, freshFor: Math.min(whole.freshFor, INCOMPLETE_FRESH) };
        return [{ key, value: encodeDirectory(directory), policy, scopes }];
      },
    },
    decode: (json) => decodeDirectory(json, league),
  };
  return query;
};

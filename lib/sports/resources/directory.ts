import { cacheKey, hours, type Query } from '../../cache/index.ts';
import { decodeDirectory, encodeDirectory, type Directory } from '../names/index.ts';
import type { LeagueId } from '../model.ts';
import { directoryPolicy } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { ResourceContext } from './context.ts';

// A directory that lacks some rosters is answered from, and loaded again soon.
const INCOMPLETE_FRESH_MS = hours(1);

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
        // The warmer loads it once a day: functions that only read a directory do not load this code.
        const { loadDirectory } = await import('./directory-load.ts');
        const { directory, isComplete } = await loadDirectory(context, query, league, call);
        const whole = directoryPolicy(calendar, league, clock.now());
        const policy = isComplete ? whole : { ...whole, freshFor: Math.min(whole.freshFor, INCOMPLETE_FRESH_MS) };
        return [{ key, value: encodeDirectory(directory), policy, scopes }];
      },
    },
    decode: (json) => decodeDirectory(json, league),
  };
  return query;
};

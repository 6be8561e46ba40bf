import type { Query } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { nameKey, type NameForm } from '../names/index.ts';
import { NAME } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { SearchHit } from '../upstream/index.ts';
import type { ResourceContext } from './context.ts';
import { entryKey } from './entry-key.ts';

/** The players that the provider's search finds for a name, best first. Absent when it finds none. */
export interface NameSearch {
  readonly hits: readonly SearchHit[];
}

export const nameSearchQuery = (context: ResourceContext, league: LeagueId, name: NameForm): Query<NameSearch> => {
  const key = entryKey(league, 'name', nameKey(name));
  const query: Query<NameSearch> = {
    key,
    namespace: league,
    policy: NAME,
    scopes: [SCOPE.all, SCOPE.directory],
    source: {
      key,
      // Answers from the tiers do not load this code.
      load: async (call) =>
        (await import('./name-search-load.ts')).loadNameSearch(context, { league, name, query }, call),
    },
    decode: (json) => json as NameSearch,
  };
  return query;
};

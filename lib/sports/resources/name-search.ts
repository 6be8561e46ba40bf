import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';
import { nameKey, nameText, type NameForm } from '../names/index.ts';
import { NAME } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { SearchHit } from '../upstream.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';

/** The players that the provider's search finds for a name, best first. Absent when it finds none. */
export interface NameSearch {
  readonly hits: readonly SearchHit[];
}

export const nameSearchQuery = ({ upstream }: ResourceContext, league: LeagueId, name: NameForm): Query<NameSearch> => {
  const key = cacheKey(`${league}:name:${nameKey(name)}`);
  const scopes = [SCOPE.all, SCOPE.directory];
  return {
    key,
    namespace: league,
    policy: NAME,
    scopes,
    source: {
      key,
      async load(call) {
        const hits = await upstream.search(league, nameText(name), call);
        if (hits.length > 0) return [{ key, value: { hits }, policy: NAME, scopes }];
        const { doubtHits } = await import('../doubts/index.ts');
        const held = (latestOf(call.held()) as NameSearch | undefined)?.hits.length;
        return inDoubt([], doubtHits({ brought: 0, held }));
      },
    },
    decode: (json) => json as NameSearch,
  };
};

import { cacheKey, type Query } from '../../cache/index.ts';
import type { LeagueId } from '../model.ts';
import { nameForm, nameKey, nameText, type NameForm } from '../names/index.ts';
import { NAME } from './policies.ts';
import { SCOPE } from '../scopes.ts';
import type { SearchHit } from '../upstream.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';

/** The players that the provider's search finds for a name, best first. Absent when it finds none. */
export interface NameSearch {
  readonly hits: readonly SearchHit[];
}

// Of those whom a search finds: more are not shown.
const MAX_TOLD_HITS = 25;

export const nameSearchQuery = (context: ResourceContext, league: LeagueId, name: NameForm): Query<NameSearch> => {
  const { upstream } = context;
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
        const { standingOfName } = await import('./known.ts');
        const { unknown } = await standingOfName(context, { league, name }, call);
        const hits = await context.payFor(unknown, () => upstream.search(league, nameText(name), call));
        if (hits.length > 0) {
          const { toldOf } = await import('./told.ts');
          // Whoever has the very name is loaded next by whoever asked; the others are only suggested.
          const others = hits.filter((hit) => nameKey(nameForm(hit.name)) !== nameKey(name));
          const told = toldOf(league, others.slice(0, MAX_TOLD_HITS));
          return [{ key, value: { hits }, policy: NAME, scopes }, ...told];
        }
        const { doubtHits } = await import('../doubts/index.ts');
        const held = (latestOf(call.held()) as NameSearch | undefined)?.hits.length;
        return inDoubt([], doubtHits({ brought: 0, held }));
      },
    },
    decode: (json) => json as NameSearch,
  };
};

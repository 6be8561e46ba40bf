import type { LoadContext, LoadResult, Query } from '../../cache/index.ts';
import { doubtHits } from '../doubts/index.ts';
import type { LeagueId } from '../model/index.ts';
import { nameForm, nameKey, nameText, type NameForm } from '../names/index.ts';
import { inDoubt, latestOf, type ResourceContext } from './context.ts';
import { standingOfName } from './known.ts';
import { toldOf } from './told.ts';

export interface NameSearchLoad {
  readonly league: LeagueId;
  readonly name: NameForm;
  readonly query: Query<unknown>;
}

// Of those whom a search finds: more are not shown.
const MAX_TOLD_HITS = 25;

export const loadNameSearch = async (
  context: ResourceContext,
  { league, name, query: { key, policy, scopes } }: NameSearchLoad,
  call: LoadContext,
): Promise<LoadResult> => {
  const { unknown } = await standingOfName(context, { league, name }, call);
  const hits = await context.payFor(unknown, () => context.upstream.search(league, nameText(name), call));
  if (hits.length === 0) {
    const held = (latestOf(call.held()) as { readonly hits: readonly unknown[] } | undefined)?.hits.length;
    return inDoubt([], doubtHits({ brought: 0, held }));
  }
  // Whoever has the very name is loaded next by whoever asked; the others are only suggested.
  const others = hits.filter((hit) => nameKey(nameForm(hit.name)) !== nameKey(name));
  return { loaded: [{ key, value: { hits }, policy, scopes }, ...toldOf(league, others.slice(0, MAX_TOLD_HITS))] };
};

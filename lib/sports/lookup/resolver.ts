import { lazy } from '../../async/lazy.ts';
import type { LeagueId } from '../model/index.ts';
import type { Hints, NameForm } from '../names/index.ts';
import { findTeams } from '../teams/index.ts';
import type { Resolution } from './resolution.ts';
import type { NameResolverOptions, SeenPlayers } from './resolve-context.ts';

export interface NameResolver {
  /**
   * The resolutions, in the order of the names. The tiers are read once for each kind of document needed, however many
   * names there are. A league whose directory is cached costs no provider calls; otherwise the provider's search is
   * used. A load that failed makes a `failed` resolution. `seen` are players whom a first
   * resolution gave: who is gone cannot be shown, so the name means somebody else or nobody; a retired player shares
   * the name with whoever plays under another form of it.
   */
  resolve(
    league: LeagueId,
    names: readonly NameForm[],
    hints: Hints,
    seen?: SeenPlayers,
  ): Promise<readonly Resolution[]>;
}

// Indexes, aliases and rules are a chunk of their own: a cold start for a question by id does without.
const rules = lazy(() => import('./resolve-names.ts'));

/**
 * @example
 * const resolver = createNameResolver({ cache, resources, clock, canSearch: () => true });
 * const [resolution] = await resolver.resolve('nfl', [nameForm('Josh Allen')], { position: 'QB' });
 * if (resolution?.kind === 'one') return resolution.id;
 */
export const createNameResolver = (options: NameResolverOptions): NameResolver => ({
  async resolve(league, names, hints, seen = new Map()) {
    if (names.length === 0) return [];
    const { resolveNames } = await rules();
    return resolveNames({ ...options, league, hints, seen, findTeams }, names);
  },
});

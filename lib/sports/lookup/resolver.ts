import type { Clock, TieredCache } from '../../cache/index.ts';
import type { Hints, NameForm } from '../names/index.ts';
import type { LeagueId } from '../model.ts';
import type { Resolution } from './resolution.ts';
import type { Resources } from '../resources/index.ts';

export type { Resolution, ResolvedMany, ResolvedNone, ResolvedOne, Suggestion } from './resolution.ts';

export interface NameResolver {
  /**
   * In the order of the names; however many there are, the tiers are looked into once for each kind of thing that has
   * to be known. A league whose directory is held costs the provider nothing; otherwise it is asked by search.
   */
  resolve(league: LeagueId, names: readonly NameForm[], hints: Hints): Promise<readonly Resolution[]>;
}

export interface NameResolverOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'read' | 'readMany'>;
  readonly resources: Pick<Resources, 'directory' | 'nameSearch' | 'player' | 'teams'>;
  /** Whether the provider finds players by name; where it does not, a directory that nobody holds is loaded. */
  readonly canSearch: (league: LeagueId) => boolean;
  readonly clock: Clock;
}

export const createNameResolver = (options: NameResolverOptions): NameResolver => ({
  async resolve(league, names, hints) {
    if (names.length === 0) return [];
    // Indexes, aliases and rules: a cold start that is asked by id does without.
    const { resolveNames } = await import('./resolve-names.ts');
    return resolveNames({ ...options, league, hints }, names);
  },
});

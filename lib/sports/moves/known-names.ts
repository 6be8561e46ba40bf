import type { TieredCache } from '../../cache/index.ts';
import type { Directory } from '../names/index.ts';
import type { LeagueId } from '../model.ts';
import type { Resources } from '../resources/index.ts';
import type { KnownNames } from './affected.ts';

export interface KnownNamesOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'directory' | 'teams'>;
}

/**
 * What is held of a league's names; the provider is not asked. A directory is remembered: each purge for a move takes
 * it away, and the next move comes a minute later.
 */
export const createKnownNames = ({ cache, resources }: KnownNamesOptions) => {
  const directories = new Map<LeagueId, Directory>();
  return async (league: LeagueId): Promise<KnownNames> => {
    const [[directory], [teams]] = await Promise.all([
      cache.getAllPresent([resources.directory(league)]),
      cache.getAllPresent([resources.teams(league)]),
    ]);
    if (directory?.kind === 'value') directories.set(league, directory.value());
    return {
      directory: directories.get(league),
      teams: teams?.kind === 'value' ? teams.value().teams : [],
    };
  };
};

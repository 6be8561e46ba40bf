import type { Clock, TieredCache } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import type { Hints } from '../names/index.ts';
import type { Resources } from '../resources/index.ts';
import type { findTeams } from '../teams/index.ts';

export interface NameResolverOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'read' | 'readMany'>;
  readonly resources: Pick<Resources, 'directory' | 'nameSearch' | 'player' | 'teams'>;
  /** Whether the provider finds players by name. Where it does not, a directory that is not cached is loaded. */
  readonly canSearch: (league: LeagueId) => boolean;
  readonly clock: Clock;
}

/** Players whose own documents were read since: the document is gone, or says that the player does not play. */
export type SeenPlayers = ReadonlyMap<string, 'gone' | 'retired'>;

/** One question to the resolver, with what it takes to answer it. */
export interface ResolveContext extends NameResolverOptions {
  /** Handed over, so that its chunk is the one that a path to a team has loaded. */
  readonly findTeams: typeof findTeams;
  readonly league: LeagueId;
  readonly hints: Hints;
  readonly seen: SeenPlayers;
}

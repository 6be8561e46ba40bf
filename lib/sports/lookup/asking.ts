import type { Absent, Clock, Found, TieredCache } from '../../cache/index.ts';
import type { Hints } from '../names/index.ts';
import type { LeagueId } from '../model.ts';
import type { Resources } from '../resources/index.ts';

/** What is asked about some names, and who can be asked. */
export interface Asking {
  readonly cache: Pick<TieredCache, 'getAllPresent' | 'read' | 'readMany'>;
  readonly resources: Pick<Resources, 'directory' | 'nameSearch' | 'player' | 'teams'>;
  readonly canSearch: (league: LeagueId) => boolean;
  readonly clock: Clock;
  readonly league: LeagueId;
  readonly hints: Hints;
}

/** An answer that a resolution rests on. */
export type Ingredient = Absent | Found<unknown>;

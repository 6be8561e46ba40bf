import type { TieredCache } from '../../cache/index.ts';
import type { LeagueId } from '../model/index.ts';
import { isInOtherScript, type NameForm } from '../names/index.ts';
import type { Resources } from '../resources/index.ts';
import type { HeldPlayer } from './held-players.ts';

/** The hits of the provider's search for this very name, where that search is held. */
export type HeldHits = (league: LeagueId, name: NameForm) => Promise<readonly HeldPlayer[]>;

interface HeldHitsOptions {
  readonly cache: Pick<TieredCache, 'getAllPresent'>;
  readonly resources: Pick<Resources, 'nameSearch'>;
}

// Nobody searches for less.
const MIN_LETTERS = 3;

export const createHeldHits =
  ({ cache, resources }: HeldHitsOptions): HeldHits =>
  async (league, { base }) => {
    const name: NameForm = { base, suffix: null };
    if (base.length < MIN_LETTERS || isInOtherScript(name)) return [];
    const [answer] = await cache.getAllPresent([resources.nameSearch(league, name)]);
    if (answer?.kind !== 'value') return [];
    return answer.value().hits.map(({ id, name: onFile, teamId, teamName }) => ({
      id,
      name: onFile,
      league,
      team: teamId === null ? null : { id: teamId, abbreviation: '', name: teamName ?? '' },
      position: null,
      jersey: null,
      status: 'unknown',
      otherNames: [],
      // A hit does not say who plays.
      isActive: true,
    }));
  };

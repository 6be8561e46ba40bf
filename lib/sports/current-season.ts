import type { Clock, TieredCache } from '../cache/index.ts';
import { leagueOf } from './leagues.ts';
import type { LeagueId } from './model.ts';
import type { Resources } from './resources/index.ts';
import { currentSeason } from './seasons.ts';

/** The season a client means when it names none. */
export interface Seasons {
  current(league: LeagueId): Promise<number>;
}

export interface SeasonsOptions {
  readonly cache: Pick<TieredCache, 'read'>;
  readonly resources: Resources;
  readonly clock: Clock;
}

/** The season the provider itself is in, as its list of teams states it; the calendar only where that is not known. */
export const createSeasons = ({ cache, resources, clock }: SeasonsOptions): Seasons => ({
  async current(league) {
    const teams = await cache.read(resources.teams(league));
    const stated = teams.kind === 'value' ? teams.value().season : null;
    return stated ?? currentSeason(leagueOf(league), clock.now());
  },
});

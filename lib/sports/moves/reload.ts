import type { TieredCache } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, TeamId } from '../model.ts';
import type { Resources } from '../resources/index.ts';

/** Rosters that were purged for a move, and are worth loading again before somebody asks. */
export interface ReloadMessage {
  readonly kind: 'reload';
  readonly namespace: LeagueId;
  readonly teams: readonly TeamId[];
  /** Epoch ms; what has been loaded since is good. */
  readonly purgedAt: number;
}

/** In one message: ten calls of the provider, done within the time that it may take. */
export const MOST_RELOADED = 10;

/** Rejects when something could not be loaded; done again, it loads what is missing. */
export type Reload = (message: ReloadMessage) => Promise<void>;

export interface ReloadOptions {
  readonly cache: Pick<TieredCache, 'refresh'>;
  readonly resources: Pick<Resources, 'roster' | 'directory'>;
}

export const createReload =
  ({ cache, resources }: ReloadOptions): Reload =>
  async ({ namespace, teams, purgedAt }) => {
    const rosters = teams.map((team) => cache.refresh(resources.roster(namespace, team), purgedAt));
    const failed = (await Promise.allSettled(rosters)).find((run) => run.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    if (leagueOf(namespace).college) return;
    // Behind the rosters: the provider's list of everybody lags, and is put right by the rosters that are held.
    await cache.refresh(resources.directory(namespace), purgedAt);
  };

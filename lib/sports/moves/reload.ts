import type { TieredCache } from '../../cache/index.ts';
import { leagueOf } from '../leagues.ts';
import type { LeagueId, TeamId } from '../model/index.ts';
import type { Resources } from '../resources/index.ts';
import type { PurgePlan } from './plan.ts';

/** Rosters that were purged for a move and are worth loading again before somebody asks. */
export interface ReloadMessage {
  readonly kind: 'reload';
  readonly namespace: LeagueId;
  readonly teams: readonly TeamId[];
  /** Epoch ms. What has been loaded since then is good. */
  readonly purgedAt: number;
}

/** Ten calls of the provider fit into the time that one message may take. */
export const MAX_RELOADED_TEAMS = 10;

export interface ReloadSenderOptions {
  /** Undefined: what was purged is loaded when somebody asks for it. */
  readonly sendReload?: ((message: ReloadMessage) => Promise<void>) | undefined;
  readonly onReloadFailed?: ((league: LeagueId, error: unknown) => void) | undefined;
}

/** Queues the reload of what was purged for a move. Never rejects: a question loads it as well. */
export const sendReloadOf = async (
  { sendReload, onReloadFailed = () => undefined }: ReloadSenderOptions,
  namespace: LeagueId,
  { scopes, teams }: PurgePlan,
  purgedAt: number,
): Promise<void> => {
  if (sendReload === undefined || scopes.length === 0) return;
  // Without a team only the directory is left to load, and colleges have none.
  if (teams.length === 0 && leagueOf(namespace).college) return;
  try {
    await sendReload({ kind: 'reload', namespace, teams: teams.slice(0, MAX_RELOADED_TEAMS), purgedAt });
  } catch (error) {
    onReloadFailed(namespace, error);
  }
};

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
    // After the rosters: the provider's list of all players lags, and cached rosters correct it.
    await cache.refresh(resources.directory(namespace), purgedAt);
  };

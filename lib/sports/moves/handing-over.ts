import { leagueOf } from '../leagues.ts';
import type { LeagueId } from '../model.ts';
import type { PurgePlan } from './plan.ts';
import { MOST_RELOADED, type ReloadMessage } from './reload.ts';

export interface HandingOverOptions {
  /** Without it what was purged is loaded when it is asked for. */
  readonly sendReload?: ((message: ReloadMessage) => Promise<void>) | undefined;
  readonly onReloadFailed?: ((league: LeagueId, error: unknown) => void) | undefined;
}

/** Has loaded again what was purged for a move. Never rejects: whoever asks loads it, too. */
export const createHandingOver =
  ({ sendReload, onReloadFailed = () => undefined }: HandingOverOptions) =>
  async (namespace: LeagueId, { scopes, teams }: PurgePlan, purgedAt: number): Promise<void> => {
    if (sendReload === undefined || scopes.length === 0) return;
    // Without a team there is the directory to be loaded, which colleges do not have.
    if (teams.length === 0 && leagueOf(namespace).college) return;
    try {
      await sendReload({ kind: 'reload', namespace, teams: teams.slice(0, MOST_RELOADED), purgedAt });
    } catch (error) {
      onReloadFailed(namespace, error);
    }
  };

import type { LeagueId } from '../../lib/sports/model.ts';
import type { StartersFound, UnresolvedStarter } from '../../lib/sports/popularity/index.ts';

export interface StartersReportOptions {
  readonly starters: (league: LeagueId) => Promise<StartersFound>;
  /** Told who of a league's starting list is not loaded, and why. */
  readonly onUnresolved: (league: LeagueId, unresolved: readonly UnresolvedStarter[]) => void;
  readonly onFailure: (league: LeagueId, error: unknown) => void;
}

/** Never rejects: a list that could not be looked up is no reason for a run to fail. */
export type ReportStarters = (league: LeagueId) => Promise<void>;

/** Reports what a directory says of a starting list: once, and again when another directory says something else. */
export const createStartersReport = ({ starters, onUnresolved, onFailure }: StartersReportOptions): ReportStarters => {
  const told = new Map<LeagueId, string>();
  return async (league) => {
    try {
      const { unresolved } = await starters(league);
      // Nobody has been looked up yet.
      if (unresolved.some(({ why }) => why === 'no-directory')) return;
      const now = JSON.stringify(unresolved);
      if (told.get(league) === now) return;
      told.set(league, now);
      if (unresolved.length > 0) onUnresolved(league, unresolved);
    } catch (error) {
      onFailure(league, error);
    }
  };
};

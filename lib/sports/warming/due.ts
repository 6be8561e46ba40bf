import { hasPlayedSince, isPlaying, MAX_CONFIRMED_AGE_MS } from '../stats/index.ts';
import type { TeamId } from '../model.ts';
import { valueOf, type Holding } from './cached.ts';
import type { LeagueSnapshot, PlayerHoldings, StatHoldings } from './snapshot.ts';

type Moment = Pick<LeagueSnapshot, 'now' | 'nextRun' | 'live'>;
type Until = Pick<Moment, 'nextRun'>;

/**
 * Whether there is something to do: nothing is held, or it ends before the next run. What is known to be absent is left
 * in peace until that has been forgotten.
 */
export const isDue = ({ held }: Holding, { nextRun }: Until): boolean =>
  held === undefined || (!held.isAbsent && held.freshUntil < nextRun);

/** The same, where it is enough that an answer is there at once: stale for a few minutes, and refreshed behind it. */
export const isLost = ({ query, held }: Holding, { nextRun }: Until): boolean =>
  held === undefined || (!held.isAbsent && held.freshUntil + query.policy.staleWhileRevalidate < nextRun);

/** Whether a load will find that nobody of the teams has played since, and ask nobody. */
export const isKept = ({ held }: Holding, teams: ReadonlySet<TeamId> | 'any', { live, now }: Moment): boolean => {
  const games = valueOf(live);
  if (held === undefined || games === undefined || now - held.loadedAt >= MAX_CONFIRMED_AGE_MS.line) return false;
  if (teams !== 'any' && teams.size === 0) return false;
  return hasPlayedSince(games, teams, { since: held.loadedAt, now }) === false;
};

/** Whether one of them is on the field: what ends every two minutes no run can keep fresh. */
export const isOnTheField = (teams: ReadonlySet<TeamId> | 'any', { live, now }: Moment): boolean => {
  const games = valueOf(live);
  return games !== undefined && isPlaying(games, teams, now);
};

/** The teams whose games change a line: the one it was made with, and the one he is on now. */
export const teamsBehind = ({ document }: PlayerHoldings, { line }: StatHoldings): ReadonlySet<TeamId> => {
  const teams = [valueOf(line)?.teams.at(-1)?.id, valueOf(document)?.team?.id];
  return new Set(teams.filter((team) => team !== undefined));
};

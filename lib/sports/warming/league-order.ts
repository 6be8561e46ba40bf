import type { LeagueId } from '../model.ts';
import { phaseAt } from '../calendar/season-phase.ts';

/**
 * Those that play first. Each run begins with another one of them, so that a deadline never hits the same league twice
 * in a row.
 */
export const leagueOrder = (
  leagues: readonly LeagueId[],
  { now, run }: { readonly now: number; readonly run: number },
) => {
  const plays = (league: LeagueId): boolean => phaseAt(undefined, league, now).phase !== 'off-season';
  return [
    ...rotated(
      leagues.filter((league) => plays(league)),
      run,
    ),
    ...rotated(
      leagues.filter((league) => !plays(league)),
      run,
    ),
  ];
};

const rotated = (leagues: readonly LeagueId[], by: number): readonly LeagueId[] => {
  const start = leagues.length === 0 ? 0 : by % leagues.length;
  return [...leagues.slice(start), ...leagues.slice(0, start)];
};

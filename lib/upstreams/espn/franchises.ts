import type { LeagueId } from '../../sports/model.ts';

const upTo = (last: number): readonly number[] => Array.from({ length: last }, (_, index) => index + 1);

/**
 * The clubs of the leagues whose lists also hold guests as if they were clubs: exhibition opponents (WNBA 130927, the
 * Toyota Antelopes) and conference selections (NFL 31 and 32). Ids as the provider's lists have them; an id outlives a
 * move and a new name. Leagues without guests are left out, so that a new club of theirs needs no entry.
 */
const FRANCHISES: Readonly<Partial<Record<LeagueId, ReadonlySet<string>>>> = {
  nfl: setOf([...upTo(30), 33, 34]),
  nba: setOf(upTo(30)),
  // Then Golden State, Toronto (both 2025-26 bodies) and Portland.
  wnba: setOf([3, 5, 6, 8, 9, 11, 14, 16, 17, 18, 19, 20, 129689, 131935, 132052]),
};

export const isGuest = (league: LeagueId, team: string): boolean => FRANCHISES[league]?.has(team) === false;

function setOf(ids: readonly number[]): ReadonlySet<string> {
  return new Set(ids.map(String));
}

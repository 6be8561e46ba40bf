import { leagueOf, type League } from '../leagues.ts';
import type { LeagueId } from '../model/index.ts';

type Groups = readonly (readonly string[])[];

/** Positions whose players are compared with one another, in the provider's abbreviations. */
const GROUPS: Readonly<Record<League['sport'], Groups>> = {
  football: [
    ['QB'],
    ['RB', 'FB', 'HB', 'TB'],
    ['WR', 'TE', 'FL', 'SE'],
    ['OL', 'OT', 'T', 'G', 'OG', 'C', 'LT', 'LG', 'RG', 'RT'],
    // All pass rushers are compared with one another, whatever position their team lists them at.
    ['DL', 'DE', 'DT', 'NT', 'EDGE', 'LB', 'OLB', 'ILB', 'MLB'],
    ['DB', 'CB', 'S', 'FS', 'SS', 'SAF'],
    ['PK', 'K', 'P'],
    ['LS'],
  ],
  basketball: [
    ['PG', 'SG', 'G'],
    ['SF', 'PF', 'F', 'GF', 'G-F', 'F-G'],
    ['C', 'FC', 'F-C', 'C-F'],
  ],
  baseball: [
    ['SP', 'RP', 'P', 'CP', 'CL'],
    ['C'],
    ['1B', '2B', '3B', 'SS', 'IF', 'INF', 'DH', 'BA', 'UT', 'UTIL'],
    ['LF', 'CF', 'RF', 'OF'],
  ],
  hockey: [['C', 'LW', 'RW', 'W', 'F'], ['D', 'LD', 'RD'], ['G']],
};

/** Whether players at these positions are compared. A player without a known position is compared with nobody. */
export const isSameGroup = (league: LeagueId, a: string | null, b: string | null): boolean => {
  if (a === null || b === null) return false;
  if (a === b) return true;
  const groups = GROUPS[leagueOf(league).sport];
  return groups.some((group) => group.includes(a) && group.includes(b));
};

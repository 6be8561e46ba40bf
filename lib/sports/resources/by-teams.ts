import type { TeamId } from '../model/index.ts';

/**
 * What is found out of a player's teams, once for all who have the same: a page has a thousand players of thirty teams. For
 * one moment, because games go on.
 */
export const byTeams = <T>(find: (teams: ReadonlySet<TeamId>) => T): ((teams: readonly TeamId[]) => T) => {
  const found = new Map<string, { readonly value: T }>();
  return (teams) => {
    const name = teams.join();
    const known = found.get(name) ?? { value: find(new Set(teams)) };
    found.set(name, known);
    return known.value;
  };
};

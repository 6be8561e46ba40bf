import { lazy } from '../../async/lazy.ts';
import type { LeagueId, ListedTeam } from '../model/index.ts';

const spellings = lazy(() => import('./match.ts'));

/**
 * The teams of a league's list that a text names: one rule for paths, hints and scopes. An id, an abbreviation, a slug
 * or a name as the provider writes it is found at once. Every other spelling is looked up in tables that are loaded for
 * it. Several teams: the text fits all of them equally well. None: nobody is guessed.
 *
 * @example
 * const [team, ...others] = await findTeams('nba', list.teams, 'GSW');
 */
export const findTeams = async (
  league: LeagueId,
  teams: readonly ListedTeam[],
  text: string,
): Promise<readonly ListedTeam[]> => {
  const written = asWritten(teams, text);
  return written.length > 0 ? written : (await spellings()).matchTeams(league, teams, text);
};

/** The teams that may be meant by a text that names none. */
export const nearestTeams = async (
  league: LeagueId,
  teams: readonly ListedTeam[],
  text: string,
): Promise<readonly ListedTeam[]> => (await spellings()).suggestTeams(league, teams, text);

/** By id, else by abbreviation, else by slug or name; in any case. */
const asWritten = (teams: readonly ListedTeam[], text: string): readonly ListedTeam[] => {
  const wanted = text.toLowerCase();
  const tests: ((team: ListedTeam) => boolean)[] = [
    ({ id }) => id === wanted,
    ({ abbreviation }) => abbreviation.toLowerCase() === wanted,
    ({ slug, name }) => slug === wanted || name.toLowerCase() === wanted,
  ];
  for (const test of tests) {
    const found = teams.filter(test);
    if (found.length > 0) return found;
  }
  return [];
};

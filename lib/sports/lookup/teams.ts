import type { Team } from '../model.ts';

/** The teams whose id is `text`, else whose abbreviation, else whose slug or name; in any case. */
export const findTeams = (teams: readonly Team[], text: string): readonly Team[] => {
  const wanted = text.toLowerCase();
  const tests: ((team: Team) => boolean)[] = [
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

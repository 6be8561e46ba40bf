import table from './data/colleges.json' with { type: 'json' };
import type { College, TeamFacts } from './model.ts';
import { TEAMS } from './teams.ts';

const COLLEGES: readonly College[] = table.map(
  ([id = '', name = '', shortName = '', abbreviation = '', mascot = '']) => ({
    id,
    name,
    shortName,
    abbreviation,
    mascot,
  }),
);

const ofTeam = ({ id, location, abbreviation, name }: TeamFacts): College => ({
  id,
  name: location,
  shortName: location,
  abbreviation,
  mascot: name,
});

/** null for one whose id at the provider is not known. */
export const collegeNamed = (name: string): College | null => {
  const listed = COLLEGES.find((college) => college.name === name);
  const team = TEAMS['college-football'].find(({ location }) => location === name);
  return listed ?? (team === undefined ? null : ofTeam(team));
};

export const collegeAt = (fraction: number): College | null => COLLEGES[Math.floor(fraction * COLLEGES.length)] ?? null;

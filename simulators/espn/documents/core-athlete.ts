import type { LeagueFacts } from '../leagues.ts';
import type { Athlete, Draft } from '../model.ts';
import type { Position } from '../positions.ts';
import { POSITIONS } from '../positions.ts';
import type { Today } from './athlete.ts';
import { athleteDocument } from './athlete.ts';
import { coreRef } from './links.ts';

/** The core API's document of an athlete: team, stats and more are links. */
export const coreAthleteDocument = (league: LeagueFacts, athlete: Athlete, today: Today) => {
  const path = `sports/${league.sport.slug}/leagues/${league.slug}`;
  const own = `${path}/athletes/${athlete.id}`;
  const position = POSITIONS[league.slug].get(athlete.position);
  return {
    ...coreRef(own),
    type: league.sport.slug,
    ...athleteDocument(league, athlete, today),
    ...(athlete.college !== null && { college: coreRef(`colleges/${athlete.college.id}`) }),
    ...(position !== undefined && { position: positionDocument(path, position) }),
    linked: true,
    // The last one, also of a free agent and of a man who has retired.
    team: coreRef(`${path}/seasons/${today.season.year}/teams/${athlete.lastTeam.id}`),
    statistics: coreRef(`${own}/statistics`),
    ...(!league.isCollege && { contracts: coreRef(`${own}/contracts`) }),
    ...(league.feeder !== null && {
      collegeAthlete: coreRef(`sports/${league.sport.slug}/leagues/${league.feeder.slug}/athletes/${athlete.id}`),
    }),
    active: athlete.status !== 'inactive' && athlete.status !== 'free-agent',
    ...(athlete.draft !== null && { draft: draftDocument(path, athlete.draft) }),
    statisticslog: coreRef(`${own}/statisticslog`),
  };
};

const positionDocument = (path: string, { parent, ...position }: Position) => ({
  ...coreRef(`${path}/positions/${position.id}`),
  ...position,
  ...(parent !== undefined && { parent: coreRef(`${path}/positions/${parent.id}`) }),
});

const draftDocument = (path: string, { year, round, pick, team }: Draft) => ({
  displayText: `Year: ${year} Round: ${round} Pick: ${pick}`,
  round,
  year,
  selection: pick,
  team: coreRef(`${path}/seasons/${year}/teams/${team.id}`),
  pick: coreRef(`${path}/seasons/${year}/draft/rounds/${round}/picks/${pick}`),
});

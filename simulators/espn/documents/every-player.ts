import type { LeagueFacts } from '../leagues.ts';
import type { Athlete } from '../model.ts';
import { POSITIONS } from '../positions.ts';
import type { Today } from './athlete.ts';
import { athleteDocument } from './athlete.ts';

interface EveryPlayerPlan extends Today {
  readonly league: LeagueFacts;
  readonly athletes: readonly Athlete[];
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** Everybody of a league in one list, on a roster or not. */
export const everyPlayerDocument = ({ league, athletes, limit, page, ...today }: EveryPlayerPlan) => ({
  count: athletes.length,
  pageIndex: page,
  pageSize: limit,
  pageCount: Math.ceil(athletes.length / limit),
  athletes: athletes.slice((page - 1) * limit, page * limit).map((athlete) => listedDocument(league, athlete, today)),
});

const listedDocument = (league: LeagueFacts, athlete: Athlete, today: Today) => {
  const { id, firstName, lastName, fullName, displayName, shortName, age, jersey, status } = athleteDocument(
    league,
    athlete,
    today,
  );
  const position = POSITIONS[league.slug].get(athlete.position);
  return {
    id,
    firstName,
    lastName,
    fullName,
    displayName,
    shortName,
    ...(age !== undefined && { age }),
    ...(jersey !== undefined && { jersey }),
    ...(position !== undefined && {
      position: { id: position.id, name: position.name, abbreviation: position.abbreviation },
    }),
    // The last one of whoever has none now: without the status it lies.
    team: { id: athlete.lastTeam.id, abbreviation: athlete.lastTeam.abbreviation },
    status,
    injuries: athlete.injury === null ? [] : [{ status: athlete.injury }],
  };
};

import type { Filling } from './generated-athletes.ts';
import { clubOfId, generatedAthlete } from './generated-athletes.ts';
import type { LeagueFacts } from './leagues.ts';
import type { Athlete, TeamFacts } from './model.ts';
import { randomOf } from './random.ts';
import { realAthletes } from './real-athletes.ts';
import { looseSlots, teamSlots } from './roster-slots.ts';

/** Who is there when the world begins. Rosters are made when they are first asked for, and kept. */
interface People {
  roster(team: TeamFacts): readonly Athlete[];
  athlete(id: string): Athlete | undefined;
  everybody(): readonly Athlete[];
}

export const createPeople = (facts: LeagueFacts, seed: number): People => {
  const real = realAthletes(facts);
  const realById = new Map(real.map((athlete) => [athlete.id, athlete]));
  const taken = new Set(real.map(({ firstName, lastName }) => `${firstName} ${lastName}`));
  const clubs = new Map<number, readonly Athlete[]>();

  const makeClub = (club: number): readonly Athlete[] => {
    const team = facts.teams[club];
    if (team === undefined) return makeLoose(club);
    if (team.exhibition === true) return [];
    const random = randomOf(`${seed} ${facts.slug} ${team.id}`);
    const filling: Filling = { league: facts, seed, club, team, lastTeam: team, taken };
    const stars = real.filter((athlete) => athlete.team?.id === team.id);
    return [...stars, ...teamSlots(facts, stars, random).map((slot) => generatedAthlete(slot, filling))];
  };

  const makeLoose = (club: number): readonly Athlete[] => {
    const clubs = facts.teams.filter(({ exhibition }) => exhibition !== true);
    const made = looseSlots(facts).flatMap((slot) => {
      const lastTeam = clubs[slot.number % clubs.length];
      return lastTeam === undefined
        ? []
        : [generatedAthlete(slot, { league: facts, seed, club, team: null, lastTeam, taken })];
    });
    return [...real.filter((athlete) => athlete.team === null), ...made];
  };

  /** `club` is a place in the team list; the one past the last holds those on no roster. */
  const members = (club: number): readonly Athlete[] => {
    const kept = clubs.get(club);
    if (kept !== undefined) return kept;
    const made = club < 0 || club > facts.teams.length ? [] : makeClub(club);
    if (made.length > 0) clubs.set(club, made);
    return made;
  };

  return {
    roster: (team) => members(facts.teams.findIndex((each) => each.id === team.id)),
    athlete: (id) => {
      const club = clubOfId(facts, id);
      return club === undefined ? realById.get(id) : members(club).find((athlete) => athlete.id === id);
    },
    everybody: () => Array.from({ length: facts.teams.length + 1 }, (_, club) => members(club)).flat(),
  };
};

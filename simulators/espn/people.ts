import type { Filling } from './generated-athletes.ts';
import { clubOfId, generatedAthlete } from './generated-athletes.ts';
import type { LeagueFacts } from './leagues.ts';
import type { Athlete, TeamFacts } from './model.ts';
import { randomOf } from './random.ts';
import { withOwnNumbers } from './physique.ts';
import { realAthletes } from './real-athletes.ts';
import { looseSlots, teamSlots } from './roster-slots.ts';

/** The athletes with whom the world begins. Rosters are made when they are first asked for, and kept. */
interface People {
  roster(team: TeamFacts): readonly Athlete[];
  athlete(id: string): Athlete | undefined;
  everybody(): readonly Athlete[];
}

const MAX_KEPT = 32;
const made = new Map<string, People>();

/** A league's people for a seed. They never change, so the worlds of one process share them. */
export const peopleOf = (facts: LeagueFacts, seed: number): People => {
  const name = `${facts.slug} ${seed}`;
  const people = made.get(name) ?? createPeople(facts, seed);
  made.delete(name);
  made.set(name, people);
  for (const oldest of made.keys()) if (made.size > MAX_KEPT) made.delete(oldest);
  return people;
};

const createPeople = (facts: LeagueFacts, seed: number): People => {
  const real = realAthletes(facts);
  const realById = new Map(real.map((athlete) => [athlete.id, athlete]));
  const clubs = new Map<number, readonly Athlete[]>();

  const makeClub = (club: number): readonly Athlete[] => {
    const team = facts.teams[club];
    if (team === undefined) return makeLoose(club);
    if (team.exhibition === true) return [];
    const random = randomOf(`${seed} ${facts.slug} ${team.id}`);
    const filling: Filling = { league: facts, seed, club, team, lastTeam: team };
    const stars = real.filter((athlete) => athlete.team?.id === team.id);
    const others = teamSlots(facts, stars, random).map((slot) => generatedAthlete(slot, filling));
    return withOwnNumbers(facts, [...stars, ...others]);
  };

  const makeLoose = (club: number): readonly Athlete[] => {
    const clubs = facts.teams.filter(({ exhibition }) => exhibition !== true);
    const free = looseSlots(facts).flatMap((slot) => {
      const lastTeam = clubs[slot.number % clubs.length];
      return lastTeam === undefined
        ? []
        : [generatedAthlete(slot, { league: facts, seed, club, team: null, lastTeam })];
    });
    return [...real.filter((athlete) => athlete.team === null), ...free];
  };

  /** `club` is a place in the team list; the one past the last holds those on no roster. */
  const members = (club: number): readonly Athlete[] => {
    const kept = clubs.get(club);
    if (kept !== undefined) return kept;
    const athletes = club < 0 || club > facts.teams.length ? [] : makeClub(club);
    if (athletes.length > 0) clubs.set(club, athletes);
    return athletes;
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

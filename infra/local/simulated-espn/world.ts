import { generatedCareer } from './careers/generated-career.ts';
import type { Filling } from './generated-athletes.ts';
import { clubOfId, generatedAthlete } from './generated-athletes.ts';
import type { LeagueFacts } from './leagues.ts';
import { LEAGUES } from './leagues.ts';
import type { Athlete, Career, TeamFacts } from './model.ts';
import { randomOf } from './random.ts';
import { realAthletes, realCareer } from './real-athletes.ts';
import { looseSlots, teamSlots } from './roster-slots.ts';

/** One league of the simulated world. Rosters are made when they are first asked for, and kept. */
export interface LeagueWorld {
  readonly facts: LeagueFacts;
  roster(team: TeamFacts): readonly Athlete[];
  athlete(id: string): Athlete | undefined;
  career(athlete: Athlete): Career;
  /** Whoever is on a roster, was on one, or looks for one. */
  everybody(): readonly Athlete[];
}

export interface World {
  readonly leagues: readonly LeagueWorld[];
  league(sport: string, slug: string): LeagueWorld | undefined;
}

/** The same world for the same seed, in every process. */
export const createWorld = ({ seed }: { readonly seed: number }): World => {
  const leagues = Object.values(LEAGUES).map((facts) => createLeagueWorld(facts, seed));
  return {
    leagues,
    league: (sport, slug) => leagues.find(({ facts }) => facts.slug === slug && facts.sport.slug === sport),
  };
};

const createLeagueWorld = (facts: LeagueFacts, seed: number): LeagueWorld => {
  const real = realAthletes(facts);
  const realById = new Map(real.map((athlete) => [athlete.id, athlete]));
  const taken = new Set(real.map(({ firstName, lastName }) => `${firstName} ${lastName}`));
  const clubs = new Map<number, readonly Athlete[]>();

  const makeClub = (club: number): readonly Athlete[] => {
    const team = facts.teams[club];
    if (team === undefined) return makeLoose(club);
    const random = randomOf(`${seed} ${facts.slug} ${team.id}`);
    const filling: Filling = { league: facts, seed, club, team, lastTeam: team, taken };
    const stars = real.filter((athlete) => athlete.team?.id === team.id);
    return [...stars, ...teamSlots(facts, stars, random).map((slot) => generatedAthlete(slot, filling))];
  };

  const makeLoose = (club: number): readonly Athlete[] => {
    const lastTeamOf = (slot: number) => facts.teams[slot % facts.teams.length];
    const made = looseSlots(facts).flatMap((slot) => {
      const lastTeam = lastTeamOf(slot.number);
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
    const made = club > facts.teams.length ? [] : makeClub(club);
    if (made.length > 0) clubs.set(club, made);
    return made;
  };

  return {
    facts,
    roster: (team) => members(facts.teams.findIndex((each) => each.id === team.id)),
    athlete: (id) => {
      const club = clubOfId(facts, id);
      return club === undefined ? realById.get(id) : members(club).find((athlete) => athlete.id === id);
    },
    career: (athlete) =>
      athlete.origin === 'real' ? realCareer(facts, athlete.id) : generatedCareer(facts, athlete, seed),
    everybody: () => Array.from({ length: facts.teams.length + 1 }, (_, club) => members(club)).flat(),
  };
};

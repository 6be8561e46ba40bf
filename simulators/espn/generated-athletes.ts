import { startYearOf } from './calendar.ts';
import { debutSeason } from './careers/debut.ts';
import { collegeAt } from './colleges.ts';
import type { LeagueFacts } from './leagues.ts';
import { WORLD_BEGINS } from './leagues.ts';
import type { Athlete, AthleteStatus, Hand, Hands, LeagueSlug, RosterGroup, TeamFacts } from './model.ts';
import type { FullName } from './names.ts';
import { cityAt, nameAt } from './names.ts';
import type { Random } from './random.ts';
import { around, between, hash, pick, randomOf } from './random.ts';
import { bodyOf, isWomens, jerseyOf } from './physique.ts';
import { isRealName } from './real-athletes.ts';
import { borrowedName, sharedPlace } from './shared-names.ts';

/** A place on a roster that somebody has to fill. */
export interface Slot {
  /** Counted over the whole roster, and part of the athlete's id. */
  readonly number: number;
  readonly position: string;
  readonly group: RosterGroup;
  readonly status: AthleteStatus;
  readonly listed: boolean;
}

export interface Filling {
  readonly league: LeagueFacts;
  readonly seed: number;
  /** The team's place in the league's list; one past the last is nobody's. */
  readonly club: number;
  readonly team: TeamFacts | null;
  readonly lastTeam: TeamFacts;
}

const PLACES = 128;
const SUFFIXES = ['Jr.', 'II', 'III'] as const;

// A league with more than a hundred teams needs one digit more.
const clubDigits = ({ isCollege }: LeagueFacts): number => (isCollege ? 3 : 2);

/** `9112005`: league, club and slot can be read off a made-up id, so that one athlete needs one roster. */
const generatedId = (league: LeagueFacts, club: number, slot: number): string =>
  `${league.idPrefix}${String(club).padStart(clubDigits(league), '0')}${String(slot).padStart(3, '0')}`;

/** The club that an id was made for, or undefined for a real id. */
export const clubOfId = (league: LeagueFacts, id: string): number | undefined => {
  const digits = clubDigits(league);
  const { idPrefix } = league;
  const made = id.length === idPrefix.length + digits + 3 && id.startsWith(idPrefix);
  return made ? Number(id.slice(idPrefix.length, idPrefix.length + digits)) : undefined;
};

export const generatedAthlete = (slot: Slot, filling: Filling): Athlete => {
  const { league, seed, club, team, lastTeam } = filling;
  const id = generatedId(league, club, slot.number);
  const random = randomOf(`${seed} ${id}`);
  const experience = experienceOf(league, slot, random);
  const born = bornOf(experience, random);
  const football = league.sport.slug === 'football';
  return {
    id,
    ...nameOf(slot, filling, random),
    position: slot.position,
    jersey: jerseyOf(league, slot, random),
    team,
    lastTeam,
    group: slot.group,
    status: slot.status,
    listed: slot.listed,
    injury: injuryOf(slot, random),
    // The provider does not know the age of one football player in ten, nor of any student.
    born: league.isCollege || (football && random() < 0.1) ? null : born,
    ...bodyOf(league, slot.position, random),
    hands: handsOf(league, hash(`${seed} hands of ${id}`)),
    // As one of 41 in a recorded roster.
    hasHeadshot: hash(`${seed} picture of ${id}`) % 41 !== 0,
    birthPlace: cityAt(random()),
    college: schoolOf(league, random),
    experience,
    draft: draftOf(filling, experience, random),
    salary: league.slug === 'nba' ? Math.round(around(random, 0.6, 2 + experience * 3) * 1_000_000) : null,
    origin: 'generated',
  };
};

// Students are told by their team, and ballplayers come from everywhere.
const schoolOf = ({ feeder }: LeagueFacts, random: Random): Athlete['college'] => {
  const fraction = random();
  return feeder === null ? null : collegeAt(fraction);
};

const nameOf = ({ number }: Slot, { league, seed, club }: Filling, random: Random): FullName => {
  const borrowed = borrowedName(league.slug, club, number);
  if (borrowed !== undefined) return { firstName: borrowed.firstName, lastName: borrowed.lastName };
  const shared = sharedPlace(league.slug, club, number);
  const place = (shared?.club ?? club) * PLACES + (shared?.slot ?? number);
  const name = nobodysName(league, `${seed} ${league.slug}`, place);
  const suffix = shared === undefined && random() < 0.04 ? ` ${pick(random, SUFFIXES)}` : '';
  return { firstName: name.firstName, lastName: name.lastName + suffix };
};

/** A name that no real player bears: where one does, that of a place further along the list than rosters reach. */
const nobodysName = (league: LeagueFacts, list: string, place: number): FullName => {
  const name = nameAt(list, place, isWomens(league) ? 'women' : 'men');
  return isRealName(name) ? nobodysName(league, list, place + PLACES * 200) : name;
};

const experienceOf = ({ isCollege }: LeagueFacts, { status }: Slot, random: Random): number => {
  if (isCollege) return between(random, 1, 4);
  if (status === 'practice-squad') return between(random, 0, 2);
  if (status === 'inactive') return between(random, 4, 12);
  return Math.floor(random() ** 1.5 * 13);
};

const bornOf = (experience: number, random: Random): string => {
  const year = WORLD_BEGINS - 22 - experience - between(random, 0, 1);
  const twoDigits = (value: number): string => String(value).padStart(2, '0');
  return `${year}-${twoDigits(between(random, 1, 12))}-${twoDigits(between(random, 1, 28))}`;
};

const injuryOf = ({ status }: Slot, random: Random): string | null => {
  if (status === 'day-to-day') return random() < 0.7 ? 'Injured Reserve' : 'Out';
  return status === 'active' && random() < 0.05 ? 'Questionable' : null;
};

/** Not drawn from the athlete's own chances, which would change everything that is drawn after it. */
const handsOf = ({ sport }: LeagueFacts, chance: number): Hands | null => {
  switch (sport.slug) {
    case 'baseball':
      return { bats: handOf(chance, { left: 30, both: 8 }), throws: handOf(chance >>> 8, { left: 22, both: 0 }) };
    case 'hockey':
      return { hand: handOf(chance, { left: 62, both: 0 }) };
    case 'football':
    case 'basketball':
      return null;
  }
};

const handOf = (chance: number, { left, both }: { readonly left: number; readonly both: number }): Hand => {
  const percent = chance % 100;
  if (percent < left) return 'LEFT';
  return percent < left + both ? 'BOTH' : 'RIGHT';
};

const ROUNDS: Readonly<Partial<Record<LeagueSlug, number>>> = { nfl: 7, nba: 2, mlb: 20, nhl: 7, wnba: 3 };

const draftOf = ({ league, lastTeam }: Filling, experience: number, random: Random): Athlete['draft'] => {
  const rounds = ROUNDS[league.slug];
  const debut = debutSeason(league, { experience });
  if (rounds === undefined || debut === null || experience === 0 || random() < 0.3) return null;
  return {
    year: startYearOf(league.slug, debut),
    round: between(random, 1, rounds),
    pick: between(random, 1, 30),
    team: lastTeam,
  };
};

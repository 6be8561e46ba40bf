import type { AthleteProfile, PlayerProfile, TeamProfile } from '../../lib/sports/model/index.ts';

/** A team of which the provider says nothing but its names. */
export const NO_TEAM_PROFILE: TeamProfile = {
  color: null,
  alternateColor: null,
  logo: null,
  logoDark: null,
  link: null,
};

/** Of a football player, what a card shows where the provider says nothing but what every list has. */
export const NO_CARD_PROFILE: Omit<PlayerProfile, 'injury'> = {
  headshot: null,
  link: null,
  height: null,
  weight: null,
  age: null,
  born: null,
  college: null,
  experience: null,
};

/** A football player of whom the provider says nothing but what every list has. */
export const NO_PROFILE: PlayerProfile = { ...NO_CARD_PROFILE, injury: null };

/** An athlete of whom a document says nothing but what every list has. */
export const NO_ATHLETE_PROFILE: AthleteProfile = {
  ...NO_PROFILE,
  college: null,
  bats: null,
  throws: null,
  hand: null,
  injury: undefined,
};

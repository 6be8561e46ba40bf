import { leagueOf } from '../leagues.ts';
import type { LeagueId, AthleteProfile, PlayerProfile } from '../model/index.ts';

const NO_PROFILE: AthleteProfile = {
  headshot: null,
  link: null,
  height: null,
  weight: null,
  age: null,
  born: null,
  college: null,
  experience: null,
  bats: null,
  throws: null,
  hand: null,
  injury: null,
};

/** `readAt`: when the document was read, epoch ms. */
export const profileOf = (
  league: LeagueId,
  readAt: number,
  { college, injury, ...read }: AthleteProfile = NO_PROFILE,
): PlayerProfile => ({
  headshot: read.headshot,
  link: read.link,
  height: read.height,
  weight: read.weight,
  age: read.age,
  born: read.born,
  college: college?.name ?? null,
  experience: read.experience,
  ...handsOf(league, read),
  injury: injury == null ? null : { ...injury, asOf: new Date(readAt).toISOString() },
});

const handsOf = (
  league: LeagueId,
  { bats, throws, hand }: Pick<AthleteProfile, 'bats' | 'throws' | 'hand'>,
): Pick<PlayerProfile, 'bats' | 'throws' | 'shoots'> => {
  switch (leagueOf(league).sport) {
    case 'baseball':
      return { bats, throws };
    case 'hockey':
      return { shoots: hand };
    case 'football':
    case 'basketball':
      return {};
  }
};

import named from './data/namesakes.json' with { type: 'json' };
import type { LeagueSlug } from './model.ts';
import type { FullName } from './names.ts';

/** A place in the world that a made-up athlete fills: which club, which slot of its roster. */
interface Place {
  readonly club: number;
  readonly slot: number;
}

// Made-up athletes who are named after another one, as in every real league: the first bears the name of the second.
// Slots as `roster-slots.ts` counts them; two of a pair may play at one position, or for one club.
const PAIRS: Readonly<Partial<Record<LeagueSlug, readonly (readonly [Place, Place])[]>>> = {
  nfl: [
    [
      { club: 1, slot: 6 },
      { club: 20, slot: 6 },
    ],
    [
      { club: 5, slot: 2 },
      { club: 29, slot: 33 },
    ],
    [
      { club: 13, slot: 39 },
      { club: 23, slot: 45 },
    ],
    [
      { club: 30, slot: 24 },
      { club: 30, slot: 33 },
    ],
    [
      { club: 8, slot: 7 },
      { club: 17, slot: 39 },
    ],
  ],
  nba: [
    [
      { club: 0, slot: 0 },
      { club: 23, slot: 0 },
    ],
    [
      { club: 4, slot: 1 },
      { club: 8, slot: 4 },
    ],
    [
      { club: 25, slot: 2 },
      { club: 27, slot: 3 },
    ],
  ],
};

/** The place whose name the athlete at this one bears; undefined for nearly all. */
export const sharedPlace = (league: LeagueSlug, club: number, slot: number): Place | undefined =>
  PAIRS[league]?.find(([bearer]) => bearer.club === club && bearer.slot === slot)?.[1];

/** Made-up athletes who have a real athlete's name, in the same league or another. */
export const borrowedName = (league: LeagueSlug, club: number, slot: number): FullName | undefined =>
  named.athletes.find((each) => each.league === league && each.club === club && each.slot === slot);

import type { LeagueSlug } from '../model.ts';
import type { Day } from './days.ts';
import { dayOf, onOrAfter, timeOn } from './days.ts';

/** 1 before the season, 2 regular, 3 after it, 4 nobody plays, 5 the NBA's play-in. */
export type PhaseType = 1 | 2 | 3 | 4 | 5;

export interface Phase {
  readonly type: PhaseType;
  /** Epoch milliseconds. */
  readonly start: number;
  /** The last minute of it begins here: the provider leaves a minute's hole before the next. */
  readonly end: number;
}

/** The days on which a season's parts begin. Games are played up to the day before `regularEnd` and `postEnd`. */
export interface SeasonDays {
  readonly pre: Day;
  readonly regular: Day;
  readonly regularEnd: Day;
  readonly playIn?: Day;
  readonly post: Day;
  readonly postEnd: Day;
  /** The regular season's first game, where the provider's interval begins earlier. */
  readonly opening?: Day;
  /** Some intervals go on after the next has begun. */
  readonly preEnd?: Day;
}

const THURSDAY = 4;
const SATURDAY = 6;
const laborDay = (year: number): Day => onOrAfter(dayOf(year, 9, 1), 1);

/** The college game's final, a Monday for men and the Sunday before for women, ends three weeks of play-offs. */
const collegeBasketball = (year: number, final: Day): SeasonDays => ({
  pre: dayOf(year - 1, 10, 15),
  regular: onOrAfter(dayOf(year - 1, 11, 1), 1),
  regularEnd: final - 20,
  post: final - 20,
  postEnd: final + 2,
});

// Rules, checked against the announced dates of 2024 to 2026: off by a week where a league did not follow its own.
const RULES: Readonly<Record<LeagueSlug, (year: number) => SeasonDays>> = {
  nfl: (year) => {
    const kickoff = laborDay(year) + 3;
    return {
      pre: dayOf(year, 7, 31),
      regular: kickoff,
      regularEnd: kickoff + 126,
      // The last day of the eighteenth week belongs to both.
      post: kickoff + 125,
      postEnd: kickoff + 163,
    };
  },
  nba: (year) => {
    const regularEnd = onOrAfter(dayOf(year, 4, 8), 0) + 1;
    return {
      pre: dayOf(year - 1, 9, 24),
      regular: onOrAfter(dayOf(year - 1, 10, 20), 2),
      regularEnd,
      playIn: regularEnd,
      post: regularEnd + 5,
      postEnd: regularEnd + 75,
    };
  },
  mlb: (year) => {
    const opening = onOrAfter(dayOf(year, 3, 25), THURSDAY);
    const regularEnd = onOrAfter(dayOf(year, 9, 24), 0) + 2;
    // The interval begins with games abroad, eight days before spring training's ends.
    return {
      pre: dayOf(year, 2, 15),
      regular: opening - 8,
      preEnd: opening,
      opening,
      regularEnd,
      post: regularEnd,
      postEnd: regularEnd + 40,
    };
  },
  nhl: (year) => {
    // From the season of 2027 on it opens in September.
    const opening = year >= 2027 ? onOrAfter(dayOf(year - 1, 9, 24), 2) : onOrAfter(dayOf(year - 1, 10, 4), 2);
    const regularEnd = onOrAfter(dayOf(year, 4, 15), THURSDAY) + 1;
    return {
      pre: dayOf(year - 1, 9, 21),
      regular: opening,
      regularEnd,
      post: regularEnd,
      postEnd: dayOf(year, 7, 1),
    };
  },
  wnba: (year) => {
    const opening = onOrAfter(dayOf(year, 5, 15), 5);
    return {
      pre: dayOf(year, 4, 14),
      regular: opening - 1,
      opening,
      regularEnd: opening + 119,
      post: opening + 119,
      postEnd: opening + 157,
    };
  },
  'college-football': (year) => {
    const first = onOrAfter(dayOf(year, 8, 25), SATURDAY) - 7;
    return {
      pre: dayOf(year, 8, 1),
      regular: first,
      // The Thursday before the first full Saturday; the one before that has a handful of games, here none.
      opening: first + 5,
      regularEnd: first + 113,
      post: first + 112,
      postEnd: first + 151,
    };
  },
  'mens-college-basketball': (year) => collegeBasketball(year, onOrAfter(dayOf(year, 4, 1), 1)),
  'womens-college-basketball': (year) => collegeBasketball(year, onOrAfter(dayOf(year, 4, 1), 1) - 1),
};

export const seasonDays = (league: LeagueSlug, year: number): SeasonDays => RULES[league](year);

const pacific = (day: Day): number => timeOn(day, 0, 'America/Los_Angeles');
const MINUTE = 60_000;

/** In the provider's order: by time, the play-in last. The off season goes on until the next year's first day. */
export const phasesOf = (league: LeagueSlug, year: number): readonly Phase[] => {
  const days = seasonDays(league, year);
  const phase = (type: PhaseType, start: Day, end: Day): Phase => ({
    type,
    start: pacific(start),
    end: pacific(end) - MINUTE,
  });
  return [
    phase(1, days.pre, days.preEnd ?? days.regular),
    phase(2, days.regular, days.regularEnd),
    phase(3, days.post, days.postEnd),
    phase(4, days.postEnd, seasonDays(league, year + 1).pre),
    ...(days.playIn === undefined ? [] : [phase(5, days.playIn, days.post)]),
  ];
};

/** The season that has begun last. */
export const seasonYearOf = (league: LeagueSlug, now: number): number => {
  const guess = new Date(now).getUTCFullYear() + 1;
  const year = [guess, guess - 1, guess - 2].find((each) => pacific(seasonDays(league, each).pre) <= now);
  return year ?? guess - 2;
};

/** The latest to begin of those that hold the moment; in a hole, the one that is over last. */
export const phaseAt = (league: LeagueSlug, now: number): Phase & { readonly year: number } => {
  const year = seasonYearOf(league, now);
  const begun = phasesOf(league, year).filter(({ start }) => start <= now);
  const holding = begun.filter(({ end }) => now < end + MINUTE);
  const latest = (holding.length > 0 ? holding : begun).reduce<Phase | undefined>(
    (last, each) => (last === undefined || each.start > last.start ? each : last),
    undefined,
  );
  // Before its first day a season is not the one that has begun last.
  if (latest === undefined) throw new Error(`The ${year} season of ${league} has no phases`);
  return { ...latest, year };
};

import type { LeagueSlug } from '../model.ts';

/** One round of the play-offs. */
export interface Round {
  /** Days after the post-season's first. */
  readonly from: number;
  readonly bestOf: number;
  /** Days from one game of a series to the next. */
  readonly every: number;
  /** Over so many days the series begin. */
  readonly spread: number;
}

/** How a league plays: its season, its days and its game. */
export interface Format {
  /** Weeks, for football: Thursday to Wednesday. */
  readonly weeks?: number;
  /** When games begin, in minutes after midnight, Eastern. */
  readonly starts: readonly [number, ...number[]];
  readonly weekendStarts?: readonly [number, ...number[]];
  readonly periods: {
    readonly count: number;
    /** 0: no clock. */
    readonly minutes: number;
    readonly name: string;
    /** How long the longest pause is, in periods. */
    readonly pause: number;
    readonly halftime: boolean;
  };
  /** Minutes from first to last. */
  readonly lasts: number;
  /** How often a team scores, at least and at most, and what it gets for it. */
  readonly scores: readonly [low: number, high: number];
  readonly points: readonly [number, ...number[]];
  readonly playoffs: { readonly teams: number; readonly rounds: readonly Round[] };
}

const at = (hours: number, minutes = 0): number => hours * 60 + minutes;
const series = (bestOf: number, from: readonly number[], every = 2): readonly Round[] =>
  from.map((start) => ({ from: start, bestOf, every, spread: 2 }));
const single = (from: number, spread = 1): Round => ({ from, bestOf: 1, every: 1, spread });

const QUARTERS = { count: 4, name: 'Quarter', pause: 0.4, halftime: true };
const FOOTBALL = {
  periods: { ...QUARTERS, minutes: 15 },
  lasts: 190,
  scores: [2, 7],
  points: [7, 7, 3, 7, 3, 6, 8, 2],
} as const;
const BASKETS = [2, 2, 3, 2, 1, 3, 2] as const;

const MARCH = [single(2, 2), single(4, 2), single(9, 2), single(11, 2), single(18), single(20)];

const COLLEGE_BASKETBALL: Omit<Format, 'periods' | 'scores'> = {
  starts: [at(18), at(18, 30), at(19), at(20), at(21)],
  weekendStarts: [at(12), at(14), at(16), at(18), at(20)],
  lasts: 125,
  points: BASKETS,
  playoffs: { teams: 64, rounds: MARCH },
};

export const FORMATS: Readonly<Record<LeagueSlug, Format>> = {
  nfl: {
    ...FOOTBALL,
    weeks: 18,
    // Of the play-offs: before them a week has its own plan.
    starts: [at(16, 30), at(20, 15)],
    playoffs: { teams: 14, rounds: [single(3, 3), single(10, 2), single(18), single(32)] },
  },
  'college-football': {
    ...FOOTBALL,
    weeks: 14,
    starts: [at(12), at(15, 30), at(19), at(22, 30)],
    playoffs: { teams: 12, rounds: [single(6, 2), single(18, 2), single(26, 2), single(37)] },
  },
  nba: {
    starts: [at(19), at(19, 30), at(20), at(22), at(22, 30)],
    weekendStarts: [at(15, 30), at(18), at(19), at(20, 30)],
    periods: { ...QUARTERS, minutes: 12 },
    lasts: 140,
    scores: [42, 58],
    points: BASKETS,
    playoffs: { teams: 16, rounds: series(7, [0, 16, 32, 48]) },
  },
  wnba: {
    starts: [at(19), at(20), at(22)],
    weekendStarts: [at(13), at(15), at(18)],
    periods: { ...QUARTERS, minutes: 10 },
    lasts: 125,
    scores: [32, 45],
    points: BASKETS,
    playoffs: { teams: 8, rounds: [...series(3, [2]), ...series(5, [9]), ...series(7, [21])] },
  },
  'mens-college-basketball': {
    ...COLLEGE_BASKETBALL,
    periods: { ...QUARTERS, count: 2, minutes: 20, name: 'Half', pause: 0.3 },
    scores: [27, 42],
  },
  'womens-college-basketball': {
    ...COLLEGE_BASKETBALL,
    periods: { ...QUARTERS, minutes: 10 },
    scores: [23, 39],
  },
  mlb: {
    starts: [at(13, 10), at(18, 40), at(19, 5), at(19, 10), at(20, 10), at(21, 40)],
    weekendStarts: [at(13, 35), at(14, 10), at(16, 5), at(19, 15)],
    periods: { count: 9, minutes: 0, name: 'Inning', pause: 0, halftime: false },
    lasts: 165,
    scores: [0, 8],
    points: [1],
    playoffs: { teams: 12, rounds: [...series(3, [0], 1), ...series(5, [4], 1), ...series(7, [12, 23], 1)] },
  },
  nhl: {
    starts: [at(19), at(19, 30), at(20), at(21), at(22)],
    weekendStarts: [at(13), at(15), at(19)],
    periods: { count: 3, minutes: 20, name: 'Period', pause: 0.35, halftime: false },
    lasts: 155,
    scores: [0, 6],
    points: [1],
    playoffs: { teams: 16, rounds: series(7, [2, 17, 32, 47]) },
  },
};

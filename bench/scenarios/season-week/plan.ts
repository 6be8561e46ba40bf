import { SEASON } from './season.ts';

export const WEEK = {
  ...SEASON,
  // Wednesday to Tuesday: the NFL's Thursday, Sunday and Monday games, and the day of its trade deadline.
  from: Date.UTC(2026, 10, 4),
  days: 7,
  questions: 5000,
  trades: 20,
  tradesFrom: Date.UTC(2026, 10, 10, 13),
  deadline: Date.UTC(2026, 10, 10, 21),
} as const;

export type WeekPlan = { readonly [K in keyof typeof WEEK]: number };

/** Its Sunday and Monday alone: all the games that something comes in the way of, and no trades. */
export const GAME_DAYS: WeekPlan = { ...WEEK, from: Date.UTC(2026, 10, 8, 12), days: 1.75, questions: 1200, trades: 0 };

/** Something that is done at a moment. */
export interface Step {
  readonly at: number;
  readonly run: () => Promise<void>;
}

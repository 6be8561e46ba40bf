import type { LeagueSlug } from '../model.ts';
import { seasonDays, seasonYearOf } from './calendars.ts';
import type { Day } from './days.ts';
import { easternDay, onOrAfter, timeOn } from './days.ts';
import { FORMATS } from './formats.ts';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

// A day's last games end after midnight, and its scores stay for the morning: between 11 and noon, as users report, the
// day turns. Football's week turns so on Wednesday.
const TURN = 11 * 3_600_000;
const THURSDAY = 4;

/**
 * What a scoreboard shows to whoever names no day: today, or in football the week from Thursday; outside a season's
 * games, those with which the next one opens. `turnedAt`: when it was last made to turn before its time.
 */
export const currentDays = (league: LeagueSlug, now: number, turnedAt = -Infinity): Days => {
  const isWeekly = FORMATS[league].weeks !== undefined;
  const today = easternDay(now - TURN);
  const own = isWeekly ? onOrAfter(today - 5, THURSDAY) : today;
  // Since its last turn it was made to turn once more.
  const isAhead = turnedAt <= now && turnedAt >= timeOn(isWeekly ? own - 1 : own, TURN / 60_000);
  const first = own + (isAhead ? (isWeekly ? 7 : 1) : 0);
  const year = seasonYearOf(league, now);
  const opening = [year, year + 1].map((each) => openingOf(league, each));
  const isOver = Math.max(today, first) >= seasonDays(league, year).postEnd;
  const from = isOver ? (opening[1] ?? first) : Math.max(first, opening[0] ?? first);
  return { from, to: isWeekly ? from + 6 : from };
};

const openingOf = (league: LeagueSlug, year: number): Day => {
  const { opening, regular } = seasonDays(league, year);
  return opening ?? regular;
};

import type { LeagueSlug } from '../model.ts';
import { seasonDays, seasonYearOf } from './calendars.ts';
import type { Day } from './days.ts';
import { easternDay, onOrAfter } from './days.ts';
import { FORMATS } from './formats.ts';

interface Days {
  readonly from: Day;
  readonly to: Day;
}

// A day's last games end after midnight: its scoreboard stays until the morning.
const MORNING = 6 * 3_600_000;
const THURSDAY = 4;

/**
 * What a scoreboard shows to whoever names no day: today, or in football the week from Thursday; outside a season's
 * games, those with which the next one opens.
 */
export const currentDays = (league: LeagueSlug, now: number): Days => {
  const today = easternDay(now - MORNING);
  const first = FORMATS[league].weeks === undefined ? today : onOrAfter(today - 6, THURSDAY);
  const year = seasonYearOf(league, now);
  const opening = [year, year + 1].map((each) => openingOf(league, each));
  const isOver = today >= seasonDays(league, year).postEnd;
  const from = isOver ? (opening[1] ?? first) : Math.max(first, opening[0] ?? first);
  return { from, to: FORMATS[league].weeks === undefined ? from : from + 6 };
};

const openingOf = (league: LeagueSlug, year: number): Day => {
  const { opening, regular } = seasonDays(league, year);
  return opening ?? regular;
};

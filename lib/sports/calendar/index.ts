/**
 * The leagues' years by the calendar alone: season years, and the windows in which players change teams. The rules of
 * season-phase.ts are loaded on demand and named by their file: through this list they would join every cold start.
 */
export { createCalendar, type Boundary, type Calendar, type CalendarOptions } from './calendar.ts';
export { easternDay } from './eastern-time.ts';
export { currentSeason, isFinished, isSeasonYoungerThan, seasonLabel } from './season-year.ts';
export { TABLE_VERSION } from './window-table.ts';
export type { Interval, Window, WindowOverride } from './window.ts';

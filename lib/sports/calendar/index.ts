export type { Boundary, Calendar, CalendarOptions } from './calendar.ts';
export { createCalendar } from './calendar.ts';
export { TABLE_VERSION } from './window-table.ts';
export type { Certainty, Interval, Pace, Window, WindowKind, WindowOverride } from './window.ts';

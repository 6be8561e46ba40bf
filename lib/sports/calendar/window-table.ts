import type { LeagueId, Certainty, WindowKind } from '../model/index.ts';

/** When the rows below were last compared with their sources. */
export const TABLE_VERSION = '2026-11-22';

/** `when`: a moment, `first day/last day`, or null where the rule is known to be wrong and the date is not known. */
export type TableRow = readonly [season: number, when: string | null, Certainty, source?: string];

/** The source that a certainty stands for, where a row does not name its own. */
export const SOURCES: Readonly<Record<Certainty, string>> = {
  A: 'announcement or dated report',
  'A-': 'one dated report',
  B: 'public record, not looked up again',
  C: 'rule',
};

/** Eastern time. Seasons that are not listed follow their rule (window-rules.ts); configuration replaces either. */
export const TABLE: Readonly<Partial<Record<LeagueId, Readonly<Partial<Record<WindowKind, readonly TableRow[]>>>>>> = {
  nfl: {
    'trade-deadline': [
      [2024, '2024-11-05T16:00', 'B'],
      [2025, '2025-11-04T16:00', 'A'],
      [2026, '2026-11-10T16:00', 'A', 'one dated report, and the rule'],
    ],
    'free-agency': [
      [2024, '2024-03-13T16:00', 'B'],
      [2025, '2025-03-12T16:00', 'B'],
      [2026, '2026-03-11T16:00', 'A'],
    ],
    draft: [
      [2024, '2024-04-25/2024-04-27', 'B'],
      [2025, '2025-04-24/2025-04-26', 'B'],
      [2026, '2026-04-23/2026-04-25', 'B'],
    ],
  },
  nba: {
    'trade-deadline': [
      [2024, '2024-02-08T15:00', 'B'],
      [2025, '2025-02-06T15:00', 'B'],
      [2026, '2026-02-05T15:00', 'A', 'dated report of the day, the hour by the rule'],
      [2027, '2027-02-11T15:00', 'A-', "a report of the league's key dates, and the rule"],
    ],
    'free-agency': [
      [2024, '2024-06-30T18:00', 'B'],
      [2025, '2025-06-30T18:00', 'B'],
    ],
    draft: [
      [2024, '2024-06-26/2024-06-27', 'B'],
      [2025, '2025-06-25/2025-06-26', 'B'],
    ],
  },
  mlb: {
    'trade-deadline': [
      [2024, '2024-07-30T18:00', 'B'],
      [2025, '2025-07-31T18:00', 'B'],
      [2026, '2026-08-03T18:00', 'A-'],
    ],
    'free-agency': [
      [2024, '2024-11-04T17:00', 'B', 'five days after the World Series of 30 October'],
      [2025, '2025-11-06T17:00', 'B', 'five days after the World Series of 1 November'],
    ],
  },
  nhl: {
    'trade-deadline': [
      [2024, '2024-03-08T15:00', 'A'],
      [2025, '2025-03-07T15:00', 'B'],
      [2026, '2026-03-06T15:00', 'B'],
      [2027, '2027-03-05T15:00', 'A-'],
    ],
    'free-agency': [
      [2024, '2024-07-01T12:00', 'B'],
      [2025, '2025-07-01T12:00', 'B'],
      [2026, '2026-07-01T12:00', 'A'],
    ],
    moratorium: [
      [2026, '2025-12-20/2025-12-27', 'B', 'holiday roster freeze'],
      [2026, '2026-02-04/2026-02-22', 'B', 'Olympic roster freeze'],
    ],
  },
  wnba: {
    'trade-deadline': [
      [2024, '2024-08-20T15:00', 'B'],
      [2025, '2025-08-07T15:00', 'A'],
      [2026, '2026-08-02T15:00', 'A-'],
    ],
    'free-agency': [
      [2024, '2024-02-01', 'B'],
      [2025, '2025-02-01', 'B'],
      // Put off by the dispute over the players' contract; when it opened is not known.
      [2026, null, 'A'],
    ],
    draft: [
      [2024, '2024-04-15/2024-04-15', 'B'],
      [2025, '2025-04-14/2025-04-14', 'B'],
      [2026, '2026-04-13/2026-04-13', 'A'],
    ],
  },
};

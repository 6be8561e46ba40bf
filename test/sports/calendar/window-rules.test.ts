import { describe, expect, it } from 'vitest';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import { RULES } from '../../../lib/sports/calendar/window-rules.ts';
import { TABLE } from '../../../lib/sports/calendar/window-table.ts';
import { WINDOW_KINDS } from '../../../lib/sports/calendar/window.ts';
import { parseWallEnd, parseWallTime } from '../../../lib/sports/calendar/eastern-time.ts';

const ROWS = LEAGUES.flatMap(({ id: league }) =>
  WINDOW_KINDS.flatMap((kind) =>
    (TABLE[league]?.[kind] ?? []).map(([season, when]) => ({ league, kind, season, when })),
  ),
);
type Row = (typeof ROWS)[number];

const nameOf = ({ league, kind, season }: Row): string => `${league} ${kind} ${season}`;

const followsItsRule = ({ league, kind, season, when }: Row): boolean => {
  const rule = RULES[league][kind];
  const [start = '', end] = (when ?? '').split('/');
  const days = rule?.days?.(season);
  // A date within the days that the rule allows follows it, too.
  if (end === undefined && days !== undefined)
    return parseWallTime(start) >= days.start && parseWallTime(start) < days.end;
  if (end === undefined) return rule?.at?.(season) === parseWallTime(start);
  return days?.start === parseWallTime(start) && days.end === parseWallEnd(end);
};

describe('the rules', () => {
  it('agree with the table, except where no rule can know the date', () => {
    expect(ROWS.filter((row) => !followsItsRule(row)).map(nameOf)).toEqual([
      // The World Series of 2024 ended a day early, that of 2025 a day late.
      'mlb free-agency 2024',
      'mlb free-agency 2025',
      // The Olympic games.
      'nhl moratorium 2026',
      // The date is not known.
      'wnba free-agency 2026',
    ]);
  });

  it('hold for every deadline and market opening that was looked up', () => {
    const checked = ROWS.filter(followsItsRule).map(nameOf);
    expect(checked).toEqual(
      expect.arrayContaining([
        ...[2024, 2025, 2026].map((season) => `nfl trade-deadline ${season}`),
        ...[2024, 2025, 2026].map((season) => `nfl free-agency ${season}`),
        ...[2024, 2025, 2026, 2027].map((season) => `nba trade-deadline ${season}`),
        ...[2024, 2025, 2026, 2027].map((season) => `nhl trade-deadline ${season}`),
      ]),
    );
  });

  it('know that the NFL moved its deadline in 2024', () => {
    expect(RULES.nfl['trade-deadline']?.at?.(2023)).toBe(parseWallTime('2023-10-31T16:00'));
  });
});

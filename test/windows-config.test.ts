import { describe, expect, it } from 'vitest';
import { ConfigError, ENV, readConfig } from '../lib/config.ts';
import { createCalendar } from '../lib/sports/calendar/index.ts';
import { parseWindows } from '../lib/windows-config.ts';

const deadline = { league: 'nfl', kind: 'trade-deadline', season: 2026, at: '2026-11-10T16:00' };
const freeze = { league: 'mlb', kind: 'moratorium', season: 2027, start: '2026-12-02', end: '2027-02-28' };

const faultsOf = (...rows: readonly unknown[]): readonly string[] => {
  const parsed = parseWindows(JSON.stringify(rows));
  return parsed.kind === 'faults' ? parsed.faults : [];
};

describe('WINDOWS', () => {
  it('is a list of rows', () => {
    const rows = [
      deadline,
      freeze,
      { league: 'wnba', kind: 'draft', season: 2027, remove: true },
      { ...freeze, hot: ['2026-12-02', '2026-12-03T12:00'], certainty: 'A-', source: 'mlb.com' },
    ];
    expect(parseWindows(JSON.stringify(rows))).toEqual({ kind: 'rows', rows });
    expect(parseWindows('[]')).toEqual({ kind: 'rows', rows: [] });
  });

  it("takes the provider's names of leagues", () => {
    const row = { ...freeze, league: 'College-Football', kind: 'portal' };
    expect(parseWindows(JSON.stringify([row]))).toMatchObject({ rows: [{ league: 'cfb' }] });
  });

  it.each([
    ['', 'must be a JSON list of rows'],
    ['{"league":"nfl"}', 'must be a JSON list of rows'],
    ['[{]', 'must be a JSON list of rows'],
    [`[${'{},'.repeat(100)}{}]`, 'must have 100 rows at most'],
  ])('of %j is none', (text, fault) => {
    expect(parseWindows(text)).toEqual({ kind: 'faults', faults: [fault] });
  });

  it.each([
    [7, 'row 1: must be an object'],
    [{ ...deadline, league: 'xfl' }, 'row 1: league is no league'],
    [{ ...deadline, league: undefined }, 'row 1: league is missing'],
    [
      { ...deadline, kind: 'trade' },
      'row 1: kind must be one of trade-deadline, free-agency, draft, portal, moratorium',
    ],
    [{ ...deadline, season: '2026' }, 'row 1: season must be a year'],
    [{ ...deadline, season: 26 }, 'row 1: season must be 2000 or later'],
    [{ ...deadline, at: '10 Nov' }, 'row 1: at must be an Eastern time like 2026-11-10T16:00, or a day'],
    [{ ...deadline, at: '2026-11-10T21:00Z' }, 'row 1: at must be an Eastern time like 2026-11-10T16:00, or a day'],
    [{ ...deadline, at: '2026-11-31' }, 'row 1: at must be an Eastern time like 2026-11-10T16:00, or a day'],
    [{ ...deadline, when: '2026-11-10' }, 'row 1: when is no field of a row'],
    [{ ...deadline, remove: false }, 'row 1: remove must be true'],
    [{ ...deadline, remove: true }, 'row 1: remove stands alone, without times'],
    [{ ...deadline, at: undefined }, 'row 1: at is missing, or start and end'],
    [{ ...deadline, start: '2026-11-09' }, 'row 1: start and end go together'],
    [{ ...deadline, at: '2029-11-10' }, 'row 1: at is more than a year from the season'],
    [{ ...deadline, hot: ['2026-11-10'] }, 'row 1: hot.1 must be a time'],
    [{ ...deadline, hot: ['2026-11-10T20:00', '2026-11-10T12:00'] }, 'row 1: hot ends before it starts'],
    [{ ...freeze, start: undefined, end: undefined, at: '2026-12-02' }, 'row 1: a moratorium needs start and end'],
    [{ ...freeze, end: '2026-12-01' }, 'row 1: end is before start'],
    [{ ...freeze, end: '2027-12-31' }, 'row 1: it lasts more than 366 days'],
    [{ ...deadline, certainty: 'D' }, 'row 1: certainty must be one of A, A-, B, C'],
  ])('%j: %s', (row, fault) => {
    expect(faultsOf(row)).toEqual([fault]);
  });

  it('names every row that is wrong, and every field', () => {
    expect(
      faultsOf(deadline, { ...freeze, end: '2026-12-01' }, freeze, { ...deadline, league: 'x', season: 'y' }),
    ).toEqual(['row 2: end is before start', 'row 4: league is no league', 'row 4: season must be a year']);
  });

  it('has room for twenty rows in the 4 KB of a function, and as much again for the rest', () => {
    const rows = Array.from({ length: 10 }, () => [deadline, freeze]).flat();
    expect(Buffer.byteLength(JSON.stringify(rows))).toBeLessThan(2000);
  });
});

describe('the configuration', () => {
  it('has no rows unless they are set', () => {
    expect(readConfig({}).windows).toEqual([]);
  });

  it('hands them to the calendar', () => {
    const { windows } = readConfig(
      { [ENV.windows]: JSON.stringify([{ ...deadline, at: '2026-11-17T16:00' }]) },
      parseWindows,
    );
    const now = Date.parse('2026-11-17T20:00Z');
    expect(createCalendar({ overrides: windows }).isHot('nfl', now)).toBe(true);
    expect(createCalendar().isHot('nfl', now)).toBe(false);
  });

  it('says which rows are wrong, beside everything else that is', () => {
    const env = {
      [ENV.windows]: JSON.stringify([deadline, { ...deadline, league: 'x' }, { ...freeze, end: '2026-12-01' }]),
      [ENV.tableName]: 'a b',
    };
    expect(() => readConfig(env)).toThrow(ConfigError);
    expect(() => readConfig(env)).toThrow('WINDOWS cannot be read here');
    expect(() => readConfig(env, parseWindows)).toThrow(
      'WINDOWS row 2: league is no league; WINDOWS row 3: end is before start',
    );
    expect(() => readConfig(env)).toThrow(ENV.tableName);
  });
});

import { describe, expect, it } from 'vitest';
import { leagues } from '../../../functions/api/routes/leagues.ts';
import { createCalendar, type WindowOverride } from '../../../lib/sports/calendar/index.ts';
import { LEAGUES } from '../../../lib/sports/leagues.ts';
import { ESPN_FACTS } from '../../../lib/upstreams/espn/facts.ts';
import { replyContext } from '../../support/reply-context.ts';
import type { SeasonState } from '../../../lib/sports/lookup/season-state.ts';

const state: SeasonState = { season: 2026, type: 'regular', phase: 'regular', source: 'calendar' };
const seasons = { state: () => Promise.resolve(state), current: () => Promise.resolve(state.season) };

const ask = async (now: string, overrides: readonly WindowOverride[] = []): Promise<ReadonlyMap<string, unknown>> => {
  const { statusCode, body } = await leagues(
    { seasons, calendar: createCalendar({ overrides }), leagues: LEAGUES.map(({ id }) => id), upstream: ESPN_FACTS },
    { routeKey: 'GET /v1/leagues', headers: {}, isBase64Encoded: false },
    replyContext({ now: () => Date.parse(now) }),
  );
  expect(statusCode).toBe(200);
  const { leagues: rows, calendar } = JSON.parse(body) as {
    leagues: readonly { readonly id: string }[];
    calendar: unknown;
  };
  expect(calendar).toEqual({ version: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) as string });
  return new Map(rows.map((row) => [row.id, row]));
};

describe('the leagues', () => {
  it('say where they stand, and what comes next', async () => {
    const rows = await ask('2026-11-10T18:00Z');
    expect([...rows.keys()]).toEqual(['nfl', 'nba', 'mlb', 'nhl', 'wnba', 'cfb', 'mbb', 'wbb']);
    expect(rows.get('nfl')).toEqual({
      id: 'nfl',
      name: 'National Football League',
      sport: 'football',
      slug: 'nfl',
      season: { year: 2026, type: 'regular', label: '2026', source: 'calendar' },
      phase: 'regular',
      window: {
        kind: 'trade-deadline',
        season: 2026,
        start: '2026-11-08T21:00:00.000Z',
        end: '2026-11-12T21:00:00.000Z',
        at: '2026-11-10T21:00:00.000Z',
        hot: { start: '2026-11-10T17:00:00.000Z', end: '2026-11-10T23:00:00.000Z' },
        pace: 'brisk',
        certainty: 'A',
        source: 'one dated report, and the rule',
      },
      nextWindow: {
        kind: 'free-agency',
        season: 2027,
        start: '2027-03-15T16:00:00.000Z',
        end: '2027-03-22T16:00:00.000Z',
        at: '2027-03-17T20:00:00.000Z',
        hot: null,
        pace: 'brisk',
        certainty: 'C',
        source: 'rule: 31 days after the Super Bowl, 16:00',
      },
      offers: { games: true, team: true, leaders: true, moves: true },
    });
    expect(rows.get('nba')).toMatchObject({ offers: { games: false, team: true, leaders: true } });
    expect(rows.get('nba')).toMatchObject({ season: { label: '2025-26' }, window: null });
  });

  it('show what was configured', async () => {
    const lockout = {
      league: 'mlb',
      kind: 'moratorium',
      season: 2027,
      start: '2026-12-02',
      end: '2027-02-28',
    } as const;
    const rows = await ask('2027-01-10T12:00Z', [lockout]);
    expect(rows.get('mlb')).toMatchObject({ window: { kind: 'moratorium', source: 'configuration' } });
  });
});

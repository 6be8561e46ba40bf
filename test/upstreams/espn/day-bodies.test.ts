import { describe, expect, it } from 'vitest';
import type { LeagueId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { syntheticBodies } from '../../support/recorded.ts';

const bodies = syntheticBodies('espn');
const espnWith = (body: string) => espnAnswering(bodies.text(body)).espn;

describe('ESPN days, seasons and moves, from the synthetic bodies', () => {
  const side = (id: string, abbreviation: string, home: boolean, score: number | null) => ({
    id,
    abbreviation,
    home,
    score,
  });

  const venue = { name: 'Herons Field', city: 'Harborview' };

  it.each([
    [
      'nfl',
      'scoreboard-nfl-post',
      [
        {
          id: '501671854',
          date: '2031-12-14T18:00:00.000Z',
          timeValid: true,
          state: 'post',
          status: 'final',
          detail: 'Final',
          period: 5,
          clock: '0:00',
          teams: [side('7', 'HVH', true, 30), side('34', 'LKM', false, 24)],
          venue,
          broadcast: 'HRB',
        },
        {
          id: '501671855',
          date: '2031-12-15T01:20:00.000Z',
          timeValid: true,
          state: 'postponed',
          status: 'postponed',
          detail: 'Postponed',
          period: null,
          clock: null,
          teams: [side('34', 'LKM', true, null), side('7', 'HVH', false, null)],
          venue,
          broadcast: null,
        },
      ],
    ],
    [
      'nba',
      'scoreboard-nba-live',
      [
        {
          id: '501700001',
          date: '2030-12-01T23:00:00.000Z',
          timeValid: true,
          state: 'in',
          status: 'in-progress',
          detail: 'In Progress',
          period: 3,
          clock: '7:12',
          teams: [side('21', 'CBC', true, 61), side('14', 'JUN', false, 58)],
          venue,
          broadcast: null,
        },
        {
          id: '501700002',
          date: '2030-12-02T00:30:00.000Z',
          timeValid: true,
          state: 'post',
          status: 'final',
          detail: 'Final',
          period: 4,
          clock: '0.0',
          teams: [side('3', 'SRS', true, 92), side('21', 'CBC', false, 100)],
          venue,
          broadcast: null,
        },
        // One side is not decided yet.
        {
          id: '501700003',
          date: '2030-12-02T03:00:00.000Z',
          timeValid: true,
          state: 'pre',
          status: 'scheduled',
          detail: 'Scheduled',
          period: null,
          clock: null,
          // The abbreviation is missing, and the team is not.
          teams: [side('14', 'JUN', true, null), side('3', '', false, null)],
          venue,
          broadcast: null,
        },
      ],
    ],
    [
      'mlb',
      'scoreboard-mlb-pre',
      [
        {
          id: '501695826',
          date: '2031-06-05T16:15:00.000Z',
          timeValid: true,
          state: 'pre',
          status: 'scheduled',
          detail: 'Scheduled',
          period: null,
          clock: null,
          teams: [side('11', 'MFM', true, null), side('12', 'FCK', false, null)],
          venue,
          broadcast: null,
        },
      ],
    ],
  ] as const)('%s %s', async (league, body, games) => {
    expect(await espnWith(body).scoreboard(league, undefined, anyCall)).toEqual({ games });
  });

  const phase = (name: string, start: string, end: string) => ({
    phase: name,
    start: Date.parse(start),
    end: Date.parse(end),
  });
  it.each([
    [
      'nfl',
      [
        phase('preseason', '2031-07-31T07:00Z', '2031-09-04T06:59Z'),
        phase('regular', '2031-09-04T07:00Z', '2032-01-08T07:59Z'),
        phase('postseason', '2032-01-07T08:00Z', '2032-02-12T07:59Z'),
        phase('off-season', '2032-02-12T08:00Z', '2032-07-29T06:59Z'),
      ],
    ],
    [
      'nba',
      [
        phase('preseason', '2030-10-01T07:00Z', '2030-10-22T06:59Z'),
        phase('regular', '2030-10-22T07:00Z', '2031-04-14T06:59Z'),
        phase('postseason', '2031-04-19T07:00Z', '2031-06-26T06:59Z'),
        phase('off-season', '2031-06-26T07:00Z', '2031-09-30T06:59Z'),
        phase('play-in', '2031-04-14T07:00Z', '2031-04-19T06:59Z'),
      ],
    ],
  ] as const)('the %s season of 2031', async (league: LeagueId, phases) => {
    expect(await espnWith(`season-${league}`).season(league, anyCall)).toEqual({ league, season: 2031, phases });
  });

  it('reads moves, newest first, and no more than were asked for', async () => {
    const espn = espnWith('transactions-wnba');
    const moves = [
      [Date.UTC(2031, 11, 15, 8), 'Extended general manager Perla Ashdown through 2035.', '5'],
      [Date.UTC(2031, 11, 8, 8), 'Signed F Wren Tallis to a hardship contract.', '11'],
      [Date.UTC(2031, 9, 29, 7), 'Waived G Odile Marsh.', '5'],
    ].map(([date, description, teamId]) => ({ date, description, teamId }));
    expect(await espn.transactions('wnba', 200, anyCall)).toEqual(moves);
    expect(await espn.transactions('wnba', 2, anyCall)).toEqual(moves.slice(0, 2));
  });
});

import { describe, expect, it } from 'vitest';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedJson, syntheticBodies } from '../../support/recorded.ts';

const load = (body: unknown, id = '34', status = 200) =>
  espnAnswering(body, { status }).espn.team('nfl', id as TeamId, anyCall);
const body = () => syntheticBodies('espn').json('team-nfl') as { readonly team: Readonly<Record<string, unknown>> };

describe("a team's own document", () => {
  it('tells the team, how it stands over all its games, and the game it announces', async () => {
    expect(await load(body())).toMatchObject({
      team: { id: '34', abbreviation: 'LKM', name: 'Lakemont Millers' },
      // Of all games, and not of those at home, which stand first.
      record: '9-2-1',
      standing: '1st in the Inland',
      nextGame: {
        id: '501671907',
        date: '2031-12-07T18:00:00.000Z',
        state: 'pre',
        detail: 'Sun, December 7th at 1:00 PM EST',
        venue: { name: 'Millers Field', city: 'Lakemont' },
        broadcast: 'HRB/HRB+',
        teams: [
          { id: '34', abbreviation: 'LKM', home: true, score: null },
          { id: '7', abbreviation: 'HVH', home: false, score: null },
        ],
      },
    });
  });

  it('may have neither a record nor a game', async () => {
    const { team } = body();
    const bare = { team: { ...team, record: {}, nextEvent: [], standingSummary: undefined } };
    expect(await load(bare)).toMatchObject({ record: null, standing: null, nextGame: null });
  });

  it('is malformed of another team, and where it is none', async () => {
    await expect(load(body(), '7')).rejects.toMatchObject({ code: 'malformed' });
    await expect(load({})).rejects.toMatchObject({ code: 'malformed' });
    await expect(load({ team: {} })).rejects.toMatchObject({ code: 'malformed' });
  });

  it('is none where the provider knows no such team', async () => {
    const message = 'error invoking GET: http://core.invalid/teams/34?lang=en status=400, duration=9 ms';
    expect(await load({ code: 400, message }, '34', 400)).toBeNull();
    await expect(load({ code: 400, message }, '35', 400)).rejects.toMatchObject({ code: 'failed' });
  });

  it('is asked for by its id', async () => {
    const { espn, asked } = espnAnswering(body());
    await espn.team('nfl', '34' as TeamId, anyCall);
    expect(asked).toEqual(['site/apis/site/v2/sports/football/nfl/teams/34']);
  });
});

describeRecorded('recorded documents of teams', () => {
  it.each([
    ['2022-02', '12-5'],
    ['2025-05', '15-2'],
  ])('nfl/team-12-KC-detail-%s', async (month, record) => {
    expect(await load(recordedJson(`espn/nfl/team-12-KC-detail-${month}.json`), '12')).toMatchObject({
      team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' },
      record,
      standing: '1st in AFC West',
      nextGame: null,
    });
  });
});

describeRecorded('where recorded games are played and shown', () => {
  it.each([
    ['nfl', 'nfl/scoreboard-2025-week1-all-pre', 'Lincoln Financial Field', 'Philadelphia', 'NBC/Peacock'],
    ['mlb', 'mlb/scoreboard-2025-06-05-pre', 'Truist Park', 'Atlanta', 'MLBN'],
    // Without a national channel: those at home first.
    ['nba', 'nba/scoreboard-2024-12-01-post', 'Barclays Center', 'Brooklyn', 'YES/FanDuel SN FL/NBA League Pass'],
    ['nhl', 'nhl/scoreboard-2024-06-01-post', 'Amerant Bank Arena', 'Sunrise', 'ABC/ESPN+'],
    ['mbb', 'mbb/scoreboard-acc-post', 'Cameron Indoor Stadium', 'Durham', 'ACC Network'],
  ] as const)('%s %s', async (league, file, name, city, broadcast) => {
    const { espn } = espnAnswering(recordedJson(`espn/${file}.json`));
    const { games } = await espn.scoreboard(league, undefined, anyCall);
    expect(games[0]).toMatchObject({ venue: { name, city }, broadcast });
    expect(games.every(({ detail }) => detail !== null)).toBe(true);
  });
});

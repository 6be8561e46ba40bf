import { describe, expect, it } from 'vitest';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { NO_ATHLETE_PROFILE } from '../../support/no-profile.ts';

const teamRef = 'http://sports.core.api.espn.pvt/v2/sports/football/leagues/nfl/seasons/2025/teams/12?lang=en';
const mahomes = {
  id: '3139477',
  displayName: 'Patrick Mahomes',
  position: { abbreviation: 'QB' },
  jersey: '15',
  active: true,
  status: { type: 'active' },
  team: { $ref: teamRef },
};
const load = (body: unknown, { status = 200 } = {}) =>
  espnAnswering(body, { status }).espn.player('nfl', '3139477' as PlayerId, anyCall);

describe('ESPN athlete', () => {
  it('reads the document and takes the team out of its link', async () => {
    const { espn, asked } = espnAnswering(mahomes);
    expect(await espn.player('nfl', '3139477' as PlayerId, anyCall)).toEqual({
      id: '3139477',
      name: 'Patrick Mahomes',
      teamId: '12',
      position: 'QB',
      jersey: '15',
      status: 'active',
      profile: NO_ATHLETE_PROFILE,
    });
    expect(asked).toEqual(['core/v2/sports/football/leagues/nfl/athletes/3139477']);
  });

  it.each([
    ['active', true, '12'],
    ['day-to-day', true, '12'],
    ['free-agent', true, null],
    ['retired', true, null],
    ['inactive', false, null],
    ['active', false, null],
    ['minors', false, null],
    // Not playing is not the same as not belonging.
    ['injured-reserve', false, '12'],
    ['practice-squad', false, '12'],
    ['suspended', false, '12'],
  ])('puts a player who is %s (active: %s) on team %s', async (type, active, teamId) => {
    expect((await load({ ...mahomes, active, status: { type } }))?.teamId).toBe(teamId);
  });

  it('has the years in the league where the document says them', async () => {
    expect(await load({ ...mahomes, experience: { years: 8 } })).toMatchObject({ profile: { experience: 8 } });
    const unclear = await load({ ...mahomes, experience: { years: 'many' } });
    expect(unclear).toMatchObject({ profile: { experience: null } });
  });

  it('does without a status, a team, and a position that is only a link', async () => {
    const bare = { ...mahomes, status: undefined, position: { $ref: 'http://x/positions/4' }, team: undefined };
    expect(await load(bare)).toMatchObject({ status: 'active', position: null, teamId: null });
    expect(await load({ ...bare, active: false })).toMatchObject({ status: 'inactive' });
  });

  it.each(['no instance found', 'Athlete not found.', 'No player found for id = 3139477'])(
    'is absent when a 404 says: %s',
    async (message) => {
      expect(await load({ error: { message, code: 404 } }, { status: 404 })).toBeNull();
    },
  );

  it.each([
    ['application error', { error: { message: 'application error', code: 404 } }],
    ['nothing', { code: 404 }],
    ['of another thing', { error: { message: 'No coach found for id = 100052', code: 404 } }],
    ['of the sport', { code: 404, message: 'Unable to get sport data for sport: football and league: nfl' }],
    ['Not Found', { messages: ['Not Found'], message: 'Not Found' }],
  ])('is a failure when a 404 speaks %s', async (_what, body) => {
    await expect(load(body, { status: 404 })).rejects.toMatchObject({ code: 'failed' });
  });

  it('is nobody else', async () => {
    await expect(load({ ...mahomes, id: '1' })).rejects.toMatchObject({ code: 'malformed' });
  });
});

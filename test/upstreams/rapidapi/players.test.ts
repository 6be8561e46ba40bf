import { describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall } from '../../support/fake-espn.ts';
import { rapidApiAnswering } from '../../support/fake-rapidapi.ts';
import { NO_ATHLETE_PROFILE, NO_TEAM_PROFILE } from '../../support/no-profile.ts';

const chiefs = { id: '12', abbreviation: 'KC', displayName: 'Kansas City Chiefs', seasonSummary: '2025' };
const mahomes = { id: '3139477', displayName: 'Patrick Mahomes', jersey: '15', status: { type: 'active' } };
const position = { abbreviation: 'QB' };
const noInstance = { error: { message: 'no instance found', code: 404 } };

const askRoster = (body: unknown, { status = 200 } = {}) =>
  rapidApiAnswering(body, { status }).rapidApi.roster('nfl', '12' as TeamId, anyCall);
const askPlayer = (body: unknown, { status = 200 } = {}) =>
  rapidApiAnswering(body, { status }).rapidApi.player('nfl', '3139477' as PlayerId, anyCall);

describe('the teams from RapidAPI', () => {
  it('are a list, without its entries that are no teams', async () => {
    const { rapidApi, asked } = rapidApiAnswering([
      { team: { ...chiefs, location: 'Kansas City', slug: 'kansas-city-chiefs' } },
      { team: { id: '13' } },
      null,
    ]);
    expect(await rapidApi.teams('nfl', anyCall)).toEqual({
      season: null,
      teams: [
        {
          id: '12',
          abbreviation: 'KC',
          name: 'Kansas City Chiefs',
          location: 'Kansas City',
          slug: 'kansas-city-chiefs',
          ...NO_TEAM_PROFILE,
        },
      ],
    });
    expect(asked).toEqual(['metered/nfl-team-listing/v1/data']);
  });
});

describe('a roster from RapidAPI', () => {
  it.each([
    ['one list', [mahomes]],
    [
      'groups',
      [
        { position: 'offense', items: [mahomes] },
        { position: 'defense', items: [] },
      ],
    ],
    ['a mixture', [{ position: 'offense', items: [] }, mahomes]],
  ])('reads the same as %s', async (_form, athletes) => {
    const roster = await askRoster({ status: 'success', athletes, team: chiefs });
    expect(roster).toEqual({
      season: 2025,
      team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs', ...NO_TEAM_PROFILE },
      athletes: [
        {
          id: '3139477',
          name: 'Patrick Mahomes',
          position: null,
          jersey: '15',
          status: 'active',
          teamId: '12',
          profile: NO_ATHLETE_PROFILE,
        },
      ],
    });
  });

  it.each([
    ['offense', null],
    [position, 'QB'],
    [undefined, null],
  ])('takes %j for the position %j', async (given, expected) => {
    const roster = await askRoster({ athletes: [{ ...mahomes, position: given }], team: chiefs });
    expect(roster?.athletes[0]?.position).toBe(expected);
  });

  it('believes a season of its own before the words about the team', async () => {
    const roster = await askRoster({ athletes: [], team: chiefs, season: { year: 2026 } });
    expect(roster).toMatchObject({ season: 2026, athletes: [] });
  });

  it('does without a season', async () => {
    const roster = await askRoster({ athletes: [mahomes], team: { ...chiefs, seasonSummary: 'Off Season' } });
    expect(roster).toMatchObject({ season: null, athletes: [{ id: '3139477' }] });
  });

  it('is not there for a team that is not', async () => {
    expect(await askRoster(noInstance, { status: 404 })).toBeNull();
  });

  it.each([
    { athletes: [mahomes] },
    { athletes: [mahomes], team: { ...chiefs, id: '13' } },
    { athletes: [{ name: 'nobody' }], team: chiefs },
    { team: chiefs },
  ])('is malformed as %j', async (body) => {
    await expect(askRoster(body)).rejects.toMatchObject({ code: 'malformed' });
  });
});

describe('a player from RapidAPI', () => {
  const link = 'http://sports.core.api.espn.com/v2/sports/football/leagues/nfl/seasons/2025/teams/12?lang=en';

  it.each([
    ['bare, with a link to their team', { ...mahomes, position, team: { $ref: link } }],
    ['bare, with their team', { ...mahomes, position, team: { id: 12 } }],
    ['in an envelope', { athlete: { ...mahomes, position, team: { id: '12' } } }],
  ])('comes %s', async (_form, body) => {
    expect(await askPlayer(body)).toEqual({
      id: '3139477',
      name: 'Patrick Mahomes',
      position: 'QB',
      jersey: '15',
      status: 'active',
      teamId: '12',
      profile: NO_ATHLETE_PROFILE,
    });
  });

  it('is on no team as a free agent, whatever their last team was', async () => {
    const body = { ...mahomes, status: { type: 'free-agent' }, team: { id: '12' } };
    expect(await askPlayer(body)).toMatchObject({ status: 'free-agent', teamId: null });
  });

  it('may not exist', async () => {
    expect(await askPlayer(noInstance, { status: 404 })).toBeNull();
  });

  it('is malformed as somebody else', async () => {
    await expect(askPlayer({ ...mahomes, id: '1' })).rejects.toMatchObject({ code: 'malformed' });
  });
});

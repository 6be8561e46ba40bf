import { describe, expect, it } from 'vitest';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { NO_ATHLETE_PROFILE, NO_TEAM_PROFILE } from '../../support/no-profile.ts';

const athlete = (id: string, name: string, more: object = {}) => ({
  id,
  displayName: name,
  position: { abbreviation: 'QB' },
  jersey: '15',
  status: { type: 'active' },
  ...more,
});
const rosterOf = (...athletes: readonly unknown[]) => ({
  season: { year: 2025, type: 4 },
  team: { id: '12', abbreviation: 'KC', displayName: 'Kansas City Chiefs' },
  athletes,
});
const load = (body: unknown, { status = 200 } = {}) =>
  espnAnswering(body, { status }).espn.roster('nfl', '12' as TeamId, anyCall);
const idsOf = async (body: unknown) => (await load(body))?.athletes.map(({ id }) => id);

describe('ESPN roster', () => {
  const mahomes = athlete('3139477', 'Patrick Mahomes');
  const kelce = athlete('15847', 'Travis Kelce');

  it('reads each athlete as on this team, whatever else the body says', async () => {
    const { espn, asked } = espnAnswering(rosterOf(mahomes));
    expect(await espn.roster('nfl', '12' as TeamId, anyCall)).toEqual({
      team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs', ...NO_TEAM_PROFILE },
      season: 2025,
      athletes: [
        {
          id: '3139477',
          name: 'Patrick Mahomes',
          teamId: '12',
          position: 'QB',
          jersey: '15',
          status: 'active',
          profile: NO_ATHLETE_PROFILE,
        },
      ],
    });
    expect(asked).toEqual(['site/apis/site/v2/sports/football/nfl/teams/12/roster']);
  });

  it('takes groups, a flat list, and both mixed', async () => {
    const grouped = rosterOf({ position: 'offense', items: [mahomes] }, { position: 'suspended', items: [] });
    expect(await idsOf(grouped)).toEqual(['3139477']);
    expect(await idsOf(rosterOf(mahomes, kelce))).toEqual(['3139477', '15847']);
    expect(await idsOf(rosterOf({ items: [kelce] }, mahomes))).toEqual(['15847', '3139477']);
  });

  it('names a player once, however many groups list them', async () => {
    expect(await idsOf(rosterOf({ items: [mahomes, kelce] }, { items: [mahomes] }))).toEqual(['3139477', '15847']);
  });

  it('does without jersey, position and status, as many in the off-season do', async () => {
    const rookie = { id: 4429184, fullName: 'Elijhah Badger' };
    expect((await load(rosterOf(rookie)))?.athletes).toMatchObject([
      { id: '4429184', name: 'Elijhah Badger', teamId: '12', position: null, jersey: null, status: 'active' },
    ]);
  });

  it('keeps the provider word for a status', async () => {
    const body = rosterOf(athlete('1', 'A B', { status: { type: 'practice-squad' } }));
    expect((await load(body))?.athletes[0]?.status).toBe('practice-squad');
  });

  it('does without its season and its team name', async () => {
    const unnamed = { ...rosterOf(mahomes), season: undefined, team: { id: '12' } };
    expect(await load(unnamed)).toMatchObject({
      team: { id: '12', abbreviation: '', name: '' },
      season: null,
      athletes: [{ id: '3139477' }],
    });
  });

  it('believes an empty team', async () => {
    expect(await idsOf(rosterOf({ position: 'offense', items: [] }))).toEqual([]);
  });

  it.each([
    ['no athletes', { ...rosterOf(), athletes: undefined }],
    ['athletes that are nobody', rosterOf({ id: 'x' }, null)],
    [
      'another team',
      { ...rosterOf(mahomes), team: { id: '13', abbreviation: 'LV', displayName: 'Las Vegas Raiders' } },
    ],
    ['the zero-hits body', { count: 0, pageIndex: 0, items: [] }],
  ])('takes %s for a document that means nothing', async (_what, body) => {
    await expect(load(body)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('is absent only when the provider says that there is no such team', async () => {
    const core = { error: { message: 'no instance found', code: 404 } };
    expect(await load(core, { status: 404 })).toBeNull();
  });

  it.each([
    ['this team', 'http://core/v2/sports/football/leagues/nfl/teams/12?lang=en status=400, duration=9 ms', true],
    ['this team, as not found', 'http://core/v2/teams/12 status=404, duration=9 ms', true],
    ['another team', 'http://core/v2/teams/120?lang=en status=400, duration=9 ms', false],
    ['this team, as failing', 'http://core/v2/teams/12?lang=en status=500, duration=9 ms', false],
    ['nothing', 'http://x', false],
  ])(
    'takes a 400 that quotes an internal call about %s for an absent team: %s is %s',
    async (_what, call, isAbsent) => {
      const loaded = load({ code: 400, message: `error invoking GET: ${call}` }, { status: 400 });
      if (isAbsent) expect(await loaded).toBeNull();
      else await expect(loaded).rejects.toThrow('400');
    },
  );
});

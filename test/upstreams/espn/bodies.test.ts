import { describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { syntheticBodies } from '../../support/recorded.ts';

const bodies = syntheticBodies('espn');
const espnWith = (body: string) => espnAnswering(bodies.text(body)).espn;

const athlete = (id: string, name: string, position: string, jersey: string | null, status = 'active') => ({
  id,
  name,
  position,
  jersey,
  status,
});

// Their own suite reads them: profile.test.ts.
const anyProfile: unknown = expect.any(Object);

describe('ESPN teams, from the synthetic bodies', () => {
  it('reads clubs, marks the guests among them and leaves out All-Star teams', async () => {
    expect(await espnWith('teams-nfl').teams('nfl', anyCall)).toMatchObject({
      season: 2031,
      teams: [
        {
          id: '7',
          abbreviation: 'HVH',
          name: 'Harborview Herons',
          location: 'Harborview',
          slug: 'harborview-herons',
        },
        { id: '34', abbreviation: 'LKM', name: 'Lakemont Larks', location: 'Lakemont', slug: 'lakemont-larks' },
        {
          id: '31',
          abbreviation: 'EAST',
          name: 'Eastern Selection',
          location: 'Eastern',
          slug: 'eastern-selection',
          exhibition: true,
        },
      ],
    });
  });

  it('knows every club of the WNBA from the guest that is listed beside them', async () => {
    const { teams } = await espnWith('teams-wnba').teams('wnba', anyCall);
    expect(teams).toHaveLength(16);
    expect(teams.filter(({ exhibition }) => exhibition === true).map(({ name }) => name)).toEqual(['Touring Guests']);
  });

  it('takes two colleges with one abbreviation, and has no guests among them', async () => {
    const { teams } = await espnWith('teams-cfb').teams('cfb', anyCall);
    expect(teams.map(({ id, abbreviation }) => [id, abbreviation])).toEqual([
      ['3901', 'ALD'],
      ['3902', 'ALD'],
    ]);
    expect(teams.every((team) => !('exhibition' in team))).toBe(true);
  });
});

describe('ESPN rosters, from the synthetic bodies', () => {
  it.each([
    [
      'nfl',
      2031,
      { id: '7', abbreviation: 'HVH', name: 'Harborview Herons' },
      [
        athlete('7001001', 'Tobin Quillfeather', 'QB', '15'),
        athlete('7001002', 'Orson Veldt-Tarn Jr.', 'WR', null),
        // In two groups: the first is believed.
        athlete('7001003', "De'Marro Pell", 'OT', '0', 'day-to-day'),
        athlete('7001004', 'C.J. Wexcombe', 'LB', '54'),
        athlete('7001005', 'Ilko Brandvold', 'PK', '3'),
        athlete('7001006', 'Abel Sorrento', 'CB', '21', 'injured-reserve'),
      ],
    ],
    [
      'nba',
      2031,
      { id: '21', abbreviation: 'CBC', name: 'Copper Bay Comets' },
      [athlete('7002001', 'Ilya Dorneck', 'PG', '77'), athlete('7002002', 'Jorah Finch-Smythe', 'SF', '00')],
    ],
    [
      'mlb',
      2031,
      { id: '11', abbreviation: 'MFM', name: 'Maple Falls Millers' },
      [
        athlete('70301', 'Mateo De La Brisa', 'SP', '63'),
        athlete('70302', 'Gus Thornbury', 'C', '8'),
        athlete('70303', 'Roan Ashgrove', 'SS', '2'),
        athlete('70304', 'Roan Ashgrove Jr.', 'CF', '41'),
      ],
    ],
    [
      'nhl',
      2031,
      { id: '18', abbreviation: 'NGN', name: 'Northgate Narwhals' },
      [
        athlete('7004001', 'Aksel Nurminen', 'C', '11'),
        athlete('7004002', 'Theo Marchetal', 'LW', '28'),
        athlete('7004003', 'Brock Haldane', 'D', null, 'injured-reserve'),
        athlete('7004004', 'Sunniva Okkerse', 'G', '35'),
      ],
    ],
    [
      'wbb',
      2031,
      { id: '2999', abbreviation: 'ELD', name: 'Elderton Egrets' },
      [athlete('7005001', 'Maren Thistlewick', 'G', '3'), athlete('7005002', 'Bea Lindmoor', 'F', '34')],
    ],
  ] as const)('%s', async (league, season, team, athletes) => {
    const roster = await espnWith(`roster-${league}`).roster(league, team.id as TeamId, anyCall);
    expect(roster).toMatchObject({ season, team });
    expect(roster?.athletes).toEqual(athletes.map((each) => ({ ...each, teamId: team.id, profile: anyProfile })));
  });
});

describe('ESPN athletes, from the synthetic bodies', () => {
  // All of them refer to a team, the last one where there is none any more.
  it.each([
    [
      'nfl',
      'athlete-nfl',
      { ...athlete('7001001', 'Tobin Quillfeather', 'QB', '15'), teamId: '7', profile: { experience: 8 } },
    ],
    [
      'nba',
      'athlete-nba-inactive',
      { ...athlete('7002099', 'Rafe Ollerton', 'PG', '13', 'inactive'), teamId: null, profile: { experience: 8 } },
    ],
    [
      'mlb',
      'athlete-mlb-retired',
      { ...athlete('70399', 'Ozias Fenwick', 'CF', '24', 'retired'), teamId: null, profile: { experience: 8 } },
    ],
    [
      'nhl',
      'athlete-nhl-minors',
      { ...athlete('7004099', 'Bram Kettering', 'C', '21', 'minors'), teamId: null, profile: { experience: 8 } },
    ],
    [
      'wbb',
      'athlete-wbb',
      { ...athlete('7005001', 'Maren Thistlewick', 'G', '3'), teamId: '2999', profile: { experience: 4 } },
    ],
  ] as const)('%s %s', async (league, body, expected) => {
    expect(await espnWith(body).player(league, expected.id as PlayerId, anyCall)).toMatchObject(expected);
  });

  it('finds players of one league by name, their ids in the uid where they are nowhere else', async () => {
    expect(await espnWith('search-players').search('nfl', 'quillfeather', anyCall)).toEqual([
      { id: '7001001', name: 'Tobin Quillfeather', teamId: '7', teamName: 'Harborview Herons' },
      { id: '7001004', name: 'C.J. Wexcombe', teamId: '34', teamName: 'Lakemont Larks' },
      { id: '7001009', name: "De'Marro Pell", teamId: null, teamName: null },
    ]);
    expect(await espnWith('search-players').search('cfb', 'quillfeather', anyCall)).toEqual([
      { id: '7009001', name: 'Tobin Quillfeather', teamId: null, teamName: null },
    ]);
    expect(await espnWith('search-leagues').search('nfl', 'nfl', anyCall)).toEqual([]);
    expect(await espnWith('empty-list').search('nfl', 'nobody', anyCall)).toEqual([]);
  });

  it('lists every player once, without placeholders, on a team only with a status that says so', async () => {
    expect(await espnWith('every-player-nfl').everyPlayer('nfl', anyCall)).toEqual({
      athletes: [
        { ...athlete('7001001', 'Tobin Quillfeather', 'QB', '15'), teamId: '7' },
        { ...athlete('7001098', 'Merritt Lowe', 'WR', '15', 'free-agent'), teamId: null },
        { ...athlete('7001006', 'Abel Sorrento', 'CB', '15', 'injured-reserve'), teamId: '7' },
        { ...athlete('7001096', 'Noor Esterhuis', 'LB', null), teamId: null },
      ],
    });
  });
});

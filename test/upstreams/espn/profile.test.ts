import { describe, expect, it } from 'vitest';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { NO_ATHLETE_PROFILE } from '../../support/no-profile.ts';
import { describeRecorded, recordedText, syntheticBodies } from '../../support/recorded.ts';

const OWN = 'https://site.api.espn.com';
const SYNTHETIC = 'https://provider.example';

const bodies = syntheticBodies('espn');

const athleteSaying = async (more: object, address = OWN) => {
  const { espn } = espnAnswering({ id: '1', displayName: 'A B', ...more }, { address });
  return (await espn.player('nfl', '1' as PlayerId, anyCall))?.profile;
};

describe("a player's profile", () => {
  it('is read from a roster', async () => {
    const { espn } = espnAnswering(bodies.text('roster-nfl'), { address: SYNTHETIC });
    const roster = await espn.roster('nfl', '7' as TeamId, anyCall);
    expect(roster?.athletes[0]?.profile).toEqual({
      headshot: 'https://provider.example/heads/7001001.png',
      link: 'https://provider.example/nfl/7001001',
      height: `6' 3"`,
      weight: '214 lbs',
      age: 27,
      born: '2004-06-24',
      college: { id: '901', name: 'Alderbrook' },
      experience: 4,
      bats: null,
      throws: null,
      hand: 'right',
      injury: null,
    });
    const hurt = roster?.athletes.flatMap(({ name, profile }) => (profile?.injury ? [[name, profile.injury]] : []));
    expect(hurt).toEqual([["De'Marro Pell", { status: 'Questionable', since: '2031-05-11T18:51:00.000Z' }]]);
  });

  it('has the hands of baseball', async () => {
    const { espn } = espnAnswering(bodies.text('roster-mlb'), { address: SYNTHETIC });
    const roster = await espn.roster('mlb', '11' as TeamId, anyCall);
    expect(roster?.athletes[0]?.profile).toMatchObject({ bats: 'both', throws: 'left', hand: null });
  });

  it("is the same in the player's own document, but for the name of the college and injuries", async () => {
    const college = { $ref: 'http://sports.core.api.espn.com/v2/colleges/278?lang=en&region=us' };
    expect(await athleteSaying({ college })).toEqual({
      ...NO_ATHLETE_PROFILE,
      college: { id: '278', name: null },
    });
  });

  it.each([
    ['no list', undefined, undefined],
    ['an empty list', [], null],
    ['a list of links', [{ $ref: 'http://x/injuries/1' }], undefined],
    [
      'one',
      [{ status: 'Questionable', date: '2026-11-20T17:05Z' }],
      { status: 'Questionable', since: '2026-11-20T17:05:00.000Z' },
    ],
    ['one without a date', [{ status: 'Out' }], { status: 'Out', since: null }],
    [
      'two, of which the later one counts',
      [
        { status: 'Questionable', date: '2026-11-20T17:05Z' },
        { status: 'Out', date: '2026-11-21T17:05Z' },
      ],
      { status: 'Out', since: '2026-11-21T17:05:00.000Z' },
    ],
  ])('tells of injuries in %s', async (_what, injuries, expected) => {
    expect((await athleteSaying({ injuries }))?.injury).toEqual(expected);
  });

  it.each([
    ['https://a.espncdn.com/i/headshots/nfl/players/full/1.png', true],
    ['http://a.espncdn.com/i/headshots/nfl/players/full/1.png', false],
    ['https://a.espncdn.com:8443/1.png', false],
    ['https://a.espncdn.com.example/1.png', false],
    ['https://a.espncdn.com@example.com/1.png', false],
    ['https://somebody@a.espncdn.com/1.png', false],
    ['https://www.espn.com/1.png', false],
    ['//a.espncdn.com/1.png', false],
    ['javascript:alert(1)', false],
    ['data:image/svg+xml,x', false],
    [`https://a.espncdn.com/${'x'.repeat(300)}`, false],
  ])("takes the picture %s of ESPN's: %s", async (href, isTaken) => {
    expect((await athleteSaying({ headshot: { href } }))?.headshot).toBe(isTaken ? href : null);
  });

  it('takes pictures and pages of the configured address alone where that is not ESPN', async () => {
    const links = (host: string) => [{ rel: ['playercard', 'desktop'], href: `${host}/nfl/player/_/id/1` }];
    const local = 'http://127.0.0.1:4001';
    expect(await athleteSaying({ headshot: { href: `${local}/i/1.png` }, links: links(local) }, local)).toMatchObject({
      headshot: `${local}/i/1.png`,
      link: `${local}/nfl/player/_/id/1`,
    });
    const espn = { headshot: { href: 'https://a.espncdn.com/1.png' }, links: links('https://www.espn.com') };
    expect(await athleteSaying(espn, local)).toMatchObject({ headshot: null, link: null });
    expect(await athleteSaying(espn)).toMatchObject({ link: 'https://www.espn.com/nfl/player/_/id/1' });
  });

  it('is text in one line and of bounded length, and numbers of years that a life has', async () => {
    const profile = await athleteSaying({
      displayHeight: `6'\n 2"\u202e`,
      displayWeight: 'x'.repeat(500),
      college: { id: '1', name: `Some\u0000 where ${'far '.repeat(100)}` },
      age: 1000,
      dateOfBirth: '1995-13-45T07:00Z',
      experience: { years: -1 },
      hand: { type: '__proto__' },
      injuries: [{ status: `Out\r\nfor now ${'!'.repeat(200)}` }],
    });
    expect(profile).toMatchObject({ height: `6' 2"`, age: null, born: null, experience: null, hand: null });
    expect(profile?.weight).toBe(`${'x'.repeat(19)}…`);
    expect(profile?.college?.name).toMatch(/^Some where far .{64}…$/);
    expect(profile?.injury?.status).toMatch(/^Out for now !{27}…$/);
  });
});

describe("a team's profile", () => {
  const kc = (more: object) => ({
    sports: [{ leagues: [{ teams: [{ team: { id: '12', displayName: 'Kansas City Chiefs', ...more } }] }] }],
  });
  const logo = (href: string, ...rel: readonly string[]) => ({ href: `https://a.espncdn.com/${href}`, rel });
  const read = async (more: object) =>
    (await espnAnswering(kc(more), { address: OWN }).espn.teams('nfl', anyCall)).teams[0];

  it('has the logos for light and dark, and not those of the scoreboard', async () => {
    const logos = [
      logo('scoreboard', 'full', 'scoreboard'),
      logo('light', 'full', 'default'),
      logo('dark-scoreboard', 'full', 'scoreboard', 'dark'),
      logo('dark', 'full', 'dark'),
    ];
    expect(await read({ logos })).toMatchObject({
      logo: 'https://a.espncdn.com/light',
      logoDark: 'https://a.espncdn.com/dark',
    });
  });

  it.each([
    ['e31837', 'e31837'],
    ['E31837', 'e31837'],
    ['#e31837', null],
    ['red', null],
    [undefined, null],
  ])('takes the colour %s for %s', async (color, expected) => {
    expect(await read({ color, alternateColor: color })).toMatchObject({ color: expected, alternateColor: expected });
  });
});

describeRecorded('profiles in recorded bodies', () => {
  const espnWith = (body: string) => espnAnswering(recordedText(`espn/${body}`), { address: OWN }).espn;

  it.each([
    ['nfl', '12', 'KC-2025-05-12', { headshot: 85, link: 85, height: 85, weight: 85, age: 76, college: 84, injury: 6 }],
    [
      'nba',
      '13',
      'LAL-2025-05-31',
      { headshot: 17, link: 17, height: 17, weight: 17, age: 17, college: 14, injury: 0 },
    ],
    [
      'mlb',
      '15',
      'ATL-2025-05-19',
      { headshot: 25, link: 25, height: 25, weight: 25, age: 25, college: 9, injury: 0, bats: 25, throws: 25 },
    ],
    [
      'nhl',
      '21',
      'TOR-2025-05-29',
      { headshot: 40, link: 41, height: 41, weight: 41, age: 41, college: 12, injury: 1, hand: 41 },
    ],
    [
      'wbb',
      '2294',
      'IOWA-2025-06-01',
      { headshot: 13, link: 13, height: 13, weight: 0, age: 0, college: 0, injury: 0 },
    ],
  ] as const)('%s team %s (%s): %j', async (league, team, body, expected) => {
    const roster = await espnWith(`${league}/roster-${team}-${body}.json`).roster(league, team as TeamId, anyCall);
    const found = (field: string) =>
      roster?.athletes.filter(({ profile }) => profile?.[field as keyof typeof profile] != null).length;
    expect(Object.fromEntries(Object.keys(expected).map((field) => [field, found(field)]))).toEqual(expected);
    expect(roster?.team).toMatchObject({
      color: expect.stringMatching(/^[0-9a-f]{6}$/) as string,
      logo: expect.stringMatching(/^https:\/\/a\.espncdn\.com\/i\/teamlogos\//) as string,
      link: expect.stringMatching(/^https:\/\/www\.espn\.com\//) as string,
    });
  });

  it.each([
    ['nfl', 'teams-list-2025-05', { alternateColor: 32, logo: 32, logoDark: 32, link: 32 }],
    ['nba', 'teams-list-2025-05', { alternateColor: 30, logo: 30, logoDark: 30, link: 30 }],
    ['mlb', 'teams-list-2025-05', { alternateColor: 30, logo: 30, logoDark: 30, link: 30 }],
    ['nhl', 'teams-list-2025-05', { alternateColor: 32, logo: 32, logoDark: 32, link: 32 }],
    // Small colleges have one colour, and no page; one has no logo.
    ['cfb', 'teams-list-trimmed', { alternateColor: 44, logo: 53, logoDark: 53, link: 40 }],
  ] as const)('%s %s: a colour of every team, and %j', async (league, file, expected) => {
    const { teams } = await espnWith(`${league}/${file}.json`).teams(league, anyCall);
    expect(teams.filter(({ color }) => color === null)).toEqual([]);
    const fields = ['alternateColor', 'logo', 'logoDark', 'link'] as const;
    const found = fields.map((field) => [field, teams.filter((team) => team[field] !== null).length] as const);
    expect(Object.fromEntries(found)).toEqual(expected);
  });

  it.each([
    ['nfl', '3139477', { height: `6' 2"`, weight: '225 lbs', born: '1995-09-17', college: { id: '2641', name: null } }],
    ['mlb', '33192', { bats: 'right', throws: 'right', age: 33, experience: 10, injury: undefined }],
    ['nhl', '3024816', { hand: 'right', weight: '175 lbs' }],
    ['nba', '4011', { age: 34, college: null }],
    ['wbb', '4898389', { weight: null, age: null, experience: 4 }],
    ['cfb', '4426414', { link: 'https://www.espn.com/college-football/player/_/id/4426414/zeke-correll' }],
  ] as const)('%s athlete %s: %j', async (league, id, expected) => {
    const athlete = await espnWith(`${league}/athlete-${id}-core.json`).player(league, id as PlayerId, anyCall);
    expect(athlete?.profile).toMatchObject(expected);
    expect(athlete?.profile?.headshot).toMatch(/^https:\/\/a\.espncdn\.com\/i\/headshots\//);
  });

  it('of one player are the same in a roster and in their own document', async () => {
    const own = await espnWith('nfl/athlete-3139477-core.json').player('nfl', '3139477' as PlayerId, anyCall);
    const roster = await espnWith('nfl/roster-12-KC-2025-05-12.json').roster('nfl', '12' as TeamId, anyCall);
    const member = roster?.athletes.find(({ id }) => id === '3139477');
    expect(own?.profile).toEqual({
      ...member?.profile,
      college: { id: member?.profile?.college?.id, name: null },
      injury: undefined,
    });
  });
});

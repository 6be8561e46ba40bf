import { describe, expect, it } from 'vitest';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';

const side = (homeAway: string, id: string, score: unknown) => ({
  homeAway,
  score,
  team: { id, abbreviation: `T${id}` },
});
const game = (type: object, more: object = {}) => ({
  id: '401671854',
  date: '2024-12-15T18:00Z',
  status: { clock: 669, displayClock: '11:09', period: 2, type },
  competitions: [{ competitors: [side('home', '5', '7'), side('away', '12', '21')] }],
  ...more,
});
const playing = { id: '2', name: 'STATUS_IN_PROGRESS', state: 'in', completed: false };
const load = (...events: readonly unknown[]) => espnAnswering({ events }).espn.scoreboard('nfl', undefined, anyCall);
const first = async (...events: readonly unknown[]) => (await load(...events)).games[0];

describe('ESPN scoreboard', () => {
  it('reads a game that is being played', async () => {
    expect(await first(game(playing))).toEqual({
      id: '401671854',
      date: '2024-12-15T18:00:00.000Z',
      timeValid: true,
      state: 'in',
      status: 'in-progress',
      detail: null,
      period: 2,
      clock: '11:09',
      teams: [
        { id: '5', abbreviation: 'T5', home: true, score: 7 },
        { id: '12', abbreviation: 'T12', home: false, score: 21 },
      ],
      venue: null,
      broadcast: null,
    });
  });

  it.each([
    ['nfl', undefined, 'football/nfl/scoreboard?limit=1000'],
    ['nba', '20241201', 'basketball/nba/scoreboard?dates=20241201&limit=1000'],
    ['cfb', '20241130', 'football/college-football/scoreboard?dates=20241130&limit=1000&groups=80'],
    ['mbb', undefined, 'basketball/mens-college-basketball/scoreboard?limit=1000&groups=50'],
    ['wbb', '20241130', 'basketball/womens-college-basketball/scoreboard?dates=20241130&limit=1000&groups=50'],
  ] as const)('asks %s for day %s, one at a time', async (league, day, path) => {
    const { espn, asked } = espnAnswering({ events: [] });
    await espn.scoreboard(league, day, anyCall);
    expect(asked).toEqual([`site/apis/site/v2/sports/${path}`]);
  });

  it.each([
    ['pre', { state: 'pre', completed: false }],
    ['in', playing],
    ['in', { id: '23', name: 'STATUS_HALFTIME', state: 'in', completed: false }],
    ['post', { id: '3', name: 'STATUS_FINAL', state: 'post', completed: true }],
    ['post', { state: 'post' }],
    ['postponed', { id: '6', name: 'STATUS_POSTPONED', state: 'post', completed: false }],
    ['postponed', { id: '5', name: 'STATUS_CANCELED', state: 'post', completed: false }],
  ])('knows a game as %s', async (state, type) => {
    expect((await first(game(type)))?.state).toBe(state);
  });

  it.each([
    { state: 'pre', completed: false },
    { state: 'post', completed: false },
  ])('gives no period, clock or score to a game that was not played: %j', async (type) => {
    const unplayed = await first(game(type));
    expect(unplayed).toMatchObject({ period: null, clock: null, teams: [{ score: null }, { score: null }] });
  });

  it.each([
    ['scheduled', 'STATUS_SCHEDULED'],
    ['rain-delay', 'STATUS_RAIN_DELAY'],
    ['end-period', 'STATUS_END_PERIOD'],
    ['full-time', 'STATUS_FULL_TIME'],
    // A word that is not known here passes through in the same form, and is bounded.
    ['volcanic-ash', 'STATUS_VOLCANIC_ASH'],
    ['x', 'x'],
    ['odd-word', ' Status_Odd  "Word"! '],
    ['a'.repeat(40), `STATUS_${'A'.repeat(400)}`],
  ])('has the word of the provider: %s', async (status, name) => {
    expect((await first(game({ ...playing, name })))?.status).toBe(status);
  });

  it.each([
    // A suspended game has been played so far, and goes on another day.
    ['postponed', 'suspended', { name: 'STATUS_SUSPENDED', state: 'post', completed: false }, 2, 7],
    ['postponed', 'suspended', { name: 'STATUS_SUSPENDED', state: 'in', completed: false }, 2, 7],
    ['postponed', 'canceled', { name: 'STATUS_CANCELED', state: 'post', completed: true }, null, null],
    ['postponed', 'cancelled', { name: 'STATUS_CANCELLED', state: 'post', completed: false }, null, null],
    ['post', 'forfeit', { name: 'STATUS_FORFEIT', state: 'post', completed: true }, 2, 7],
    ['post', 'forfeit', { name: 'STATUS_FORFEIT', state: 'post', completed: false }, 2, 7],
    ['post', 'final-aet', { name: 'STATUS_FINAL_AET', state: 'post', completed: true }, 2, 7],
    ['pre', 'delayed', { name: 'STATUS_DELAYED', state: 'pre', completed: false }, null, null],
    ['in', 'delayed', { name: 'STATUS_DELAYED', state: 'in', completed: false }, 2, 7],
    ['in', 'rain-delay', { name: 'STATUS_RAIN_DELAY', state: 'in', completed: false }, 2, 7],
    ['postponed', 'postponed', { name: 'STATUS_POSTPONED', state: 'pre', completed: false }, null, null],
    ['postponed', 'volcanic-ash', { name: 'STATUS_VOLCANIC_ASH', state: 'post', completed: false }, null, null],
    ['post', 'volcanic-ash', { name: 'STATUS_VOLCANIC_ASH', state: 'post', completed: true }, 2, 7],
  ])('reads %s of %s: %j', async (state, status, type, period, score) => {
    expect(await first(game(type))).toMatchObject({ state, status, period, teams: [{ score }, {}] });
  });

  it('takes a start that is delayed for one that is to come, in whichever list it stands', async () => {
    const status = { clock: 0, displayClock: '0:00', period: 0, type: { name: 'STATUS_DELAYED', state: 'in' } };
    expect(await first(game({}, { status }))).toMatchObject({ state: 'pre', status: 'delayed', clock: null });
  });

  it.each([
    [true, {}],
    [true, { timeValid: true, dateValid: true }],
    [false, { timeValid: false }],
    [false, { dateValid: false }],
  ])('says whether a time is set: %s of %j', async (timeValid, fields) => {
    const competitions = [{ competitors: [], ...fields }];
    expect((await first(game({ name: 'STATUS_SCHEDULED', state: 'pre' }, { competitions })))?.timeValid).toBe(
      timeValid,
    );
  });

  it('has the inning of a baseball game, which has no clock', async () => {
    const type = { ...playing, detail: 'Top 9th', shortDetail: 'Top 9th' };
    const status = { clock: 0, displayClock: '0:00', period: 9, type };
    const { espn } = espnAnswering({ events: [game({}, { status })] });
    const [inning] = (await espn.scoreboard('mlb', undefined, anyCall)).games;
    expect(inning).toMatchObject({ state: 'in', detail: 'Top 9th', period: 9, clock: null });
  });

  it('bounds the text, and takes the short one where there is no other', async () => {
    expect((await first(game({ ...playing, detail: 'x'.repeat(200) })))?.detail).toHaveLength(80);
    expect((await first(game({ ...playing, shortDetail: '2:10 - 4th' })))?.detail).toBe('2:10 - 4th');
  });

  it('reads a score that is an object', async () => {
    const competitors = [side('home', '5', { value: 2, displayValue: '2' }), side('away', '12', { displayValue: '1' })];
    const { teams = [] } = (await first(game(playing, { competitions: [{ competitors }] }))) ?? {};
    expect(teams.map(({ score }) => score)).toEqual([2, 1]);
  });

  it('does without a score, and without a side that is not decided', async () => {
    const competitors = [side('home', '5', ''), side('away', '-2', '0')];
    expect((await first(game(playing, { competitions: [{ competitors }] })))?.teams).toEqual([
      { id: '5', abbreviation: 'T5', home: true, score: null },
    ]);
  });

  it('leaves out a game it cannot read, and believes a day without games', async () => {
    const states = [game({ state: 'elsewhere' }), game(playing, { date: 'TBD' }), game(playing, { id: null }), null];
    expect((await load(...states, game(playing))).games).toHaveLength(1);
    expect((await load()).games).toEqual([]);
  });

  it('takes games none of which can be read, and no list of games, for documents that mean nothing', async () => {
    await expect(load(game({}), {})).rejects.toMatchObject({ code: 'malformed' });
    const { espn } = espnAnswering({ leagues: [], season: {} });
    await expect(espn.scoreboard('nfl', undefined, anyCall)).rejects.toMatchObject({ code: 'malformed' });
  });

  it('fails where the provider refuses the day', async () => {
    const { espn } = espnAnswering({ code: 400, message: 'Failed to get events endpoint.' }, { status: 400 });
    await expect(espn.scoreboard('nfl', '20240000', anyCall)).rejects.toMatchObject({ code: 'failed' });
  });
});

import { describe, expect, it } from 'vitest';
import type { IncidentRequest } from '../../../simulators/espn/incident-request.ts';
import { HOUR, MINUTE, movingClock } from './moving-clock.ts';
import { askJson, at, LEAGUES, list, simulate, text } from './support.ts';

type League = 'nfl' | 'nba' | 'mlb';
// One o'clock on a Sunday in New York: five minutes into the early games.
const SUNDAY = '2026-11-22T18:05Z';
// An evening in June.
const EVENING = '2026-06-23T23:45Z';

const world = async (moment: string) => {
  const clock = movingClock(moment);
  const espn = await simulate({ clock });
  const events = async (league: League, query = '') =>
    list(await askJson(espn, `/apis/site/v2/sports/${LEAGUES[league]}/scoreboard?limit=1000${query}`), 'events');
  const byState = async (league: League, state: string) => {
    const event = (await events(league)).find((each) => at(each, 'status.type.state') === state);
    if (event === undefined) throw new Error(`No game is ${state}`);
    return { id: text(event, 'id'), team: text(event, 'competitions.0.competitors.0.team.abbreviation') };
  };
  const find = async (league: League, id: string, query = '') =>
    (await events(league, query)).find((each) => at(each, 'id') === id);
  return { clock, espn, events, byState, find, happen: (request: IncidentRequest) => espn.letHappen(request) };
};

describe('what comes in the way of a game', () => {
  it('is a delayed start: it is delayed until it begins, under its old date', async () => {
    const { clock, byState, find, happen } = await world(SUNDAY);
    const { id, team } = await byState('nfl', 'pre');
    const before = await find('nfl', id);
    expect(happen({ league: 'nfl', incident: 'delay', team, minutes: 90 })?.id).toBe(id);
    clock.set(text(before, 'date'));
    clock.advance(89 * MINUTE);
    expect(await find('nfl', id)).toMatchObject({
      date: at(before, 'date'),
      status: { period: 0, type: { name: 'STATUS_DELAYED', state: 'pre', completed: false, detail: 'Delayed' } },
    });
    clock.advance(2 * MINUTE);
    expect(at(await find('nfl', id), 'status.type.name')).toBe('STATUS_IN_PROGRESS');
    clock.advance(4 * HOUR);
    expect(at(await find('nfl', id), 'status.type.name')).toBe('STATUS_FINAL');
  });

  it('is a suspension: over for the day, not completed, with its score; and it goes on where it stood', async () => {
    const { clock, byState, find, happen, espn } = await world(EVENING);
    const { id, team } = await byState('mlb', 'in');
    const before = await find('mlb', id);
    happen({ league: 'mlb', incident: 'suspend', team });
    clock.advance(2 * HOUR);
    const suspended = await find('mlb', id);
    expect(suspended).toMatchObject({
      status: {
        period: at(before, 'status.period'),
        type: { name: 'STATUS_SUSPENDED', state: 'post', completed: false },
      },
    });
    const scores = (event: unknown) => list(event, 'competitions.0.competitors').map((side) => at(side, 'score'));
    expect(scores(suspended)).toEqual(scores(before));
    // The next day's list has it when it goes on.
    clock.set('2026-06-24T17:00Z');
    expect(await find('mlb', id)).toBeUndefined();
    happen({ league: 'mlb', incident: 'resume', team });
    expect(at(await find('mlb', id), 'status')).toMatchObject({
      period: at(before, 'status.period'),
      type: { state: 'in' },
    });
    clock.advance(4 * HOUR);
    expect(at(await find('mlb', id, '&dates=20260623'), 'status.type.name')).toBe('STATUS_FINAL');
    await espn.close();
  });

  it('is rain: the inning stays, and half an hour later it goes on', async () => {
    const { clock, byState, find, happen } = await world(EVENING);
    const { id, team } = await byState('mlb', 'in');
    const inning = text(await find('mlb', id), 'status.type.detail');
    expect(inning).toMatch(/^(Top|Bottom) \d/);
    happen({ league: 'mlb', incident: 'rain', team, minutes: 30 });
    clock.advance(29 * MINUTE);
    expect(at(await find('mlb', id), 'status.type')).toMatchObject({
      name: 'STATUS_RAIN_DELAY',
      state: 'in',
      detail: `Rain Delay, ${inning}`,
    });
    clock.advance(MINUTE);
    expect(at(await find('mlb', id), 'status.type')).toMatchObject({ name: 'STATUS_IN_PROGRESS', detail: inning });
  });

  it('is a day without a time: midnight Eastern stands there until it begins', async () => {
    const { clock, byState, find, happen } = await world(SUNDAY);
    const { id, team } = await byState('nfl', 'pre');
    const before = text(await find('nfl', id), 'date');
    happen({ league: 'nfl', incident: 'no-time', team });
    const event = await find('nfl', id);
    expect(text(event, 'date')).toMatch(/T05:00Z$/);
    expect(event).toMatchObject({
      competitions: [{ timeValid: false }],
      status: { type: { name: 'STATUS_SCHEDULED', state: 'pre', detail: 'TBD' } },
    });
    clock.set(before);
    expect(await find('nfl', id)).toMatchObject({ date: before, competitions: [{ timeValid: true }] });
  });

  it.each([
    ['cancel', { name: 'STATUS_CANCELED', state: 'post', completed: false }],
    ['forfeit', { name: 'STATUS_FORFEIT', state: 'post', completed: true }],
  ] as const)('is its end: %s', async (incident, type) => {
    const { byState, find, happen } = await world(SUNDAY);
    for (const state of ['in', 'pre']) {
      const { id, team } = await byState('nfl', state);
      happen({ league: 'nfl', incident, team });
      expect(at(await find('nfl', id), 'status.type')).toMatchObject(type);
    }
  });

  it('is a turn of the list before its time: what is on is found by its day only', async () => {
    const { clock, byState, find, events, espn } = await world('2026-11-22T01:30Z');
    const { id } = await byState('nba', 'in');
    espn.letHappen({ league: 'nba', incident: 'turn' });
    expect(await find('nba', id)).toBeUndefined();
    expect(at(await find('nba', id, '&dates=20261121'), 'status.type.state')).toBe('in');
    // The day's own turn comes, and changes nothing.
    const ids = async () => (await events('nba')).map((event) => text(event, 'id'));
    const ahead = await ids();
    clock.set('2026-11-22T16:01Z');
    expect(await ids()).toEqual(ahead);
  });

  it('is refused where it cannot, or is not one', async () => {
    const { espn, byState } = await world(SUNDAY);
    const { team } = await byState('nfl', 'in');
    const refused = (request: object) => {
      try {
        return espn.letHappen(request as IncidentRequest);
      } catch (error) {
        return (error as { readonly field: string }).field;
      }
    };
    expect(refused({ league: 'xfl', incident: 'turn' })).toBe('league');
    expect(refused({ league: 'nfl', incident: 'snow', team })).toBe('incident');
    expect(refused({ league: 'nfl', incident: 'suspend', team: 'NOBODY' })).toBe('team');
    expect(refused({ league: 'nfl', incident: 'resume', team })).toBe('incident');
    expect(refused({ league: 'nfl', incident: 'rain', team, minutes: 0 })).toBe('minutes');
    expect(refused([])).toBe('body');
    const response = await fetch(`${espn.url}/__control/games`, {
      method: 'POST',
      body: JSON.stringify({ league: 'nfl', incident: 'rain', team, minutes: 10 }),
    });
    expect(response.status).toBe(201);
  });
});

describe('a team that the list of teams lacks', () => {
  it('has its roster and its players all the same', async () => {
    const espn = await simulate();
    const teams = async () =>
      list(await askJson(espn, '/apis/site/v2/sports/football/nfl/teams?limit=1000'), 'sports.0.leagues.0.teams').map(
        (each) => at(each, 'team.abbreviation'),
      );
    const all = await teams();
    espn.configure({ unlisted: { nfl: ['BUF'] } });
    expect(await teams()).toEqual(all.filter((team) => team !== 'BUF'));
    expect(at(await askJson(espn, '/apis/site/v2/sports/football/nfl/teams/2/roster'), 'team.id')).toBe('2');
    expect(() => espn.configure({ unlisted: { nfl: ['NOBODY'] } })).toThrow('names a nfl team that there is not');
  });
});

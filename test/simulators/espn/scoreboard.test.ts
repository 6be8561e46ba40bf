import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, movingClock } from './moving-clock.ts';
import { ask, askJson, at, LEAGUES, list, simulate, text } from './support.ts';

type League = keyof typeof LEAGUES;
const scoreboard = (league: League, query = '') => `/apis/site/v2/sports/${LEAGUES[league]}/scoreboard${query}`;
const season = (league: League) => `/apis/common/v3/sports/${LEAGUES[league]}/season`;

const states = (json: unknown) => list(json, 'events').map((event) => text(event, 'status.type.name'));
const sideOf = (event: unknown, side: 'home' | 'away') =>
  list(event, 'competitions.0.competitors').find((each) => at(each, 'homeAway') === side);
const scoreOf = (event: unknown) => [text(sideOf(event, 'home'), 'score'), text(sideOf(event, 'away'), 'score')];

describe('the scoreboard', () => {
  it('follows the clock: games begin, pause at half-time and end', async () => {
    // A Sunday at noon in New York.
    const clock = movingClock('2026-11-22T17:00Z');
    const espn = await simulate({ clock });
    const before = await askJson(espn, scoreboard('nfl'));
    expect(at(before, 'week')).toEqual({ number: 11 });
    expect(at(before, 'season')).toEqual({ type: 2, year: 2026 });
    const first = list(before, 'events').find((event) => at(event, 'date') === '2026-11-22T18:00Z');
    const id = text(first, 'id');
    expect(first).toMatchObject({
      status: { period: 0, displayClock: '0:00', type: { id: '1', state: 'pre', shortDetail: '11/22 - 1:00 PM EST' } },
      competitions: [
        {
          competitors: [
            { homeAway: 'home', score: '0' },
            { homeAway: 'away', score: '0' },
          ],
        },
      ],
    });
    const seen: string[] = [];
    let total = 0;
    for (let minutes = 60; minutes <= 300; minutes += 10) {
      clock.set('2026-11-22T17:00Z');
      clock.advance(minutes * MINUTE);
      const event = list(await askJson(espn, scoreboard('nfl')), 'events').find((each) => at(each, 'id') === id);
      const name = text(event, 'status.type.name');
      if (seen.at(-1) !== name && name !== 'STATUS_END_PERIOD') seen.push(name);
      const [home, away] = scoreOf(event).map(Number);
      expect((home ?? 0) + (away ?? 0)).toBeGreaterThanOrEqual(total);
      total = (home ?? 0) + (away ?? 0);
      if (name === 'STATUS_FINAL') {
        expect(at(event, 'status.type')).toMatchObject({ id: '3', state: 'post', completed: true });
        expect(at(sideOf(event, 'home'), 'winner')).toBe((home ?? 0) > (away ?? 0));
        const periods = list(sideOf(event, 'home'), 'linescores').map((line) => Number(at(line, 'value')));
        expect(periods.reduce((sum, value) => sum + value, 0)).toBe(home);
      }
    }
    expect(seen).toEqual(['STATUS_IN_PROGRESS', 'STATUS_HALFTIME', 'STATUS_IN_PROGRESS', 'STATUS_FINAL']);
    expect(total).toBeGreaterThan(0);
  });

  it('has the games of a day, of a month, and of a week of a season', async () => {
    const espn = await simulate();
    const day = await askJson(espn, scoreboard('nba', '?dates=20261121&limit=1000'));
    const month = await askJson(espn, scoreboard('nba', '?dates=202611&limit=1000'));
    const ids = (json: unknown) => list(json, 'events').map((event) => text(event, 'id'));
    expect(ids(day).length).toBeGreaterThan(0);
    expect(ids(month)).toEqual(expect.arrayContaining(ids(day)));
    expect(ids(month).length).toBeGreaterThan(150);
    // The days are Eastern ones: an evening's games have the next day's date.
    for (const event of list(day, 'events')) expect(text(event, 'date')).toMatch(/^2026-11-2[12]T\d\d:\d\dZ$/);
    expect(at(day, 'day')).toBeUndefined();
    const week = await askJson(espn, scoreboard('nfl', '?dates=2025&seasontype=2&week=3'));
    expect(list(week, 'events').length).toBeGreaterThan(12);
    for (const event of list(week, 'events')) {
      expect(event).toMatchObject({ week: { number: 3 }, season: { year: 2025, type: 2, slug: 'regular-season' } });
    }
    const thisYears = await askJson(espn, scoreboard('nfl', '?week=3'));
    expect(at(thisYears, 'events.0.season.year')).toBe(2026);
  });

  it('stops at a hundred games unless told otherwise', async () => {
    const espn = await simulate();
    const count = async (query: string) => list(await askJson(espn, scoreboard('mbb', query)), 'events').length;
    expect(await count('?dates=202611')).toBe(100);
    expect(await count('?dates=202611&limit=7')).toBe(7);
    expect(await count('?dates=202611&limit=1000&groups=50')).toBeGreaterThan(200);
  });

  it.each(['20261101-20261130', '20261301', '20260230', 'today', '2026112'])('refuses dates=%s', async (dates) => {
    const espn = await simulate();
    const refused = await ask(espn, scoreboard('nhl', `?dates=${dates}`));
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({ code: 400, message: 'Failed to get events endpoint.' });
  });

  it('keeps last night until eleven in the morning, and shows the opening before a season', async () => {
    const clock = movingClock('2026-11-22T15:59Z');
    const espn = await simulate({ clock });
    expect(at(await askJson(espn, scoreboard('nba')), 'day.date')).toBe('2026-11-21');
    clock.set('2026-11-22T16:00Z');
    expect(at(await askJson(espn, scoreboard('nba')), 'day.date')).toBe('2026-11-22');
    // Football's week turns on Wednesday.
    clock.set('2026-11-25T15:59Z');
    expect(at(await askJson(espn, scoreboard('nfl')), 'week.number')).toBe(11);
    clock.set('2026-11-25T16:00Z');
    expect(at(await askJson(espn, scoreboard('nfl')), 'week.number')).toBe(12);
    clock.set('2026-08-04T12:00Z');
    const summer = await askJson(espn, scoreboard('nhl'));
    expect(at(summer, 'leagues.0.season.type')).toMatchObject({ type: 4, name: 'Off Season' });
    expect(at(summer, 'events.0.season')).toEqual({ year: 2027, type: 2, slug: 'regular-season' });
    expect(new Set(states(summer))).toEqual(new Set(['STATUS_SCHEDULED']));
  });

  it('calls a postponed game over, and not completed', async () => {
    const espn = await simulate({ clock: movingClock('2026-09-30T12:00Z') });
    const months = await Promise.all(
      ['202604', '202605', '202606', '202607', '202608', '202609'].map((month) =>
        askJson(espn, scoreboard('mlb', `?dates=${month}&limit=1000`)),
      ),
    );
    const postponed = months
      .flatMap((month) => list(month, 'events'))
      .find((event) => at(event, 'status.type.name') === 'STATUS_POSTPONED');
    expect(at(postponed, 'status.type')).toEqual({
      id: '6',
      name: 'STATUS_POSTPONED',
      state: 'post',
      completed: false,
      description: 'Postponed',
      detail: 'Postponed',
      shortDetail: 'Postponed',
    });
  });

  it.each(Object.keys(LEAGUES) as League[])('of the %s is on when a team is brought on', async (league) => {
    const clock = movingClock('2026-11-25T15:00Z');
    const espn = await simulate({ clock });
    const team = text(
      await askJson(espn, `/apis/site/v2/sports/${LEAGUES[league]}/teams`),
      'sports.0.leagues.0.teams.3.team.id',
    );
    const mine = async () =>
      list(await askJson(espn, scoreboard(league, '?limit=1000')), 'events')
        .filter((event) => list(event, 'competitions.0.competitors').some((side) => at(side, 'team.id') === team))
        .map((event) => text(event, 'status.type.state'));
    const slug = LEAGUES[league].split('/')[1] ?? '';
    espn.configure({ live: { [slug]: [team] } });
    expect(await mine()).toContain('in');
    // Another knob does not bring on another game.
    clock.advance(6 * HOUR);
    espn.configure({ latency: 1 });
    expect(await mine()).not.toContain('in');
    espn.configure({ live: {} });
    expect(await askJson(espn, '/__control')).toMatchObject({ live: {} });
  });

  it('is as fast as the others', async () => {
    const espn = await simulate();
    const before = performance.now();
    await askJson(espn, scoreboard('mlb'));
    expect(performance.now() - before).toBeLessThan(2000);
  });
});

describe('the season', () => {
  it.each([
    ['nfl', 2026, '2026'],
    ['nba', 2027, '2026-27'],
    ['mlb', 2026, '2026'],
    ['nhl', 2027, '2026-27'],
    ['wnba', 2026, '2026'],
    ['cfb', 2026, '2026'],
    ['mbb', 2027, '2026-27'],
    ['wbb', 2027, '2026-27'],
  ] as const)('of the %s in November 2026 is %i', async (league, year, displayName) => {
    const espn = await simulate();
    const json = await askJson(espn, season(league));
    expect(json).toMatchObject({ year, displayName });
    expect(text(json, 'startDate')).toMatch(/^\d{4}-\d\d-\d\dT0[78]:00:00\.000\+00:00$/);
    const types = list(json, 'types');
    expect(types.map((type) => at(type, 'type'))).toEqual(league === 'nba' ? [1, 2, 3, 4, 5] : [1, 2, 3, 4]);
    expect(at(types[1], 'name')).toBe('Regular Season');
    expect(at(json, 'endDate')).toBe(at(types[2], 'endDate'));
  });

  it('turns over with the clock, on every document', async () => {
    const clock = movingClock('2026-07-31T06:59Z');
    const espn = await simulate({ clock });
    const years = async () => [
      at(await askJson(espn, season('nfl')), 'year'),
      at(await askJson(espn, '/apis/site/v2/sports/football/nfl/teams/12/roster'), 'season.year'),
      at(await askJson(espn, scoreboard('nfl', '?dates=20260910')), 'leagues.0.season.year'),
    ];
    expect(await years()).toEqual([2025, 2025, 2025]);
    clock.advance(MINUTE);
    expect(await years()).toEqual([2026, 2026, 2026]);
    expect(at(await askJson(espn, '/apis/site/v2/sports/football/nfl/teams/12/roster'), 'season.name')).toBe(
      'Preseason',
    );
  });

  it('of a league that there is not is a 404', async () => {
    const espn = await simulate();
    for (const path of ['/apis/common/v3/sports/football/xfl/season', '/apis/site/v2/sports/soccer/nfl/scoreboard']) {
      expect((await ask(espn, path)).status).toBe(404);
    }
  });
});

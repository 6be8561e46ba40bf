import { describe, expect, it } from 'vitest';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import { movingClock } from './moving-clock.ts';
import { ask, simulate } from './support.ts';

const TABLE =
  '/apis/common/v3/sports/football/nfl/statistics/byathlete?season=2026&seasontype=2&isqualified=false&limit=1000&page=1&sort=general.gamesPlayed:desc';

/** Without the address of the server, which is another one every time. */
const textOf = async (espn: SimulatedEspn, path: string): Promise<string> =>
  (await (await ask(espn, path)).text()).replaceAll(espn.url, 'http://espn.invalid');
const tableOf = (espn: SimulatedEspn): Promise<string> => textOf(espn, TABLE);

// Somebody moves between two games of theirs.
const TRADES = [{ at: Date.parse('2026-11-09T12:00Z'), league: 'nfl', athlete: '4241389', to: 'KC' }];

describe('a large table', () => {
  it('is at every moment what a provider tells that is asked for the first time', async () => {
    const clock = movingClock('2026-11-08T17:00Z');
    const espn = await simulate({ clock, trades: TRADES });
    const tables: string[] = [];
    // Before the games of a Sunday, during the first of them, after them, and a week later.
    for (const moment of ['2026-11-08T17:00Z', '2026-11-08T18:30Z', '2026-11-08T22:00Z', '2026-11-16T06:00Z']) {
      clock.set(moment);
      const table = await tableOf(espn);
      expect(table === (await tableOf(await simulate({ clock, trades: TRADES })))).toBe(true);
      tables.push(table);
    }
    expect(tables[1] === tables[0]).toBe(true);
    expect(new Set(tables).size).toBe(3);
  });

  it('is without the fields that the provider drops, and with them again', async () => {
    const espn = await simulate();
    const whole = await tableOf(espn);
    espn.configure({ fields: [{ endpoint: 'seasonTable', path: 'athletes.*.athlete.displayName', change: 'drop' }] });
    const dropped = await tableOf(espn);
    expect(dropped.length).toBeLessThan(whole.length);
    espn.configure({ fields: [] });
    expect((await tableOf(espn)) === whole).toBe(true);
  });

  it('is cut short or answered with an error where the provider is out of order, and whole afterwards', async () => {
    const espn = await simulate();
    const whole = await tableOf(espn);
    espn.configure({ fail: 'truncated' });
    expect((await tableOf(espn)).length).toBeLessThan(whole.length);
    espn.configure({ fail: 'error500' });
    expect((await ask(espn, TABLE)).status).toBe(500);
    espn.configure({ fail: 'none' });
    expect((await tableOf(espn)) === whole).toBe(true);
  });
});

const KANSAS_CITY = '/apis/site/v2/sports/football/nfl/teams/12/roster';
const LOS_ANGELES = '/apis/site/v2/sports/football/nfl/teams/14/roster';
const EVERYBODY = '/v2/sports/football/nfl/athletes?limit=10000';

describe.each([KANSAS_CITY, LOS_ANGELES, EVERYBODY])('the list of players at %s', (path) => {
  it('is at every moment what a provider tells that is asked for the first time, its time included', async () => {
    const clock = movingClock('2026-11-09T11:00Z');
    const espn = await simulate({ clock, trades: TRADES });
    const lists: string[] = [];
    // Twice on the day before a trade, after it, on the next day, and in the play-offs.
    for (const moment of [
      '2026-11-09T11:00',
      '2026-11-09T11:30',
      '2026-11-09T13:00',
      '2026-11-10T13:00',
      '2027-01-20T13:00',
    ]) {
      clock.set(`${moment}Z`);
      const list = await textOf(espn, path);
      expect(list === (await textOf(await simulate({ clock, trades: TRADES }), path))).toBe(true);
      lists.push(list);
    }
    expect(new Set(lists).size).toBeGreaterThanOrEqual(3);
  });

  it('is empty where it comes back empty, and whole afterwards', async () => {
    const espn = await simulate({ clock: movingClock('2026-11-09T11:00Z') });
    const whole = await textOf(espn, path);
    espn.configure({
      fields: [{ endpoint: path.includes('roster') ? 'roster' : 'everyPlayer', path: 'athletes', change: 'drop' }],
    });
    expect((await textOf(espn, path)).length).toBeLessThan(whole.length / 2);
    espn.configure({ fields: [] });
    expect((await textOf(espn, path)) === whole).toBe(true);
  });
});

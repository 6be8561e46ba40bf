import { describe, expect, it } from 'vitest';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import { HOUR, movingClock } from './moving-clock.ts';
import { askJson, at, LEAGUES, list, PATHS, rosterOf, simulate, text } from './support.ts';

const MAHOMES = '3139477';
const moves = (league: keyof typeof LEAGUES, query = '') =>
  `/apis/site/v2/sports/${LEAGUES[league]}/transactions${query}`;

const post = async (espn: SimulatedEspn, body: unknown) => {
  const response = await fetch(`${espn.url}/__control/trades`, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
};

const rosterIds = async (espn: SimulatedEspn, team: string) =>
  rosterOf(await askJson(espn, PATHS.roster('nfl', team))).map((athlete) => text(athlete, 'id'));

const linesAbout = async (espn: SimulatedEspn, name: string) =>
  list(await askJson(espn, moves('nfl', '?limit=1000')), 'transactions')
    .filter((line) => text(line, 'description').includes(name))
    .map((line) => [text(line, 'team.abbreviation'), text(line, 'description')]);

describe('a trade', () => {
  it('shows on both rosters at once, and as a line for each team', async () => {
    const espn = await simulate();
    expect(await linesAbout(espn, 'Mahomes')).toEqual([]);
    const traded = await post(espn, { league: 'nfl', athleteId: MAHOMES, to: 'NYJ' });
    const trade = { league: 'nfl', athleteId: MAHOMES, name: 'Patrick Mahomes', from: 'KC', to: 'NYJ' };
    expect(traded).toMatchObject({ status: 201, body: trade });
    expect(await rosterIds(espn, 'KC')).not.toContain(MAHOMES);
    expect(await rosterIds(espn, 'NYJ')).toContain(MAHOMES);
    expect(await linesAbout(espn, 'Mahomes')).toEqual([
      ['KC', 'Traded QB Patrick Mahomes to the New York Jets for a conditional draft pick.'],
      ['NYJ', 'Acquired QB Patrick Mahomes from the Kansas City Chiefs for a conditional draft pick.'],
    ]);
    expect(at(await askJson(espn, PATHS.athlete('nfl', MAHOMES)), 'team.$ref')).toMatch(/teams\/20\?/);
    expect(await askJson(espn, '/__control/trades')).toMatchObject({ trades: [trade] });
    const [newest] = list(await askJson(espn, moves('nfl', '?limit=1')), 'transactions');
    expect(newest).toMatchObject({ date: '2026-11-22T08:00Z' });
    expect(JSON.stringify(newest)).not.toContain(MAHOMES);
  });

  it('may be a waiving or a signing, by name, with words of its own', async () => {
    const espn = await simulate();
    espn.trade({ league: 'nfl', name: 'patrick mahomes', to: null });
    expect(await rosterIds(espn, 'KC')).not.toContain(MAHOMES);
    expect(await askJson(espn, PATHS.athlete('nfl', MAHOMES))).toMatchObject({ status: { type: 'free-agent' } });
    espn.trade({ league: 'nfl', athleteId: MAHOMES, to: '12', description: 'Re-signed QB Patrick Mahomes.' });
    expect(await rosterIds(espn, 'KC')).toContain(MAHOMES);
    expect(await linesAbout(espn, 'Mahomes')).toEqual([
      ['KC', 'Waived QB Patrick Mahomes.'],
      ['KC', 'Re-signed QB Patrick Mahomes.'],
    ]);
  });

  it.each([
    ['no league', { athleteId: MAHOMES, to: 'NYJ' }, 'league'],
    ['another league', { league: 'xfl', athleteId: MAHOMES, to: 'NYJ' }, 'league'],
    ['nobody', { league: 'nfl', to: 'NYJ' }, 'athleteId'],
    ['somebody twice', { league: 'nfl', athleteId: MAHOMES, name: 'Patrick Mahomes', to: 'NYJ' }, 'athleteId'],
    ['an id that nobody has', { league: 'nfl', athleteId: '1', to: 'NYJ' }, 'athleteId'],
    ['a name that nobody has', { league: 'nfl', name: 'Nobody Here', to: 'NYJ' }, 'name'],
    ['a name that two have', { league: 'nfl', name: 'Byron Young', to: 'NYJ' }, 'name'],
    ['no team', { league: 'nfl', athleteId: MAHOMES }, 'to'],
    ['another team', { league: 'nfl', athleteId: MAHOMES, to: 'LAL' }, 'to'],
    ['the team they are on', { league: 'nfl', athleteId: MAHOMES, to: 'KC' }, 'to'],
    ['no text', { league: 'nfl', athleteId: MAHOMES, to: 'NYJ', description: '' }, 'description'],
    ['something else', { league: 'nfl', athleteId: MAHOMES, to: 'NYJ', when: 'now' }, 'when'],
    ['a list', [], 'body'],
  ])('of %s is refused, and the field is named', async (_, body, field) => {
    const espn = await simulate();
    const refused = await post(espn, body);
    expect([refused.status, at(refused.body, 'field')]).toEqual([400, field]);
    expect(await askJson(espn, '/__control/trades')).toEqual({ trades: [] });
  });
});

describe('a trade on a date', () => {
  const deadline = Date.parse('2026-11-10T21:00Z');

  it('takes place when the clock passes it', async () => {
    const clock = movingClock('2026-11-10T20:59Z');
    const espn = await simulate({
      clock,
      trades: [{ at: deadline, league: 'nfl', athlete: 'Patrick Mahomes', to: 'NYJ' }],
    });
    expect(await rosterIds(espn, 'KC')).toContain(MAHOMES);
    expect(await linesAbout(espn, 'Mahomes')).toEqual([]);
    clock.set('2026-11-12T12:00Z');
    expect(await rosterIds(espn, 'KC')).not.toContain(MAHOMES);
    expect(await askJson(espn, '/__control/trades')).toMatchObject({ trades: [{ at: deadline, to: 'NYJ' }] });
    const line = list(await askJson(espn, moves('nfl', '?limit=1000')), 'transactions').find((each) =>
      text(each, 'description').includes('Mahomes'),
    );
    expect(at(line, 'date')).toBe('2026-11-10T08:00Z');
  });

  it('that has become impossible by then is left out', async () => {
    const clock = movingClock('2026-11-10T12:00Z');
    const trades = [{ at: deadline, league: 'nfl', athlete: MAHOMES, to: 'NYJ' }];
    const espn = await simulate({ clock, trades });
    espn.trade({ league: 'nfl', athleteId: MAHOMES, to: 'NYJ' });
    clock.advance(24 * HOUR);
    expect(await rosterIds(espn, 'NYJ')).toContain(MAHOMES);
    expect(list(await askJson(espn, '/__control/trades'), 'trades')).toHaveLength(1);
  });

  it.each([
    ['trades.0.athlete', { at: deadline, league: 'nfl', athlete: 'Nobody Here', to: 'NYJ' }],
    ['trades.0.to', { at: deadline, league: 'nfl', athlete: MAHOMES, to: 'LAL' }],
    ['trades.0.at', { at: NaN, league: 'nfl', athlete: MAHOMES, to: 'NYJ' }],
  ])('is checked at the start: %s', async (field, trade) => {
    await expect(simulate({ trades: [trade] })).rejects.toMatchObject({ name: 'FieldError', field });
  });
});

describe('the list of moves', () => {
  it.each(Object.keys(LEAGUES) as (keyof typeof LEAGUES)[])(
    'of the %s has a few a week, newest first',
    async (league) => {
      const espn = await simulate();
      const json = await askJson(espn, moves(league, '?limit=1000'));
      const lines = list(json, 'transactions');
      expect(at(json, 'count')).toBe(lines.length);
      expect(lines.length).toBeGreaterThan(10);
      const dates = lines.map((line) => text(line, 'date'));
      expect(dates).toEqual(dates.toSorted().toReversed());
      expect(dates.every((date) => /^\d{4}-\d\d-\d\dT0[78]:00Z$/.test(date))).toBe(true);
      const teams = list(
        await askJson(espn, `/apis/site/v2/sports/${LEAGUES[league]}/teams?limit=1000`),
        'sports.0.leagues.0.teams',
      );
      const ids = new Set(teams.map((team) => text(team, 'team.id')));
      for (const line of lines) expect(ids.has(text(line, 'team.id'))).toBe(true);
    },
  );

  it('comes in pages, and by season', async () => {
    const clock = movingClock('2026-11-22T12:00Z');
    const espn = await simulate({ clock });
    const all = list(await askJson(espn, moves('nba', '?limit=1000')), 'transactions');
    const second = await askJson(espn, moves('nba', '?limit=10&page=2'));
    expect(list(second, 'transactions')).toEqual(all.slice(10, 20));
    expect(second).toMatchObject({ pageIndex: 2, pageSize: 10, pageCount: Math.ceil(all.length / 10) });
    expect(at(second, 'season')).toEqual({ year: 2027, type: 2, name: 'Regular Season', displayName: '2026-27' });
    const before = list(await askJson(espn, moves('nba', '?season=2026&limit=1000')), 'transactions');
    expect(before.length).toBeGreaterThan(100);
    expect(before.every((line) => text(line, 'date') < '2026-09-24T08')).toBe(true);
    expect(list(await askJson(espn, moves('nba', '?season=1990')), 'transactions')).toEqual([]);
    expect(list(await askJson(espn, moves('nba', '?season=2031')), 'transactions')).toEqual([]);
    // What was there yesterday is there today.
    clock.advance(7 * 24 * HOUR);
    const later = list(await askJson(espn, moves('nba', '?limit=1000')), 'transactions');
    expect(later.slice(-all.length)).toEqual(all);
  });
});

import { expect, it } from 'vitest';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model.ts';
import { QUESTIONS } from '../upstream-contract.ts';
import { anyCall, espnAnswering } from '../../support/fake-espn.ts';
import { describeRecorded, recordedText } from '../../support/recorded.ts';

const espnWith = (body: string, { status = 200 } = {}) => espnAnswering(recordedText(`espn/${body}`), { status }).espn;

describeRecorded('ESPN bodies as recorded', () => {
  it.each([
    ['nfl', 32, 2024, '12', 'KC', 'Kansas City Chiefs'],
    ['nba', 30, 2025, '13', 'LAL', 'Los Angeles Lakers'],
  ] as const)('%s has %i teams and is in %i', async (league, count, year, id, abbreviation, name) => {
    const { season, teams } = await espnWith(`${league}/teams-list-2025-05.json`).teams(league, anyCall);
    expect(season).toBe(year);
    expect(teams).toHaveLength(count);
    expect(new Set(teams.map((team) => team.id)).size).toBe(count);
    expect(teams.find((team) => team.id === id)).toMatchObject({ abbreviation, name });
    expect(teams.every((team) => team.location !== '' && /^[a-z0-9-]+$/.test(team.slug))).toBe(true);
  });

  it('Kansas City has 85 players in six groups, two of them hurt and many without a number', async () => {
    const roster = await espnWith('nfl/roster-12-KC-2025-05-12.json').roster('nfl', '12' as TeamId, anyCall);
    expect(roster).toMatchObject({ season: 2024, team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' } });
    const athletes = roster?.athletes ?? [];
    expect(athletes).toHaveLength(85);
    expect(athletes.filter(({ jersey }) => jersey === null)).toHaveLength(24);
    expect(athletes.filter(({ status }) => status === 'day-to-day')).toHaveLength(2);
    expect(athletes.every(({ teamId, position }) => teamId === '12' && position !== null)).toBe(true);
    expect(athletes.find(({ id }) => id === '3139477')).toMatchObject({ name: 'Patrick Mahomes', jersey: '15' });
  });

  it('the Lakers have 17 players in a flat list', async () => {
    const roster = await espnWith('nba/roster-13-LAL-2025-05-31.json').roster('nba', '13' as TeamId, anyCall);
    expect(roster?.season).toBe(2025);
    expect(roster?.athletes).toHaveLength(17);
    expect(roster?.athletes.map(({ name }) => name)).toEqual(expect.arrayContaining(['Luka Doncic', 'LeBron James']));
  });

  it.each([
    ['nfl', '3139477', { name: 'Patrick Mahomes', position: 'QB', teamId: '12', jersey: '15', status: 'active' }],
    // He refers to his last team still.
    ['nba', '4011', { name: 'Ricky Rubio', position: 'PG', teamId: null, jersey: '13', status: 'inactive' }],
  ] as const)('%s athlete %s', async (league, id, expected) => {
    const athlete = await espnWith(`${league}/athlete-${id}-core.json`).player(league, id as PlayerId, anyCall);
    expect(athlete).toEqual({ id, ...expected });
  });

  it('a search that finds leagues finds nobody', async () => {
    expect(await espnWith('search/search-v3-nfl.json').search('nfl', 'nfl', anyCall)).toEqual([]);
    expect(await espnWith('errors/core-200-empty-list.json').search('nfl', 'x', anyCall)).toEqual([]);
  });

  it.each([
    ['nfl', '3139477', ['12'], ['passing', 'rushing', 'receiving', 'defensive', 'scoring']],
    ['nba', '1966', ['5', '14', '13'], ['averages', 'totals', 'miscellaneous']],
  ] as const)('the career of %s athlete %s', async (league, id, teams, categories) => {
    const espn = espnWith(`${league}/athlete-${id}-stats-v3.json`);
    const table = await espn.career(league, id as PlayerId, 'regular', anyCall);
    expect(table?.teams.map((team) => team.id)).toEqual(teams);
    expect(table?.categories.map(({ name }) => name)).toEqual(categories);
    // The same document is not the postseason's, which it offers and does not hold.
    await expect(espn.career(league, id as PlayerId, 'postseason', anyCall)).rejects.toMatchObject({
      code: 'malformed',
    });
  });

  it.each([
    'nfl/team-12-KC-detail-2025-05.json',
    'nfl/athletes-core-v2-list-page1.json',
    'nfl/athlete-3139477-bio-v3.json',
    'nfl/athlete-3139477-core-statisticslog.json',
    'nfl/season-2024.json',
    'nba/news-2026-05-23.json',
  ])('%s is not the document asked for, whatever was asked', async (body) => {
    const { search, ...documents } = QUESTIONS;
    for (const ask of Object.values(documents)) {
      await expect(ask(espnWith(body), anyCall)).rejects.toMatchObject({ code: 'malformed' });
    }
    if (body !== 'nfl/athletes-core-v2-list-page1.json') {
      await expect(search?.(espnWith(body), anyCall)).rejects.toMatchObject({ code: 'malformed' });
    }
  });

  // Which questions each recorded error answers with "there is none"; to the others it is a failure.
  it.each([
    ['core-404-no-instance.json', 404, ['roster', 'player', 'career']],
    ['core-404-no-stats.json', 404, ['career']],
    ['core-404-no-stats-cfb.json', 404, ['career']],
    ['core-404-no-stats-nhl.json', 404, ['career']],
    ['core-404-no-coach.json', 404, []],
    ['site-404-unable-to-get-sport-data.json', 404, []],
    ['fantasy-404-not-found.json', 404, []],
    ['fantasy-400-filter-limit-missing-sort.json', 400, []],
  ] as const)('%s means none for %i: %j', async (body, status, absent: readonly string[]) => {
    for (const [question, ask] of Object.entries(QUESTIONS)) {
      const outcome = ask(espnWith(`errors/${body}`, { status }), anyCall);
      if (absent.includes(question)) await expect(outcome).resolves.toBeNull();
      else await expect(outcome).rejects.toMatchObject({ code: 'failed' });
    }
  });

  it.each(['mlb', 'nhl'] as const)('a grouped roster of a league to come reads the same: %s', async (folder) => {
    const [body, id] = { mlb: ['roster-15-ATL-2025-05-19', '15'], nhl: ['roster-21-TOR-2025-05-29', '21'] }[folder];
    const roster = await espnWith(`${folder}/${body ?? ''}.json`).roster(
      'nfl' satisfies LeagueId,
      id as TeamId,
      anyCall,
    );
    expect(roster?.athletes.length).toBeGreaterThan(20);
  });
});

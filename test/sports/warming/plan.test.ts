import { describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, type Query } from '../../../lib/cache/index.ts';
import type { PlayerId, Roster, StatLine, TeamId } from '../../../lib/sports/model.ts';
import type { TablePage } from '../../../lib/sports/resources/index.ts';
import { allowanceOf, thriftOf } from '../../../lib/sports/warming/allowance.ts';
import type { Holding } from '../../../lib/sports/warming/holding.ts';
import { leagueOrder } from '../../../lib/sports/warming/league-order.ts';
import { affordable, planWarming, type Plan } from '../../../lib/sports/warming/plan.ts';
import type { LeagueSnapshot, PlayerHoldings, TableHolding } from '../../../lib/sports/warming/snapshot.ts';
import type { Outcome } from '../../../lib/sports/warming/work.ts';
import { playerIds } from './large-league.ts';

const NOW = Date.parse('2025-11-18T12:00Z');

const queryOf = <V>(key: string): Query<V> => ({
  key: cacheKey(key),
  namespace: 'nfl',
  policy: { freshFor: 1, staleWhileRevalidate: 0, staleIfError: 0, absentFor: 0 },
  scopes: [],
  source: { key, load: () => Promise.reject(new Error('a plan asks nobody')) },
  decode: (json) => json as V,
  keep: () => Promise.resolve(undefined),
});

interface HeldFor<V> {
  readonly value?: V;
  readonly freshFor?: number;
  readonly age?: number;
}

const holds = <V>(key: string, { value, freshFor = hours(1), age = minutes(30) }: HeldFor<V> = {}): Holding<V> => ({
  query: queryOf(key),
  held: { loadedAt: NOW - age, freshUntil: NOW + freshFor, isAbsent: false, value: () => value },
});
const lacks = <V>(key: string): Holding<V> => ({ query: queryOf(key), held: undefined });

const lineFrom = (source?: 'season-table'): StatLine => ({
  player: { id: '1' as PlayerId, name: 'Player Number1', position: null },
  league: 'nfl',
  season: 2025,
  seasonType: 'regular',
  teams: [{ id: '1' as TeamId, abbreviation: 'T1', name: 'Town 1 Team' }],
  categories: {},
  ...(source && { source }),
});

const playerOf = (id: PlayerId, line: Holding<StatLine>): PlayerHoldings => ({
  id,
  document: undefined,
  stats: [{ type: 'regular', season: 2025, line, career: undefined }],
});
const lacking = (count: number): readonly PlayerHoldings[] =>
  playerIds(count).map((id) => playerOf(id, lacks(`line:${id}`)));

const pageOf = (page: number, holding: Holding<TablePage>): TableHolding => ({
  ...holding,
  of: { league: 'nfl', season: 2025, type: 'regular', group: 'everybody', page },
});

const snapshotOf = (given: Partial<LeagueSnapshot> = {}): LeagueSnapshot => ({
  league: 'nfl',
  now: NOW,
  nextRun: NOW + minutes(5),
  phase: 'regular',
  isFrugal: false,
  listsEverybody: true,
  season: holds('season'),
  teams: holds('teams'),
  live: holds('live'),
  rosters: [],
  directory: holds('directory'),
  tables: [],
  players: [],
  ...given,
});

const keysOf = (plan: Plan): readonly (readonly string[])[] => plan.map((stage) => stage.map(({ query }) => query.key));
const plan = (given: Partial<LeagueSnapshot>, tried: Readonly<Record<string, Outcome>> = {}) =>
  keysOf(planWarming(snapshotOf(given), new Map(Object.entries(tried).map(([key, value]) => [cacheKey(key), value]))));

describe('the plan of a run', () => {
  it('is empty where everything is fresh until the next one', () => {
    const rosters = [holds<Roster>('roster:1', { freshFor: minutes(5) }), holds<Roster>('roster:2')];
    expect(plan({ rosters })).toEqual([]);
  });

  it('takes what ends before the next run', () => {
    const rosters = [
      holds<Roster>('roster:1', { freshFor: minutes(4) }),
      holds<Roster>('roster:2'),
      holds<Roster>('roster:3', { freshFor: -1 }),
    ];
    expect(plan({ rosters })).toEqual([['roster:1', 'roster:3']]);
  });

  it('begins with what the rest depends on, and with nothing else', () => {
    const given = { season: lacks<never>('season'), live: lacks<never>('live'), rosters: [lacks<never>('roster:1')] };
    expect(plan(given)).toEqual([['season'], ['live']]);
    expect(plan(given, { season: 'failed', live: 'loaded' })).toEqual([['roster:1']]);
  });

  it('makes a directory of rosters when they have been loaded', () => {
    const given = { rosters: [lacks<never>('roster:1')], directory: lacks<never>('directory'), listsEverybody: false };
    expect(plan({ ...given, listsEverybody: true })).toEqual([['roster:1'], ['directory']]);
    expect(plan(given)).toEqual([['roster:1']]);
    expect(plan(given, { 'roster:1': 'loaded' })).toEqual([['directory']]);
  });
});

describe('a table and single calls', () => {
  const first = lacks<TablePage>('page:1');

  it('are weighed by what they cost: an unknown group is taken for three pages', () => {
    const tables = [pageOf(1, first)];
    expect(plan({ tables, players: lacking(3) })).toEqual([['line:1', 'line:2', 'line:3']]);
    expect(plan({ tables, players: lacking(4) })).toEqual([['page:1']]);
  });

  it('are weighed again when the first page has said how many there are', () => {
    const tables = [
      pageOf(1, holds('page:1', { age: 0 })),
      ...[2, 3].map((page) => pageOf(page, lacks(`page:${page}`))),
    ];
    expect(plan({ tables, players: lacking(2) }, { 'page:1': 'loaded' })).toEqual([['line:1', 'line:2']]);
    expect(plan({ tables, players: lacking(3) }, { 'page:1': 'loaded' })).toEqual([['page:2', 'page:3']]);
  });

  it('are not weighed for a career, which has more than a table', () => {
    const ended = (source?: 'season-table') =>
      playerIds(9).map((id) => playerOf(id, holds(`line:${id}`, { value: lineFrom(source), freshFor: -1 })));
    const tables = [pageOf(1, holds<TablePage>('page:1', { age: hours(25) }))];
    expect(plan({ tables, players: ended('season-table') })).toEqual([['page:1']]);
    expect(plan({ tables, players: ended() })).toEqual([playerIds(9).map((id) => `line:${id}`)]);
  });

  it('do not stand in for one another when the table has failed', () => {
    expect(plan({ tables: [pageOf(1, first)], players: lacking(9) }, { 'page:1': 'failed' })).toEqual([]);
  });
});

describe('what is affordable', () => {
  it('is the beginning of the plan, and whatever costs nothing', () => {
    const item = (key: string, calls: number) => ({
      query: queryOf(key),
      loadedAt: 0,
      calls,
      why: 'nothing is held' as const,
    });
    const whole = [[item('a', 1), item('b', 1)], [item('c', 1)], [item('d', 0)]];
    expect(keysOf(affordable(whole, 1))).toEqual([['a'], ['d']]);
    expect(keysOf(affordable(whole, Infinity))).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('grows with the day, a quarter ahead of it, to what foresight may spend', () => {
    const spending = { perDay: 1000, foresightStopsAt: 800, spent: 100 };
    const at = (time: string): number => allowanceOf(spending, Date.parse(`2025-11-18T${time}Z`));
    expect([at('00:00'), at('12:00'), at('18:00'), at('23:00')]).toEqual([100, 500, 700, 700]);
    expect(allowanceOf({ ...spending, spent: 900 }, NOW)).toBe(0);
    expect(allowanceOf(undefined, NOW)).toBe(Infinity);
    expect(thriftOf({ ...spending, spent: 500 })).toEqual({ isThrifty: true, isFrugal: false });
    expect(thriftOf({ ...spending, perDay: 100 })).toEqual({ isThrifty: true, isFrugal: true });
  });
});

describe('the order of the leagues', () => {
  it('has those that play first, and begins with another one each time', () => {
    const order = (run: number) => leagueOrder(['mlb', 'nfl', 'wnba', 'nba'], { now: NOW, run });
    expect(order(0)).toEqual(['nfl', 'nba', 'mlb', 'wnba']);
    expect(order(1)).toEqual(['nba', 'nfl', 'wnba', 'mlb']);
    expect(order(2)).toEqual(order(0));
  });
});

import { describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, type Query } from '../../../lib/cache/index.ts';
import { joinLive, type LiveState } from '../../../lib/sports/stats/live-games.ts';
import type { Career, Game, PlayerId, Roster, StatLine, TeamId } from '../../../lib/sports/model.ts';
import type { SeasonTableLoad } from '../../../lib/sports/resources/index.ts';
import { allowanceOf, thriftOf } from '../../../lib/sports/warming/call-pacing.ts';
import type { Holding } from '../../../lib/sports/warming/cached.ts';
import { leagueOrder } from '../../../lib/sports/warming/league-order.ts';
import { affordable, planWarming, type Plan } from '../../../lib/sports/warming/plan.ts';
import type { LeagueSnapshot, PlayerHoldings, TableHolding } from '../../../lib/sports/warming/snapshot.ts';
import type { Outcome } from '../../../lib/sports/warming/work.ts';
import { playerIds } from './large-league.ts';

const NOW = Date.parse('2025-11-18T12:00Z');
const SERVED_STALE = minutes(5);

const queryOf = <V>(key: string): Query<V> => ({
  key: cacheKey(key),
  namespace: 'nfl',
  policy: { freshFor: 1, staleWhileRevalidate: SERVED_STALE, staleIfError: 0, absentFor: 0 },
  scopes: [],
  source: { key, load: () => Promise.reject(new Error('a plan asks nobody')) },
  decode: (json) => json as V,
  confirm: () => Promise.resolve(undefined),
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

const pageOf = (page: number, holding: Holding<SeasonTableLoad>): TableHolding => ({
  ...holding,
  of: { league: 'nfl', season: 2025, type: 'regular', group: 'everybody', page },
});

const pageHeld = (age: number, freshFor = -1): Holding<SeasonTableLoad> =>
  holds('page:1', { value: { pages: 2, filled: 500, wholeAt: NOW - age }, age, freshFor });

const snapshotOf = (given: Partial<LeagueSnapshot> = {}): LeagueSnapshot => ({
  league: 'nfl',
  now: NOW,
  nextRun: NOW + minutes(5),
  phase: 'regular',
  follows: true,
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

describe('a plan where calls are dear', () => {
  it('begins with what tells of everybody in a few calls', () => {
    const given = {
      tables: [pageOf(1, lacks<SeasonTableLoad>('page:1'))],
      rosters: [lacks<Roster>('roster:1')],
      directory: lacks<never>('directory'),
    };
    expect(plan({ ...given, isFrugal: true })).toEqual([['page:1'], ['directory'], ['roster:1']]);
    expect(plan(given)).toEqual([['roster:1'], ['directory'], ['page:1']]);
  });
});

describe('a table and single calls', () => {
  const first = pageOf(1, lacks<SeasonTableLoad>('page:1'));
  const ended = (source?: 'season-table') =>
    playerIds(9).map((id) => playerOf(id, holds(`line:${id}`, { value: lineFrom(source), freshFor: -minutes(6) })));
  const lines = playerIds(9).map((id) => `line:${id}`);

  it('are a table first, and a call for each of those it does not tell of', () => {
    expect(plan({ tables: [first], players: lacking(2) })).toEqual([['page:1']]);
    const pages = [pageOf(1, pageHeld(0, hours(1))), pageOf(2, lacks('page:2'))];
    expect(plan({ tables: pages, players: lacking(2) }, { 'page:1': 'loaded' })).toEqual([['page:2']]);
    const both = { 'page:1': 'loaded', 'page:2': 'loaded' } as const;
    expect(plan({ tables: pages, players: lacking(2) }, both)).toEqual([['line:1', 'line:2']]);
  });

  it('are a table for those who come with nobody: everybody else is asked about, too', () => {
    expect(plan({ tables: [first], players: [] })).toEqual([['page:1']]);
  });

  it("are a call for each whose line is a career's, which has more than a table", () => {
    const tables = [pageOf(1, pageHeld(hours(24)))];
    expect(plan({ tables, players: ended('season-table') })).toEqual([['page:1']]);
    expect(plan({ tables, players: ended() })).toEqual([lines, ['page:1']]);
  });

  it('are a group after another, because what they tell of a player is joined', () => {
    const groups = ['batting', 'pitching'].flatMap((group) =>
      [1, 2].map((page): TableHolding => {
        const { of, ...lacking } = pageOf(page, lacks(`${group}:${page}`));
        return { ...lacking, of: { ...of, group } };
      }),
    );
    expect(plan({ tables: groups })).toEqual([
      ['batting:1', 'batting:2'],
      ['pitching:1', 'pitching:2'],
    ]);
  });

  it('do not stand in for one another when the table has failed', () => {
    expect(plan({ tables: [first], players: lacking(9) }, { 'page:1': 'failed' })).toEqual([]);
  });
});

describe('while somebody plays', () => {
  const game: Game = {
    id: '1',
    date: new Date(NOW - hours(1)).toISOString(),
    state: 'in',
    period: null,
    clock: null,
    teams: ['1', '2'].map((id) => ({ id: id as TeamId, abbreviation: `T${id}`, home: id === '1', score: null })),
  };
  const live = holds<LiveState>('live', {
    value: joinLive('nfl', [game], { previous: undefined, now: NOW - hours(2) }),
  });
  const page = (age: number, freshFor?: number): TableHolding => pageOf(1, pageHeld(age, freshFor));
  const line = (served: number, source?: 'season-table'): Holding<StatLine> =>
    holds('line:1', { value: lineFrom(source), freshFor: served - SERVED_STALE });
  const withCareer = (career: Holding<Career>): PlayerHoldings => ({
    id: '1' as PlayerId,
    document: undefined,
    stats: [{ type: 'regular', season: 2025, line: line(minutes(9)), career }],
  });

  it('the table is asked with every run', () => {
    expect(plan({ live, tables: [page(minutes(5))] })).toEqual([['page:1']]);
    expect(plan({ live, tables: [page(minutes(5), minutes(6))] })).toEqual([]);
  });

  it('it is asked once an hour where nobody cares, and every four where calls are dear', () => {
    expect(plan({ live, follows: false, tables: [page(minutes(54))] })).toEqual([]);
    expect(plan({ live, follows: false, tables: [page(minutes(56))] })).toEqual([['page:1']]);
    const frugal = { live, follows: false, isFrugal: true };
    expect(plan({ ...frugal, tables: [page(hours(3))] })).toEqual([]);
    expect(plan({ ...frugal, tables: [page(hours(4))] })).toEqual([['page:1']]);
  });

  it('a line is loaded before it could no longer be served at once, and only if the table does not tell it', () => {
    const players = (served: number) => [playerOf('1' as PlayerId, line(served))];
    expect(plan({ live, players: players(minutes(6)) })).toEqual([]);
    expect(plan({ live, players: players(minutes(4)) })).toEqual([['line:1']]);
    expect(plan({ live, players: players(minutes(4)), tables: [page(minutes(5))] })).toEqual([['page:1']]);
    expect(plan({ live, players: players(minutes(4)), follows: false })).toEqual([]);
  });

  it('the table of the play-offs is asked in them, and the other one once a day', () => {
    const postseason: TableHolding = { ...page(minutes(5)), of: { ...page(0).of, type: 'postseason' } };
    const given = { live, phase: 'postseason' as const };
    const other = { ...postseason, query: queryOf<SeasonTableLoad>('page:1:postseason') };
    expect(plan({ ...given, tables: [page(minutes(5)), other] })).toEqual([['page:1:postseason']]);
    expect(plan({ ...given, tables: [page(hours(24)), other] })).toEqual([['page:1', 'page:1:postseason']]);
  });

  it('a line of the regular season is left alone in the play-offs', () => {
    expect(plan({ live, phase: 'postseason', players: [playerOf('1' as PlayerId, line(minutes(4)))] })).toEqual([]);
  });

  it('a career is loaded once an hour', () => {
    const career = (served: number) => holds<Career>('career:1', { freshFor: served - SERVED_STALE });
    expect(plan({ live, players: [withCareer(career(minutes(6)))] })).toEqual([]);
    expect(plan({ live, players: [withCareer(career(minutes(4)))] })).toEqual([['career:1']]);
    expect(plan({ live, players: [withCareer(lacks('career:1'))] })).toEqual([['career:1']]);
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
    const spending = { perDay: 1000, speculativeLimit: 800, spent: 100 };
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

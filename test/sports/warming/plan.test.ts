import { describe, expect, it } from 'vitest';
import { cacheKey, hours, minutes, type Query } from '../../../lib/cache/index.ts';
import { joinLive } from '../../../lib/sports/games/join.ts';
import type { Career, PlayerId, Roster, StatLine, TeamId, LiveState } from '../../../lib/sports/model/index.ts';
import { FILLED_SHAPES, type SeasonTableLoad } from '../../../lib/sports/resources/index.ts';
import { callsAllowedNow, isHalfSpent, pressureOf } from '../../../lib/sports/warming/call-pacing.ts';
import type { CachedQuery, Outcome } from '../../../lib/sports/warming/cached.ts';
import { affordable, planWarming, type Plan } from '../../../lib/sports/warming/plan.ts';
import type { PlayerQueries } from '../../../lib/sports/warming/player-snapshot.ts';
import type { LeagueSnapshot, PageQuery } from '../../../lib/sports/warming/snapshot.ts';
import { leagueOrder } from '../../../lib/sports/warming/warming.ts';
import { playerIds } from './large-league.ts';
import { gameOf } from '../../support/game.ts';

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

interface CachedFor<V> {
  readonly value?: V;
  readonly freshFor?: number;
  readonly age?: number;
}

const cached = <V>(
  key: string,
  { value, freshFor = hours(1), age = minutes(30) }: CachedFor<V> = {},
): CachedQuery<V> => ({
  query: queryOf(key),
  cached: { loadedAt: NOW - age, freshUntil: NOW + freshFor, isAbsent: false, value: () => value },
});
const uncached = <V>(key: string): CachedQuery<V> => ({ query: queryOf(key), cached: undefined });

const lineFrom = (source?: 'season-table'): StatLine => ({
  player: { id: '1' as PlayerId, name: 'Player Number1', position: null },
  league: 'nfl',
  season: 2025,
  seasonType: 'regular',
  teams: [{ id: '1' as TeamId, abbreviation: 'T1', name: 'Town 1 Team' }],
  categories: {},
  headline: [],
  ...(source && { source }),
});

const playerOf = (id: PlayerId, line: CachedQuery<StatLine>): PlayerQueries => ({
  id,
  document: undefined,
  stats: [{ type: 'regular', season: 2025, line, career: undefined }],
});
const lacking = (count: number): readonly PlayerQueries[] =>
  playerIds(count).map((id) => playerOf(id, uncached(`line:${id}`)));

const pageOf = (page: number, of: CachedQuery<SeasonTableLoad>): PageQuery => ({
  ...of,
  of: { league: 'nfl', season: 2025, type: 'regular', group: 'everybody', page },
});

const cachedPage = (age: number, freshFor = -1): CachedQuery<SeasonTableLoad> =>
  cached('page:1', { value: { pages: 2, filled: 500, wholeAt: NOW - age, shapes: FILLED_SHAPES }, age, freshFor });

const snapshotOf = (given: Partial<LeagueSnapshot> = {}): LeagueSnapshot => ({
  league: 'nfl',
  now: NOW,
  nextRun: NOW + minutes(5),
  phase: 'regular',
  followsGames: true,
  pressure: 'normal',
  hasEveryPlayer: true,
  season: cached('season'),
  teams: cached('teams'),
  live: cached('live'),
  rosters: [],
  directory: cached('directory'),
  pages: [],
  teamDocuments: [],
  players: [],
  ...given,
});

const keysOf = (plan: Plan): readonly (readonly string[])[] => plan.map((stage) => stage.map(({ query }) => query.key));
const plan = (given: Partial<LeagueSnapshot>, tried: Readonly<Record<string, Outcome>> = {}) =>
  keysOf(planWarming(snapshotOf(given), new Map(Object.entries(tried).map(([key, value]) => [cacheKey(key), value]))));

describe('the plan of a run', () => {
  it('is empty where everything is fresh until the next one', () => {
    const rosters = [cached<Roster>('roster:1', { freshFor: minutes(5) }), cached<Roster>('roster:2')];
    expect(plan({ rosters })).toEqual([]);
  });

  it('holds what expires before the next run', () => {
    const rosters = [
      cached<Roster>('roster:1', { freshFor: minutes(4) }),
      cached<Roster>('roster:2'),
      cached<Roster>('roster:3', { freshFor: -1 }),
    ];
    expect(plan({ rosters })).toEqual([['roster:1', 'roster:3']]);
  });

  it('begins with what the rest depends on, and holds nothing else then', () => {
    const given = {
      season: uncached<never>('season'),
      live: uncached<never>('live'),
      rosters: [uncached<never>('roster:1')],
    };
    expect(plan(given)).toEqual([['season'], ['live']]);
    expect(plan(given, { season: 'failed', live: 'loaded' })).toEqual([['roster:1']]);
  });

  it('has the directory made once the rosters have been loaded', () => {
    const given = {
      rosters: [uncached<never>('roster:1')],
      directory: uncached<never>('directory'),
      hasEveryPlayer: false,
    };
    expect(plan({ ...given, hasEveryPlayer: true })).toEqual([['roster:1'], ['directory']]);
    expect(plan(given)).toEqual([['roster:1']]);
    expect(plan(given, { 'roster:1': 'loaded' })).toEqual([['directory']]);
  });
});

describe('a plan with few calls', () => {
  it('begins with what covers every player in a few calls', () => {
    const given = {
      pages: [pageOf(1, uncached<SeasonTableLoad>('page:1'))],
      rosters: [uncached<Roster>('roster:1')],
      directory: uncached<never>('directory'),
    };
    expect(plan({ ...given, pressure: 'minimal' })).toEqual([['page:1'], ['directory'], ['roster:1']]);
    expect(plan(given)).toEqual([['roster:1'], ['directory'], ['page:1']]);
  });
});

describe('a table and single calls', () => {
  const first = pageOf(1, uncached<SeasonTableLoad>('page:1'));
  const ended = (source?: 'season-table') =>
    playerIds(9).map((id) => playerOf(id, cached(`line:${id}`, { value: lineFrom(source), freshFor: -minutes(6) })));
  const lines = playerIds(9).map((id) => `line:${id}`);

  it('are the table first, then a call for each player who is not on it', () => {
    expect(plan({ pages: [first], players: lacking(2) })).toEqual([['page:1']]);
    const pages = [pageOf(1, cachedPage(0, hours(1))), pageOf(2, uncached('page:2'))];
    expect(plan({ pages, players: lacking(2) }, { 'page:1': 'loaded' })).toEqual([['page:2']]);
    const both = { 'page:1': 'loaded', 'page:2': 'loaded' } as const;
    expect(plan({ pages, players: lacking(2) }, both)).toEqual([['line:1', 'line:2']]);
  });

  it('are the table also where no player is popular', () => {
    expect(plan({ pages: [first], players: [] })).toEqual([['page:1']]);
  });

  it('are a call for each player whose line came with a career, which has more than the table', () => {
    const pages = [pageOf(1, cachedPage(hours(24)))];
    expect(plan({ pages, players: ended('season-table') })).toEqual([['page:1']]);
    expect(plan({ pages, players: ended() })).toEqual([lines, ['page:1']]);
  });

  it('are one group of pages after the other, because their lines of a player are joined', () => {
    const groups = ['batting', 'pitching'].flatMap((group) =>
      [1, 2].map((page): PageQuery => {
        const { of, ...lacking } = pageOf(page, uncached(`${group}:${page}`));
        return { ...lacking, of: { ...of, group } };
      }),
    );
    expect(plan({ pages: groups })).toEqual([
      ['batting:1', 'batting:2'],
      ['pitching:1', 'pitching:2'],
    ]);
  });

  it('are the table for a player of no known team: whether that player has played is unknown', () => {
    const live = cached<LiveState>('live', {
      value: joinLive('nfl', [], { previous: undefined, now: NOW - hours(2) }),
    });
    const value = { ...lineFrom('season-table'), teams: [] };
    const players = [playerOf('1' as PlayerId, cached('line:1', { value, freshFor: -minutes(6) }))];
    expect(plan({ live, pages: [first], players })).toEqual([['page:1']]);
  });

  it('are no call for a stale page that nobody has played since: it is confirmed', () => {
    const live = cached<LiveState>('live', {
      value: joinLive('nfl', [], {
        previous: joinLive('nfl', [], { previous: undefined, now: NOW - hours(11) }),
        now: NOW,
      }),
    });
    const calls = (age: number, freshFor?: number) =>
      planWarming(snapshotOf({ live, pages: [pageOf(1, cachedPage(age, freshFor))] }), new Map())
        .flat()
        .map((item) => item.calls);
    expect(calls(hours(2))).toEqual([0]);
    expect(calls(hours(2), minutes(6))).toEqual([]);
    // As old as is confirmed at most.
    expect(calls(hours(23.5))).toEqual([1]);
    // Before the day whose games are known.
    expect(calls(hours(12))).toEqual([1]);
  });

  it('do not replace the table when it has failed', () => {
    expect(plan({ pages: [first], players: lacking(9) }, { 'page:1': 'failed' })).toEqual([]);
  });
});

describe('during a game', () => {
  const game = gameOf({ start: NOW - hours(1), state: 'in', teams: ['1', '2'] });
  const live = cached<LiveState>('live', {
    value: joinLive('nfl', [game], { previous: undefined, now: NOW - hours(2) }),
  });
  const page = (age: number, freshFor?: number): PageQuery => pageOf(1, cachedPage(age, freshFor));
  const line = (served: number, source?: 'season-table'): CachedQuery<StatLine> =>
    cached('line:1', { value: lineFrom(source), freshFor: served - SERVED_STALE });
  const withCareer = (career: CachedQuery<Career>): PlayerQueries => ({
    id: '1' as PlayerId,
    document: undefined,
    stats: [{ type: 'regular', season: 2025, line: line(minutes(9)), career }],
  });

  it('the table is loaded with every run', () => {
    expect(plan({ live, pages: [page(minutes(5))] })).toEqual([['page:1']]);
    expect(plan({ live, pages: [page(minutes(5), minutes(6))] })).toEqual([]);
  });

  it('a page is loaded again that another release has loaded, which filled what this one does not read', () => {
    const { of } = page(0);
    const value = { pages: 2, filled: 500, wholeAt: NOW, shapes: 'others' };
    const older: PageQuery = { of, ...cached('page:1', { value, age: 0, freshFor: hours(1) }) };
    expect(plan({ pages: [older] })).toEqual([['page:1']]);
    // Of a finished season, which is fresh for a month.
    const { key, namespace, policy, scopes, source } = older.query;
    const query = { key, namespace, policy, scopes, source, decode: (json: unknown) => json as SeasonTableLoad };
    expect(plan({ pages: [{ ...older, query }] })).toEqual([['page:1']]);
    expect(plan({ pages: [page(0, hours(1))] })).toEqual([]);
  });

  it('it is loaded once an hour where nobody asks about the league, and every four hours with few calls', () => {
    expect(plan({ live, followsGames: false, pages: [page(minutes(54))] })).toEqual([]);
    expect(plan({ live, followsGames: false, pages: [page(minutes(56))] })).toEqual([['page:1']]);
    const minimal = { live, followsGames: false, pressure: 'minimal' } as const;
    expect(plan({ ...minimal, pages: [page(hours(3))] })).toEqual([]);
    expect(plan({ ...minimal, pages: [page(hours(4))] })).toEqual([['page:1']]);
  });

  it('a line is loaded before it can no longer be served stale, and only if the table does not bring it', () => {
    const players = (served: number) => [playerOf('1' as PlayerId, line(served))];
    expect(plan({ live, players: players(minutes(6)) })).toEqual([]);
    expect(plan({ live, players: players(minutes(4)) })).toEqual([['line:1']]);
    expect(plan({ live, players: players(minutes(4)), pages: [page(minutes(5))] })).toEqual([['page:1']]);
    expect(plan({ live, players: players(minutes(4)), followsGames: false })).toEqual([]);
  });

  it('the table of the play-offs is loaded during them, and the other one once a day', () => {
    const postseason: PageQuery = { ...page(minutes(5)), of: { ...page(0).of, type: 'postseason' } };
    const given = { live, phase: 'postseason' as const };
    const other = { ...postseason, query: queryOf<SeasonTableLoad>('page:1:postseason') };
    expect(plan({ ...given, pages: [page(minutes(5)), other] })).toEqual([['page:1:postseason']]);
    expect(plan({ ...given, pages: [page(hours(24)), other] })).toEqual([['page:1', 'page:1:postseason']]);
  });

  it('a line of the regular season is not loaded in the play-offs', () => {
    expect(plan({ live, phase: 'postseason', players: [playerOf('1' as PlayerId, line(minutes(4)))] })).toEqual([]);
  });

  it('a career is loaded once an hour', () => {
    const career = (served: number) => cached<Career>('career:1', { freshFor: served - SERVED_STALE });
    expect(plan({ live, players: [withCareer(career(minutes(6)))] })).toEqual([]);
    expect(plan({ live, players: [withCareer(career(minutes(4)))] })).toEqual([['career:1']]);
    expect(plan({ live, players: [withCareer(uncached('career:1'))] })).toEqual([['career:1']]);
  });
});

describe('the affordable part of a plan', () => {
  it('is its beginning, and every item without a call', () => {
    const item = (key: string, calls: number) => ({
      query: queryOf(key),
      loadedAt: 0,
      calls,
    });
    const whole = [[item('a', 1), item('b', 1)], [item('c', 1)], [item('d', 0)]];
    expect(keysOf(affordable(whole, 1))).toEqual([['a'], ['d']]);
    expect(keysOf(affordable(whole, Infinity))).toEqual([['a', 'b'], ['c'], ['d']]);
  });

  it('grows with the day, a quarter ahead of it, up to the limit of speculative calls', () => {
    const budget = { perDay: 1000, speculativeLimit: 800, spent: 100 };
    const at = (time: string): number => callsAllowedNow(budget, Date.parse(`2025-11-18T${time}Z`));
    expect([at('00:00'), at('12:00'), at('18:00'), at('23:00')]).toEqual([100, 500, 700, 700]);
    expect(callsAllowedNow({ ...budget, spent: 900 }, NOW)).toBe(0);
    expect(callsAllowedNow(undefined, NOW)).toBe(Infinity);
    expect(pressureOf({ ...budget, spent: 500 })).toBe('tight');
    expect(isHalfSpent({ ...budget, spent: 500 })).toBe(true);
    expect(pressureOf({ ...budget, perDay: 100 })).toBe('minimal');
    expect(isHalfSpent({ ...budget, perDay: 100 })).toBe(true);
  });
});

describe('the order of the leagues', () => {
  it('has those in season first, and begins with another one each time', () => {
    const order = (run: number) => leagueOrder(['mlb', 'nfl', 'wnba', 'nba'], { now: NOW, run });
    expect(order(0)).toEqual(['nfl', 'nba', 'mlb', 'wnba']);
    expect(order(1)).toEqual(['nba', 'nfl', 'wnba', 'mlb']);
    expect(order(2)).toEqual(order(0));
  });
});

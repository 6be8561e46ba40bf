import { beforeEach, describe, expect, it } from 'vitest';
import { hours } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { LeagueId, PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import type { SeasonTableAthlete, SeasonTablePage, Upstream } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

// Before the season of the fake league's phases is over.
const NOW = Date.UTC(2025, 10, 20, 12);
const SEASON = 2025;

type Figures = Readonly<Record<string, readonly (string | number | null)[]>>;

const row = (id: number, teams: readonly string[], values: Figures, position = 'QB'): SeasonTableAthlete => ({
  id: String(id) as PlayerId,
  name: `Player ${id}`,
  position,
  teams: teams.map((abbreviation) => ({ id: null as TeamId | null, abbreviation })),
  values,
});

/** Games; attempts, yards, interceptions and rating. */
const passer = (id: number, team: string | readonly string[], figures: readonly number[], position = 'QB') => {
  const [games = 0, ...passing] = figures;
  return row(id, typeof team === 'string' ? [team] : team, { general: [games], passing }, position);
};

const pageOf = (athletes: readonly SeasonTableAthlete[], pages = 1): SeasonTablePage => ({
  season: SEASON,
  pages,
  categories: [
    { name: 'general', names: ['gamesPlayed'] },
    { name: 'passing', names: ['passingAttempts', 'passingYards', 'interceptions', 'QBRating'] },
  ],
  athletes,
});

let clock: FakeClock;
let provider: FakeUpstream;
let groups: readonly string[];
let tables: Map<string, SeasonTablePage>;
let api: TestApi;
let warm: Domain;

beforeEach(() => {
  clock = createFakeClock(NOW);
  provider = createFakeUpstream();
  groups = ['everybody'];
  tables = new Map();
  const upstream: Upstream = {
    ...provider,
    can: (league, capability) => !(league === 'cfb' && capability === 'seasonTable'),
    seasonTableGroups: () => groups,
    async seasonTable(league, question, call) {
      await provider.seasonTable(league, question, call);
      const table = tables.get(`${question.group} ${question.page}`);
      if (table === undefined) throw new Error('no such page');
      return table;
    },
  };
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  warm = createDomain({ upstream, clock, shared });
  api = createTestApi({ upstream, clock, shared });
});

/** Loads a page of the table as the warmer does. */
const load = async (league: LeagueId = 'nfl', group = 'everybody', page = 1): Promise<void> => {
  const query = warm.resources.seasonTable({ league, season: SEASON, type: 'regular', group, page });
  await warm.cache.refresh(query, clock.now());
  await warm.drain();
};

const hold = async (...athletes: readonly SeasonTableAthlete[]): Promise<void> => {
  tables.set('everybody 1', pageOf(athletes));
  await warm.cache.read(warm.resources.teams('nfl'));
  await load();
  provider.asked();
};

interface Answer {
  readonly leaders: readonly {
    readonly rank: number;
    readonly player: { readonly id: string; readonly name: string; readonly position: string };
    readonly team: { readonly id: string; readonly abbreviation: string } | null;
    readonly value: number;
    readonly display: string;
  }[];
}

const ask = (query: Record<string, string>, league = 'nfl') => api.get(ROUTE.leaders, { league }, query);

const ranksOf = async (query: Record<string, string>): Promise<readonly string[]> => {
  const { status, json } = await ask(query);
  expect(status).toBe(200);
  return (json as Answer).leaders.map(({ rank, player, value }) => `${rank} ${player.id} ${value}`);
};

describe('the leaders in a stat', () => {
  it('are ranked by what the glossary says is better, without a provider call', async () => {
    await hold(passer(1, 'KC', [10, 300, 2500, 4, 98]), passer(2, 'GB', [10, 310, 2900, 9, 101]));
    const { status, headers, json } = await ask({ stat: 'passing.passingYards' });
    expect(status).toBe(200);
    expect(json).toEqual({
      league: 'nfl',
      season: SEASON,
      seasonType: 'regular',
      stat: 'passing.passingYards',
      label: 'YDS',
      order: 'desc',
      qualified: false,
      qualification: null,
      asOf: new Date(NOW).toISOString(),
      ranked: 2,
      leaders: [
        {
          rank: 1,
          player: { id: '2', name: 'Player 2', position: 'QB' },
          team: { id: '9', abbreviation: 'GB' },
          value: 2900,
          display: '2,900',
        },
        {
          rank: 2,
          player: { id: '1', name: 'Player 1', position: 'QB' },
          team: { id: '12', abbreviation: 'KC' },
          value: 2500,
          display: '2,500',
        },
      ],
    });
    expect(headers['cache-status']).toMatch(/hit/);
    expect(provider.asked()).toEqual([]);
  });

  it('share a rank in a tie, and the next rank is left out', async () => {
    await hold(
      ...[
        [1, 20],
        [2, 30],
        [3, 30],
        [4, 40],
      ].map(([id = 0, yards = 0]) => passer(id, 'KC', [1, 20, yards, 1, 90])),
    );
    expect(await ranksOf({ stat: 'passingYards' })).toEqual(['1 4 40', '2 2 30', '2 3 30', '4 1 20']);
  });

  it('of a stat of which fewer is better are those with the fewest, of those who have done enough', async () => {
    await hold(
      passer(1, 'KC', [10, 300, 2500, 4, 98]),
      passer(2, 'GB', [10, 310, 2900, 9, 101]),
      passer(3, 'KC', [2, 1, 12, 0, 118.8]),
    );
    expect(await ranksOf({ stat: 'passing.interceptions' })).toEqual(['1 1 4', '2 2 9']);
    expect(await ranksOf({ stat: 'passing.interceptions', qualified: 'false' })).toEqual(['1 3 0', '2 1 4', '3 2 9']);
    expect(await ranksOf({ stat: 'passing.interceptions', order: 'desc' })).toEqual(['1 2 9', '2 1 4']);
  });

  it('in a rate have done as much as the league asks for each game of their team, in the middle of a season too', async () => {
    await hold(
      passer(1, 'KC', [10, 140, 2500, 4, 98]),
      passer(2, 'KC', [10, 139, 2900, 9, 101]),
      // This team has played nine games only.
      passer(3, 'GB', [9, 126, 1000, 1, 90]),
    );
    expect(await ranksOf({ stat: 'passing.QBRating' })).toEqual(['1 1 98', '2 3 90']);
    const { json } = await ask({ stat: 'passing.QBRating' });
    expect(json).toMatchObject({
      qualified: true,
      qualification: {
        minimum: '14 passes for each game of the team',
        source: expect.stringContaining('NFL') as string,
      },
    });
    expect(await ranksOf({ stat: 'passing.QBRating', qualified: 'false' })).toHaveLength(3);
  });

  it('are found by the name of a stat alone, in any case, where one category has it', async () => {
    await hold(passer(1, 'KC', [10, 300, 2500, 4, 98]));
    for (const stat of ['passingyards', ' PassingYards ', 'PASSING.passingyards']) {
      expect((await ask({ stat })).json).toMatchObject({ stat: 'passing.passingYards' });
    }
  });

  it('include whoever changed teams, with the whole season and the last team', async () => {
    await hold(passer(1, ['KC', 'PHI'], [10, 300, 2500, 4, 98]), passer(2, 'GB', [10, 310, 2400, 9, 101]));
    expect((await ask({ stat: 'passingYards' })).json).toMatchObject({
      leaders: [{ value: 2500, team: { id: '21', abbreviation: 'PHI' } }, { value: 2400 }],
    });
  });

  it('are of a position where one is asked for, by any of its words', async () => {
    await hold(passer(1, 'KC', [10, 300, 2500, 4, 98]), passer(2, 'GB', [10, 1, 40, 0, 118], 'WR'));
    expect(await ranksOf({ stat: 'passingYards', position: 'receivers' })).toEqual(['1 2 40']);
    expect(await ranksOf({ stat: 'passingYards', position: 'qb' })).toEqual(['1 1 2500']);
    expect(await ranksOf({ stat: 'passingYards', position: 'goalie' })).toEqual([]);
  });

  it('are ten, or as many as are asked for', async () => {
    await hold(...Array.from({ length: 120 }, (_, index) => passer(index + 1, 'KC', [1, 20, 100 + index, 1, 90])));
    expect(await ranksOf({ stat: 'passingYards' })).toHaveLength(10);
    expect(await ranksOf({ stat: 'passingYards', limit: '100' })).toHaveLength(100);
    expect((await ask({ stat: 'passingYards', limit: '3' })).json).toMatchObject({ ranked: 120 });
  });

  it('of whom nobody has one are none', async () => {
    await hold(passer(1, 'KC', [10, 300, 2500, 4, 98]), passer(2, 'KC', [10, 300, 0, 4, 98]));
    expect(await ranksOf({ stat: 'passingYards' })).toEqual(['1 1 2500']);
  });
});

describe('the season of leaders', () => {
  it('is the one in play, which is also current, or the one that a label names', async () => {
    await hold(passer(1, 'KC', [10, 300, 2500, 4, 98]));
    for (const season of ['current', '2025']) {
      expect((await ask({ stat: 'passingYards', season })).json).toMatchObject({ season: SEASON, ranked: 1 });
    }
    expect((await ask({ stat: 'passingYards', year: '2025' })).json).toMatchObject({ season: SEASON, ranked: 1 });
    expect((await ask({ stat: 'avgPoints', season: '2024-25' }, 'nba')).json).toMatchObject({ season: 2025 });
  });
});

describe('what is asked wrongly', () => {
  beforeEach(() => hold(passer(1, 'KC', [10, 300, 2500, 4, 98])));

  it.each([
    [{}, 'stat'],
    [{ stat: '' }, 'stat'],
    [{ stat: 'x'.repeat(101) }, 'stat'],
    [{ stat: 'passingYards', limit: '0' }, 'limit'],
    [{ stat: 'passingYards', limit: '101' }, 'limit'],
    [{ stat: 'passingYards', season: '1700' }, 'season'],
    [{ stat: 'passingYards', season: 'last' }, 'season'],
    [{ stat: 'passingYards', season: '2025', year: '2024' }, 'year'],
    [{ stat: 'passingYards', type: 'playoffs' }, 'type'],
    [{ stat: 'passingYards', order: 'down' }, 'order'],
    [{ stat: 'passingYards', qualified: 'yes' }, 'qualified'],
    [{ stat: 'passingYards', position: '' }, 'position'],
    [{ stat: 'passingYards', pos: 'QB' }, 'pos'],
  ])('%j is refused, and names the field', async (query, field) => {
    expect(await ask(query)).toMatchObject({ status: 400, json: { code: 'invalid-parameter', field } });
  });

  it('an unknown stat is answered with the names that are near', async () => {
    for (const stat of ['passingYrds', 'passing.yards', 'yards', 'YDS', '__proto__', 'passing.constructor']) {
      const { status, json } = await ask({ stat });
      expect([stat, status, json]).toMatchObject([
        stat,
        400,
        { field: 'stat', suggestions: expect.any(Array) as unknown },
      ]);
    }
    expect((await ask({ stat: 'passingYrds' })).json).toMatchObject({ suggestions: ['passing.passingYards'] });
    expect((await ask({ stat: 'yards' })).json).toMatchObject({ suggestions: ['passing.passingYards'] });
    // The head of its column.
    expect((await ask({ stat: 'RTG' })).json).toMatchObject({ suggestions: ['passing.QBRating'] });
  });

  it('a name of several categories is answered with all of them', async () => {
    tables.set('everybody 1', {
      ...pageOf([row(1, ['KC'], { general: [1], passing: [20, 100, 1, 90], defensive: [2] })]),
      categories: [...pageOf([]).categories, { name: 'defensive', names: ['interceptions'] }],
    });
    clock.advance(hours(24));
    await load();
    expect(await ask({ stat: 'interceptions' })).toMatchObject({
      status: 400,
      json: { field: 'stat', candidates: ['passing.interceptions', 'defensive.interceptions'] },
    });
  });
});

describe('a table that is not held whole', () => {
  it('is not answered from, and the answer says when to ask again', async () => {
    const { status, headers, json } = await ask({ stat: 'passingYards' });
    expect([status, json]).toMatchObject([404, { code: 'no-table', season: SEASON, pages: { held: 0, missing: 1 } }]);
    expect(headers['retry-after']).toBe('300');
    const past = await ask({ stat: 'passingYards', season: '2019' });
    expect([past.status, past.headers['retry-after']]).toEqual([404, undefined]);
    expect(provider.asked()).toEqual([]);
  });

  it('is answered from once its last page is there, and the oldest page tells its age', async () => {
    tables.set('everybody 1', pageOf([passer(1, 'KC', [10, 300, 2500, 4, 98])], 2));
    tables.set('everybody 2', pageOf([passer(2, 'GB', [10, 310, 2900, 9, 101])], 2));
    await load();
    expect(await ask({ stat: 'passingYards' })).toMatchObject({ status: 404, json: { pages: { missing: 1 } } });
    clock.advance(hours(1));
    await load('nfl', 'everybody', 2);
    clock.advance(hours(1));
    expect((await ask({ stat: 'passingYards' })).json).toMatchObject({
      asOf: new Date(NOW).toISOString(),
      leaders: [{ value: 2900 }, { value: 2500 }],
    });
  });

  it('takes a player who is on two pages from the one that was loaded last', async () => {
    tables.set('everybody 1', pageOf([passer(1, 'KC', [10, 300, 2500, 4, 98])], 2));
    tables.set('everybody 2', pageOf([passer(1, 'KC', [11, 330, 2700, 4, 98])], 2));
    await load();
    clock.advance(hours(1));
    await load('nfl', 'everybody', 2);
    expect(await ranksOf({ stat: 'passingYards' })).toEqual(['1 1 2700']);
  });

  it('has no page behind the last one that the newest page counts', async () => {
    tables.set('everybody 1', pageOf([passer(1, 'KC', [10, 300, 2500, 4, 98])], 2));
    tables.set('everybody 2', pageOf([passer(2, 'GB', [10, 310, 2900, 9, 101])], 2));
    await load();
    await load('nfl', 'everybody', 2);
    tables.set('everybody 1', pageOf([passer(1, 'KC', [10, 300, 2500, 4, 98])], 1));
    clock.advance(hours(24));
    await load();
    expect(await ranksOf({ stat: 'passingYards' })).toEqual(['1 1 2500']);
  });

  it('of another group leaves a stat unanswered that may stand in it', async () => {
    groups = ['batting', 'pitching'];
    const batting = { ...pageOf([row(1, ['KC'], { batting: [10, 40, 12] }, 'C')]) };
    tables.set('batting 1', {
      ...batting,
      categories: [{ name: 'batting', names: ['gamesPlayed', 'plateAppearances', 'hits'] }],
    });
    await load('mlb', 'batting');
    expect(await ask({ stat: 'batting.hits' }, 'mlb')).toMatchObject({ status: 200 });
    expect(await ask({ stat: 'pitching.ERA' }, 'mlb')).toMatchObject({ status: 404, json: { code: 'no-table' } });
    expect(await ask({ stat: 'hits' }, 'mlb')).toMatchObject({
      status: 400,
      json: { candidates: ['batting.hits', 'pitching.hits'] },
    });
  });

  it('is gone with a purge of the stats', async () => {
    await hold(passer(1, 'KC', [10, 300, 2500, 4, 98]));
    expect(await ask({ stat: 'passingYards' })).toMatchObject({ status: 200 });
    await api.post(ROUTE.purge, {}, { league: 'nfl', scope: 'stats' });
    expect(await ask({ stat: 'passingYards' })).toMatchObject({ status: 404, json: { code: 'no-table' } });
  });

  it('does not exist of a league that the provider has none of', async () => {
    expect(await ask({ stat: 'passingYards' }, 'cfb')).toMatchObject({ status: 501, json: { code: 'not-offered' } });
  });
});

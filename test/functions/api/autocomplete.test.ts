import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { PlayerId } from '../../../lib/sports/model/index.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

interface Answer {
  readonly query: string;
  readonly players: readonly { readonly id: string; readonly league: string; readonly label: string }[];
  readonly knows: Readonly<Record<string, string>>;
}

// Any code point, half pairs included. Those of names are frequent.
const UNIT = fc.oneof(
  fc.stringMatching(/^[a-zPQ .'_%-]$/),
  fc.integer({ min: 0, max: 0x10ffff }).map((point) => String.fromCodePoint(point)),
);

let clock: FakeClock;
let upstream: FakeUpstream;
let warm: Domain;
let api: TestApi;
let popular: readonly string[];
let scoresFail: boolean;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeUpstream();
  const shared = [createMemorySharedTier('l2', { clock })];
  warm = createDomain({ upstream, clock, shared });
  popular = [];
  scoresFail = false;
  const popularity = {
    top: () =>
      scoresFail
        ? Promise.reject(new Error('no table'))
        : Promise.resolve(popular.map((id, rank) => ({ id: id as PlayerId, score: 100 - rank, asked: 1 }))),
  };
  api = createTestApi({ upstream, clock, shared, popularity });
});

/** Loads what the warmer loads, then forgets the calls. */
const holdDirectory = async (): Promise<void> => {
  await warm.cache.read(warm.resources.teams('nfl'));
  for (const id of ['12', '9', '14', '21']) await warm.cache.read(warm.resources.roster('nfl', id as never));
  await warm.cache.read(warm.resources.directory('nfl'));
  await warm.drain();
  upstream.asked();
};

const typed = async (q: string, league = 'nfl', more: Record<string, string> = {}): Promise<Answer> => {
  const { status, json } = await api.get(ROUTE.autocomplete, { league }, { q, ...more });
  expect(status).toBe(200);
  return json as Answer;
};

describe('a league whose directory is held', () => {
  beforeEach(holdDirectory);

  it('completes a name, and says that it knows everybody', async () => {
    expect(await typed('pat m')).toEqual({
      query: 'pat m',
      players: [{ id: '3139477', league: 'nfl', label: 'Patrick Mahomes (QB, KC)' }],
      knows: { nfl: 'all' },
    });
  });

  it('asks the provider nothing, whatever is typed', async () => {
    for (const q of ['', 'p', 'mahoems', 'zzzzzz', '🐐', '%', '李', '__proto__']) await typed(q);
    await api.get(ROUTE.autocompleteAll, {}, { q: 'mahomes' });
    await api.get(ROUTE.searchAll, {}, { name: 'nobody of this name' });
    expect(upstream.asked()).toEqual([]);
  });

  it('shows first whom people ask about, then who plays', async () => {
    expect((await typed('lamar')).players.map(({ id }) => id)).toEqual(['3916387', '100']);
    popular = ['100'];
    clock.advance(60_000);
    expect((await typed('lamar')).players.map(({ id }) => id)).toEqual(['100', '3916387']);
  });

  it('answers without the scores where they cannot be read', async () => {
    scoresFail = true;
    expect((await typed('lamar')).players).toHaveLength(2);
  });

  it('shows whom people ask about before anything is typed', async () => {
    popular = ['4361423', '3139477'];
    expect((await typed('')).players.map(({ id }) => id)).toEqual(['4361423', '3139477']);
  });

  it('takes a limit from 1 to 25', async () => {
    expect((await typed('byron', 'nfl', { limit: '1' })).players).toHaveLength(1);
    for (const limit of ['0', '26', '-1', 'x', '1e1']) {
      const { status, json } = await api.get(ROUTE.autocomplete, { league: 'nfl' }, { q: 'b', limit });
      expect([status, json]).toMatchObject([400, { field: 'limit' }]);
    }
  });

  it('tells namesakes apart by their teams', async () => {
    const labels = (await typed('byron young')).players.map(({ label }) => label);
    expect(labels.toSorted()).toEqual(['Byron Young (DT, PHI)', 'Byron Young (LB, LAR)']);
  });

  it('has the headers of the entries that it rests on', async () => {
    const { headers, from } = await api.get(ROUTE.autocomplete, { league: 'nfl' }, { q: 'p' });
    expect(headers.etag).toBeDefined();
    expect(headers['cache-control']).toMatch(/^private, max-age=\d+/);
    expect(from).toMatch(/hit/);
  });

  it('does not count as a question about the players it shows', async () => {
    popular = ['3139477'];
    const { json } = await api.get(ROUTE.autocomplete, { league: 'nfl' }, { q: 'mahomes' });
    expect(json).toMatchObject({ players: [{ id: '3139477' }] });
    const usage = JSON.stringify((await api.get(ROUTE.usage)).json);
    expect(usage).not.toContain('3139477');
  });

  it('follows a trade as soon as the directory does', async () => {
    expect((await typed('mahomes')).players[0]?.label).toBe('Patrick Mahomes (QB, KC)');
    upstream.move('3139477', '9');
    clock.advance(60_000);
    await warm.cache.purge('nfl', ['rosters']);
    await holdDirectory();
    clock.advance(10 * 60_000);
    expect((await typed('mahomes')).players[0]?.label).toBe('Patrick Mahomes (QB, GB)');
  });

  it('finds nobody by a part of a text in several scripts', async () => {
    for (const q of ['Иван Mahomes', '漢字mahomes', 'Mаhomes']) expect((await typed(q)).players).toEqual([]);
  });

  it('answers every text with 200 and at most 25 short labels, in the same order each time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: UNIT, maxLength: 100 }), async (q) => {
        fc.pre(q.length <= 100);
        const answer = await typed(q);
        expect(answer.players.length).toBeLessThanOrEqual(25);
        for (const { label } of answer.players) expect(label.length).toBeLessThanOrEqual(100);
        expect(await typed(q)).toEqual(answer);
      }),
      { numRuns: 60 },
    );
  });

  it('completes over all leagues, and says what it knows of each', async () => {
    const { json } = await api.get(ROUTE.autocompleteAll, {}, { q: 'maho' });
    expect(json).toMatchObject({
      players: [{ id: '3139477', league: 'nfl', label: 'Patrick Mahomes (QB, KC, NFL)' }],
      knows: { nfl: 'all', nba: 'nothing', cfb: 'nothing' },
    });
  });

  it('searches all leagues by name', async () => {
    expect((await api.get(ROUTE.searchAll, {}, { name: 'Patrick Mahomes' })).json).toMatchObject({
      match: 'exact',
      players: [{ id: '3139477', league: 'nfl', team: { abbreviation: 'KC' } }],
      suggestions: [],
      knows: { nfl: 'all', mlb: 'nothing' },
    });
    expect((await api.get(ROUTE.searchAll, {}, { name: 'Byron Young' })).json).toMatchObject({
      match: 'ambiguous',
      players: [{}, {}],
    });
    expect((await api.get(ROUTE.searchAll, {}, { name: 'Patrick Mahoms' })).json).toMatchObject({
      match: 'none',
      players: [],
      suggestions: [{ id: '3139477', league: 'nfl' }],
    });
    expect((await api.get(ROUTE.searchAll, {}, { name: 'Lamar Jackson' })).json).toMatchObject({
      match: 'exact',
      players: [{ id: '3916387' }],
    });
    expect(upstream.asked()).toEqual([]);
  });
});

describe('a league without a directory', () => {
  it('says that it knows nothing, which is not that nobody has the name', async () => {
    expect(await typed('mahomes')).toEqual({ query: 'mahomes', players: [], knows: { nfl: 'nothing' } });
    const { headers } = await api.get(ROUTE.autocomplete, { league: 'nfl' }, { q: 'mahomes' });
    expect(headers['cache-control']).toBe('no-store');
    expect(upstream.asked()).toEqual([]);
  });

  it.each(['nfl', 'cfb'] as const)('finds the players of the rosters of %s that are held', async (league) => {
    await warm.cache.read(warm.resources.teams(league));
    await warm.cache.read(warm.resources.roster(league, '12' as never));
    await warm.drain();
    upstream.asked();
    expect(await typed('maho', league)).toMatchObject({ players: [{ id: '3139477' }], knows: { [league]: 'some' } });
    expect(await typed('parsons', league)).toMatchObject({ players: [], knows: { [league]: 'some' } });
    expect(upstream.asked()).toEqual([]);
  });

  it('finds the hits of a search for what is typed', async () => {
    await warm.cache.read(warm.resources.nameSearch('cfb', { base: 'parsons', suffix: null }));
    await warm.drain();
    upstream.asked();
    expect(await typed('Parsons', 'cfb')).toMatchObject({ players: [{ id: '4361423' }], knows: { cfb: 'some' } });
    expect((await api.get(ROUTE.searchAll, {}, { name: 'parsons' })).json).toMatchObject({
      match: 'surname',
      players: [{ id: '4361423', league: 'cfb' }],
    });
    expect(upstream.asked()).toEqual([]);
  });

  it('finds the players of a season table whom people ask about', async () => {
    popular = ['4361423'];
    await warm.cache.read(
      warm.resources.seasonTable({ league: 'cfb', season: 2024, type: 'regular', group: 'everybody', page: 1 }),
    );
    await warm.drain();
    upstream.asked();
    expect(await typed('micah', 'cfb')).toMatchObject({ players: [{ id: '4361423' }], knows: { cfb: 'some' } });
    expect(upstream.asked()).toEqual([]);
  });

  it('finds the players of a season table whom nobody asks about', async () => {
    await warm.cache.read(
      warm.resources.seasonTable({ league: 'nfl', season: 2024, type: 'regular', group: 'everybody', page: 1 }),
    );
    await warm.drain();
    upstream.asked();
    expect(await typed('micah p')).toMatchObject({ players: [{ id: '4361423' }], knows: { nfl: 'some' } });
    expect(upstream.asked()).toEqual([]);
    await api.post(ROUTE.purge, {}, { league: 'nfl', scope: 'stats' });
    expect(await typed('micah p')).toMatchObject({ players: [], knows: { nfl: 'nothing' } });
  });

  it('forgets a roster as soon as it is purged, and finds a new one within a minute', async () => {
    expect(await typed('maho', 'cfb')).toMatchObject({ knows: { cfb: 'nothing' } });
    await api.get(ROUTE.roster, { league: 'cfb', team: 'KC' });
    clock.advance(60_000);
    expect(await typed('maho', 'cfb')).toMatchObject({ players: [{}], knows: { cfb: 'some' } });
    await api.post(ROUTE.purge, {}, { league: 'cfb', scope: 'rosters' });
    expect(await typed('maho', 'cfb')).toMatchObject({ players: [], knows: { cfb: 'nothing' } });
  });
});

describe('bad input', () => {
  it('names the parameter', async () => {
    expect((await api.get(ROUTE.autocomplete, { league: 'nfl' }, {})).json).toMatchObject({ field: 'q' });
    expect((await api.get(ROUTE.autocomplete, { league: 'nfl' }, { q: 'x'.repeat(101) })).json).toMatchObject({
      status: 400,
      field: 'q',
    });
    expect((await api.get(ROUTE.autocomplete, { league: 'xfl' }, { q: 'x' })).status).toBe(404);
    expect((await api.get(ROUTE.autocomplete, { league: 'nfl' }, { name: 'x' })).json).toMatchObject({
      detail: 'name is not known here; did you mean q?',
    });
    expect((await api.get(ROUTE.searchAll, {}, { name: 'x', team: 'KC' })).json).toMatchObject({ field: 'team' });
    expect((await api.get(ROUTE.searchAll, {}, {})).json).toMatchObject({ field: 'name' });
  });
});

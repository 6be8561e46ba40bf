import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { PlayerId, TeamId } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type AthleteRecord } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const MAHOMES = '3139477';

const athlete = (id: string, name: string, teamId: string | null, position: string): AthleteRecord => ({
  id: id as PlayerId,
  name,
  teamId: teamId as TeamId | null,
  position,
  jersey: null,
  status: teamId === null ? 'inactive' : 'active',
});

const PLAYERS = [
  athlete(MAHOMES, 'Patrick Mahomes', '12', 'QB'),
  athlete('3045282', 'T.J. Watt', '23', 'LB'),
  athlete('4259545', "D'Andre Swift", '3', 'RB'),
  athlete('4374302', 'Amon-Ra St. Brown', '8', 'WR'),
  athlete('3945274', 'Luka Dončić', '13', 'G'),
  athlete('16733', 'Odell Beckham Jr.', '12', 'WR'),
  athlete('3918298', 'Josh Allen', '2', 'QB'),
  athlete('3915511', 'Josh Allen', '30', 'LB'),
];

const nfl = { league: 'nfl' };
let clock: FakeClock;
let upstream: FakeUpstream;
let api: TestApi;

const player = (name: string, query = {}, from = api): Promise<Said> =>
  from.get(ROUTE.player, { ...nfl, player: name }, query);
const stats = (name: string, query = {}, from = api): Promise<Said> =>
  from.get(ROUTE.stats, { ...nfl, player: name }, query);

describe.each(['without a directory', 'with a directory'])('a name in a path, %s,', (held) => {
  beforeEach(async () => {
    clock = createFakeClock();
    const fake = createFakeUpstream();
    upstream = {
      ...fake,
      player: async (league, id, call) => {
        await fake.player(league, id, call);
        return PLAYERS.find((each) => each.id === id) ?? null;
      },
      search: async (league, text, call) => {
        await fake.search(league, text, call);
        const word =
          text
            .split(' ')
            .at(-1)
            ?.replace(/[^a-z]/g, '') ?? '';
        return PLAYERS.filter(({ name }) =>
          name
            .normalize('NFKD')
            .toLowerCase()
            .replace(/[^a-z ]/g, '')
            .includes(word),
        ).map((each) => ({ ...each, teamName: null }));
      },
      everyPlayer: () => Promise.resolve({ athletes: PLAYERS }),
      career: async (league, id, type, call) => {
        const career = await fake.career(league, MAHOMES as PlayerId, type, call);
        return PLAYERS.some((each) => each.id === id) ? career : null;
      },
    };
    const shared = [createMemorySharedTier('l2', { clock })];
    api = createTestApi({ upstream, clock, shared });
    if (held === 'without a directory') return;
    const { cache, resources, drain } = createDomain({ upstream, clock, shared });
    await cache.read(resources.directory('nfl'));
    await drain();
  });

  it.each([
    ['Patrick Mahomes', MAHOMES],
    ['patrick-mahomes', MAHOMES],
    ['PATRICK_MAHOMES', MAHOMES],
    ['pat mahomes', MAHOMES],
    ['Mahomes, Patrick', MAHOMES],
    ['mahomes', MAHOMES],
    ['tj-watt', '3045282'],
    ['t-j-watt', '3045282'],
    ['T.J. Watt', '3045282'],
    ['d-andre-swift', '4259545'],
    ["D'Andre Swift", '4259545'],
    ['D’Andre Swift', '4259545'],
    ['amon-ra-st-brown', '4374302'],
    ['Luka Dončić', '3945274'],
    ['luka-doncic', '3945274'],
    ['odell-beckham-jr', '16733'],
    ['odell-beckham', '16733'],
  ])('%s is the document of that id', async (name, id) => {
    const byName = await player(name);
    expect(byName).toMatchObject({ status: 200, json: { id } });
    const byId = await player(id);
    expect(byName.json).toEqual(byId.json);
    expect(byName.headers.etag).toBe(byId.headers.etag);
    const line = await stats(name, { season: '2024' });
    expect(line).toMatchObject({ status: 200, json: { player: { id }, season: 2024 } });
    expect(line.json).toEqual((await stats(id, { season: '2024' })).json);
    expect((await stats(name)).json).toEqual((await stats(id)).json);
  });

  it('of several players is a 409 with all of them, and hints tell them apart', async () => {
    const problem = { status: 409, code: 'player-ambiguous', field: 'player' };
    const bearers = ['3915511', '3918298'].map((id): unknown => expect.objectContaining({ id }));
    const candidates: unknown = expect.arrayContaining(bearers);
    expect((await player('Josh Allen')).json).toMatchObject({ ...problem, candidates });
    expect((await stats('josh-allen', { season: '2024' })).json).toMatchObject({ ...problem, candidates });
    expect((await player('josh-allen', { position: 'QB' })).json).toMatchObject({ id: '3918298' });
    const linebacker = await stats('josh-allen', { season: '2024', team: '30' });
    expect(linebacker.json).toMatchObject({ player: { id: '3915511' } });
    const neither = await player('josh-allen', { position: 'K' });
    expect(neither).toMatchObject({ status: 404, json: { code: 'player-not-found', suggestions: candidates } });
  });

  it('of nobody is a 404 with who may be meant', async () => {
    for (const ask of [player, stats]) {
      const { status, json, headers } = await ask('patrick-mahome');
      expect(status).toBe(404);
      expect(json).toMatchObject({ code: 'player-not-found', field: 'player', suggestions: [{ id: MAHOMES }] });
      expect(headers['cache-control']).toMatch(/^private, max-age=\d+/);
    }
  });

  it('beside a team that is none is about that team', async () => {
    const said = await player('patrick-mahomes', { team: 'Kansas City Royals of Mars' });
    expect(said).toMatchObject({ status: 404, json: { code: 'team-not-found', field: 'team' } });
  });

  it('costs no call once it is known, and the id none at all', async () => {
    await player('patrick-mahomes');
    await stats('patrick-mahomes', { season: '2024' });
    expect(upstream.asked()).not.toEqual([]);
    for (const each of ['patrick-mahomes', MAHOMES]) {
      expect((await player(each)).from).toMatch(/hit/);
      expect((await stats(each, { season: '2024' })).from).toMatch(/hit/);
    }
    expect(upstream.asked()).toEqual([]);
  });

  it('has cache headers of all that it was found by', async () => {
    await player(MAHOMES);
    clock.advance(60_000);
    const named = await player('patrick-mahomes');
    const again = await player('patrick-mahomes');
    // As old as the oldest of them.
    expect(Number(again.headers.age)).toBeGreaterThanOrEqual(60);
    expect(named.headers.etag).toBe(again.headers.etag);
    const notModified = await api.raw({
      routeKey: ROUTE.player,
      headers: { 'if-none-match': named.headers.etag ?? '' },
      pathParameters: { ...nfl, player: 'patrick-mahomes' },
      isBase64Encoded: false,
    });
    expect(notModified.statusCode).toBe(304);
  });
});

describe('a name in a path', () => {
  beforeEach(() => {
    clock = createFakeClock();
    upstream = createFakeUpstream();
    api = createTestApi({ upstream, clock });
  });

  it('in another script is nobody, and costs no call', async () => {
    const said = await player('大谷翔平');
    expect(said).toMatchObject({ status: 404, json: { code: 'player-not-found', searched: 'nowhere' } });
    expect(upstream.asked().filter((call) => call.startsWith('search'))).toEqual([]);
  });

  it('is unavailable while the provider is, and never not found', async () => {
    const refuse = () => Promise.reject(new UpstreamError('blocked', 'refused'));
    api = createTestApi({ upstream: { ...upstream, search: refuse }, clock });
    for (const ask of [player, stats]) {
      expect(await ask('patrick-mahomes')).toMatchObject({ status: 503, json: { code: 'upstream-unavailable' } });
    }
  });

  it('of a player without a line says whose line there is not', async () => {
    const said = await stats('patrick-mahomes', { season: '1999' });
    expect(said).toMatchObject({ status: 404, json: { code: 'no-stats', player: { id: MAHOMES } } });
  });
});

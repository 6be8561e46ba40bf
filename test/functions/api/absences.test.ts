import { beforeEach, describe, expect, it } from 'vitest';
import { days, hours, minutes, seconds } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const nfl = { league: 'nfl' };
const nobody = { league: 'nfl', player: '999999999' };

let clock: FakeClock;
let upstream: FakeUpstream;
let api: TestApi;

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeUpstream();
  // A window that bounds nothing: what is left is what the entries say.
  const shared = [createMemorySharedTier('l2', { clock })];
  api = createTestApi({ upstream, clock, shared, coherenceWindow: () => days(2) });
});

/** Seconds by directive, of a private answer. */
const controlOf = ({ headers }: Said): Record<string, number> => {
  const text = headers['cache-control'] ?? '';
  expect(text).toMatch(/^private, /);
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)=(\d+)/g)].map(([, name = '', value]): [string, number] => [name, Number(value)]),
  );
};

describe('an answer that rests on an absence', () => {
  it('is a player whom the provider does not know: ten minutes on every route, and never stale', async () => {
    for (const [route, query] of [
      [ROUTE.player, {}],
      [ROUTE.stats, {}],
      [ROUTE.stats, { season: '2024' }],
    ] as const) {
      const said = await api.get(route, nobody, query);
      expect(said).toMatchObject({ status: 404, json: { code: 'player-not-found' } });
      expect(controlOf(said)).toEqual({ 'max-age': 600 });
    }
    // The season's absence is believed for a day, the player's is not.
    clock.advance(minutes(9));
    expect(controlOf(await api.get(ROUTE.stats, nobody, { season: '2024' }))).toEqual({ 'max-age': 60 });
  });

  it('is a season without a line: as old as the older of the absence and the document that tells the two apart', async () => {
    const path = { league: 'nfl', player: '3139477' };
    await api.get(ROUTE.player, path);
    clock.advance(hours(1));
    const said = await api.get(ROUTE.stats, path, { season: '1999' });
    expect(said).toMatchObject({ status: 404, json: { code: 'no-stats' }, headers: { age: '3600' } });
  });

  it('is a name that nobody has', async () => {
    const said = await api.get(ROUTE.search, nfl, { name: 'zzz qqq' });
    expect(said).toMatchObject({ status: 200, json: { match: 'none' } });
    expect(controlOf(said)).not.toHaveProperty('stale-while-revalidate');
    clock.advance(minutes(5));
    const later = await api.get(ROUTE.search, nfl, { name: 'zzz qqq' });
    expect(later.headers.age).toBe('300');
  });

  it('is a name whose player has no document any more: that absence bounds it', async () => {
    upstream.answerWith('player 3139477', null);
    const said = await api.get(ROUTE.search, nfl, { name: 'patrick mahomes' });
    expect(said).toMatchObject({ json: { match: 'none' } });
    expect(controlOf(said)).toEqual({ 'max-age': 600 });
  });

  it('is a team that is not in the list, or not clear from it: as old as the list', async () => {
    await api.get(ROUTE.teams, nfl);
    clock.advance(hours(2));
    for (const [ask, status] of [
      [() => api.get(ROUTE.roster, { league: 'nfl', team: 'Globetrotters' }), 404],
      [() => api.get(ROUTE.search, nfl, { name: 'patrick mahomes', team: 'Globetrotters' }), 404],
    ] as const) {
      const said = await ask();
      expect(said).toMatchObject({ status, json: { code: 'team-not-found' }, headers: { age: '7200' } });
      expect(controlOf(said)['max-age']).toBe(22 * 3600);
    }
  });

  it('is a team without a roster', async () => {
    const said = await api.get(ROUTE.roster, { league: 'nfl', team: '4711' });
    expect(said.status).toBe(404);
    expect(controlOf(said)).toEqual({ 'max-age': 600 });
  });
});

describe('an answer about several players', () => {
  const batch = (ids: readonly string[]) => api.post(ROUTE.statsBatch, nfl, { player_ids: ids, season: 2024 });
  const compare = (players: string) => api.get(ROUTE.compare, nfl, { players, season: '2024' });

  it('is kept as long as the least of them, absences included', async () => {
    expect(controlOf(await batch(['3139477']))['max-age']).toBeGreaterThan(86_400);
    expect(controlOf(await batch(['3139477', '999999999']))).toEqual({ 'max-age': 600 });
    clock.advance(seconds(540));
    expect(controlOf(await compare('3139477,999999999'))).toEqual({ 'max-age': 60 });
  });

  it('is kept by nobody while a part of it is missing', async () => {
    await batch(['3139477']);
    upstream.fail(new UpstreamError('blocked', 'the provider sent a page instead of an answer'));
    for (const said of [await batch(['3139477', '4361423']), await compare('3139477,4361423')]) {
      expect(said.json).toMatchObject(
        'results' in (said.json as object)
          ? { results: [{ status: 'ok' }, { status: 'unavailable' }] }
          : { players: [{ status: 'ok' }, { status: 'unavailable' }] },
      );
      expect(said.headers).toMatchObject({ 'cache-control': 'no-store', age: '0' });
    }
  });
});

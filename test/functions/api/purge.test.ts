import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { TeamId } from '../../../lib/sports/model/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createDomain, type Domain } from '../../support/domain.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';

const MAHOMES = '3139477';
const nfl = { league: 'nfl' };

let clock: FakeClock;
let upstream: FakeUpstream;
let tier: MemorySharedTier;
let api: TestApi;

const purge = (scope: string, league = 'nfl'): Promise<Said> => api.post(ROUTE.purge, {}, { league, scope });

/** The team that the player's answers give: by id, and by name. */
const teamsTold = async (): Promise<readonly unknown[]> => {
  const document = await api.get(ROUTE.player, { ...nfl, player: MAHOMES });
  const search = await api.get(ROUTE.search, nfl, { name: 'Patrick Mahomes' });
  const { team } = document.json as { readonly team: { readonly abbreviation: string } | null };
  const { players } = search.json as { readonly players: readonly { readonly team: unknown }[] };
  return [team?.abbreviation, (players[0]?.team as typeof team)?.abbreviation];
};

const ROSTERS = ['12', '9', '14', '21'];

/** An environment of its own, as the warmer's. */
const elsewhere = (): Domain => createDomain({ upstream, clock, shared: [tier] });

const warm = async (): Promise<void> => {
  const { cache, resources, drain } = elsewhere();
  await cache.read(resources.teams('nfl'));
  for (const id of ROSTERS) await cache.read(resources.roster('nfl', id as TeamId));
  await cache.read(resources.directory('nfl'));
  await drain();
};

beforeEach(() => {
  clock = createFakeClock();
  upstream = createFakeUpstream();
  tier = createMemorySharedTier('l3', { clock, durable: true });
  api = createTestApi({ upstream, clock, shared: [tier] });
});

describe('a purge of what is told wrong about a player', () => {
  beforeEach(async () => {
    await warm();
    upstream.move(MAHOMES, '9');
    expect(await teamsTold()).toEqual(['KC', 'KC']);
    upstream.asked();
  });

  it.each([`player:${MAHOMES}`, 'team:12'])('puts it right at once: %s', async (scope) => {
    await purge(scope);
    expect(upstream.asked()).toEqual([]);
    expect(await teamsTold()).toEqual(['GB', 'GB']);
  });

  it('of a player keeps the next directory from believing the roster they have left', async () => {
    await purge(`player:${MAHOMES}`);
    const { cache, resources, drain } = elsewhere();
    await cache.read(resources.directory('nfl'));
    await drain();
    expect(await teamsTold()).toEqual(['GB', 'GB']);
  });

  it('says all that it has purged', async () => {
    const ofPlayer = await purge(`player:${MAHOMES}`);
    expect(ofPlayer).toMatchObject({
      status: 200,
      json: { league: 'nfl', scope: `player:${MAHOMES}`, scopes: [`player:${MAHOMES}`, 'directory', 'team:12'] },
    });
    expect((await purge('team:21')).json).toMatchObject({ scope: 'team:21', scopes: ['team:21', 'directory'] });
    const purged = [...(tier.log()?.keys() ?? [])];
    expect(purged.sort()).toEqual(['directory', `player:${MAHOMES}`, 'team:12', 'team:21']);
  });
});

describe('a purge', () => {
  it('of a player of whom nothing is cached asks no provider for their team', async () => {
    expect((await purge(`player:${MAHOMES}`)).json).toMatchObject({ scopes: [`player:${MAHOMES}`, 'directory'] });
    expect(upstream.asked()).toEqual([]);
  });

  it('of a player whose document alone is held purges the team that it tells', async () => {
    await api.get(ROUTE.player, { ...nfl, player: MAHOMES });
    expect((await purge(`player:${MAHOMES}`)).json).toMatchObject({
      scopes: [`player:${MAHOMES}`, 'directory', 'team:12'],
    });
  });

  it('of a player goes on without what cannot be read', async () => {
    const { cache, resources, drain } = elsewhere();
    const { key, policy, scopes, ...directory } = resources.directory('nfl');
    const load = () => Promise.resolve([{ key, value: 'of another version', policy, scopes }]);
    await cache.read({ ...directory, key, policy, scopes, source: { key, load } });
    await drain();
    expect(await purge(`player:${MAHOMES}`)).toMatchObject({
      status: 200,
      json: { scopes: [`player:${MAHOMES}`, 'directory'] },
    });
  });

  it.each(['*', 'rosters', 'stats', 'directory', 'teams', 'live'])('of %s is that and no more', async (scope) => {
    await warm();
    expect((await purge(scope)).json).toMatchObject({ scope, scopes: [scope] });
  });

  it.each(['team:KC', 'team:kansas city', 'team:Chiefs', 'team:0012'])(
    'takes any spelling of a team: %s',
    async (scope) => {
      expect((await purge(scope)).json).toMatchObject({ scope: 'team:12', scopes: ['team:12', 'directory'] });
    },
  );

  it('of a team that there is not is refused, with the teams that may be meant', async () => {
    expect(await purge('team:Chiefz')).toMatchObject({
      status: 404,
      json: { code: 'team-not-found', field: 'scope', suggestions: [{ id: '12' }] },
    });
    expect(await purge('team:..')).toMatchObject({ status: 400, json: { field: 'scope' } });
    expect(await purge('team:12345678901234567890')).toMatchObject({ status: 400, json: { field: 'scope' } });
  });

  it('of a scope that there is not is refused by name', async () => {
    expect(await purge('player:x')).toMatchObject({ status: 400, json: { field: 'scope' } });
    expect(await purge('team:12', 'cricket')).toMatchObject({ status: 404 });
  });

  it('names the tiers that took it', async () => {
    const near = createMemorySharedTier('l2', { clock });
    api = createTestApi({ upstream, clock, shared: [near, tier] });
    expect((await purge('*')).json).toMatchObject({ taken: ['l2', 'l3'] });
    api = createTestApi({ upstream, clock });
    expect((await purge('*')).json).toMatchObject({ taken: [] });
  });
});

describe('a purge that is not done', () => {
  const asked: unknown[] = [];
  let isQueueOut: boolean;
  const world = (near = createMemorySharedTier('l2', { clock }), remaining?: () => number) => {
    asked.length = 0;
    isQueueOut = false;
    api = createTestApi({
      upstream,
      clock,
      shared: [near, tier],
      handOverPurge(message) {
        asked.push(message);
        return Promise.resolve(!isQueueOut);
      },
      pause(ms) {
        clock.advance(ms);
        return Promise.resolve();
      },
      ...(remaining && { remaining }),
    });
    return near;
  };
  const LATER = /it is finished when that answers again/;

  it.each(['l2', 'l3'])('in one tier says which, and is left to the purge function: %s', async (name) => {
    const near = world();
    const [broken, other] = name === 'l2' ? [near, 'l3'] : [tier, 'l2'];
    broken.break('refuses');
    const { status, headers, json } = await purge('team:12');
    expect([status, headers['retry-after']]).toEqual([503, '5']);
    expect(json).toMatchObject({ code: 'purge-incomplete', tiers: [name], taken: [other], finishedLater: true });
    expect((json as { readonly detail: string }).detail).toMatch(LATER);
    expect(asked).toEqual([]);
  });

  it('in any tier is left to the refresh queue', async () => {
    const near = world();
    for (const each of [near, tier]) each.break('refuses');
    expect(await purge('team:12')).toMatchObject({
      status: 503,
      json: { code: 'purge-incomplete', tiers: ['l2', 'l3'], taken: [], finishedLater: true },
    });
    expect(asked).toEqual([{ namespace: 'nfl', scopes: ['team:12', 'directory'] }]);
  });

  it('in any tier, nor in the queue, has to be sent again, and says so', async () => {
    const near = world();
    for (const each of [near, tier]) each.break('refuses');
    isQueueOut = true;
    expect(await purge('*')).toMatchObject({
      status: 503,
      json: { finishedLater: false, detail: 'The purge has not reached l2 and l3; send it again' },
    });
    api = createTestApi({ upstream, clock, shared: [tier] });
    expect(await purge('*')).toMatchObject({ status: 503, json: { tiers: ['l3'], taken: [], finishedLater: false } });
  });

  it('is tried for five seconds, or for as long as the invocation has, and once at least', async () => {
    const tries: number[] = [];
    for (const remaining of [15_000, 4000, 500]) {
      const near = world(undefined, () => remaining);
      near.break('refuses');
      const before = near.trips().others;
      await purge('*');
      tries.push(near.trips().others - before);
    }
    expect(tries).toEqual([10, 6, 1]);
  });

  it('that a tier has not taken is not reported done', async () => {
    tier.break('refuses');
    expect(await purge(`player:${MAHOMES}`)).toMatchObject({
      status: 503,
      json: { code: 'purge-incomplete', tiers: ['l3'] },
    });
  });
});

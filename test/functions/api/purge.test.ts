import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { TeamId } from '../../../lib/sports/model.ts';
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
  const document = await api.get(ROUTE.player, { ...nfl, id: MAHOMES });
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
    await api.get(ROUTE.player, { ...nfl, id: MAHOMES });
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

  it('that a tier has not taken is not reported done', async () => {
    tier.break('refuses');
    expect(await purge(`player:${MAHOMES}`)).toMatchObject({
      status: 503,
      json: { code: 'purge-incomplete', tiers: ['l3'] },
    });
  });
});

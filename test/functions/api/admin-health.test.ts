import { describe, expect, it } from 'vitest';
import type { HealthFacts, HealthReader } from '../../../functions/compose/health.ts';
import type { AdminHealthAnswer } from '../../../lib/http/answers/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { VERSION } from '../../../lib/version.ts';
import { allIsWell } from '../../support/all-is-well.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';

const clock = createFakeClock();
const well = allIsWell(clock);

const apiWith = (health: Partial<HealthReader> = {}) =>
  createTestApi({ upstream: createFakeUpstream(), clock, health: { ...well, ...health } });

const statusOf = async (change: (facts: HealthFacts) => Partial<HealthFacts>): Promise<string> => {
  const read = async (): Promise<HealthFacts> => {
    const facts = await well.read();
    return { ...facts, ...change(facts) };
  };
  return ((await apiWith({ read }).get(ROUTE.adminHealth)).json as AdminHealthAnswer).status;
};

describe('GET /v1/admin/health', () => {
  it('has the version and the time, and asks the provider only where it is told to', async () => {
    let probes = 0;
    const api = apiWith({ probe: () => ((probes += 1), well.probe()) });
    const { json, headers } = await api.get(ROUTE.adminHealth);
    expect(json).toMatchObject({ status: 'ok', version: VERSION, now: new Date(clock.now()).toISOString() });
    expect(headers['cache-control']).toBe('no-store');
    expect([probes, (json as AdminHealthAnswer).provider.probe]).toEqual([0, undefined]);
    const probed = await api.get(ROUTE.adminHealth, {}, { probe: 'provider' });
    expect(probed.json).toMatchObject({ provider: { probe: { outcome: 'answered' } } });
    expect(probes).toBe(1);
  });

  it('asks for one document of each kind of a league, where it is told to', async () => {
    const asked: string[] = [];
    const api = apiWith({ documents: (league) => (asked.push(league), well.documents(league)) });
    const first = await api.get(ROUTE.adminHealth, {}, { documents: 'NFL' });
    expect(first.json).toMatchObject({ status: 'ok', provider: { documents: { calls: 2, league: 'nfl' } } });
    expect((first.json as AdminHealthAnswer).provider.probe).toBeUndefined();
    await api.get(ROUTE.adminHealth, {}, { documents: 'nba' });
    expect(asked).toEqual(['nfl', 'nba']);
    expect((await api.get(ROUTE.adminHealth, {}, { documents: 'nope' })).json).toMatchObject({
      code: 'league-not-found',
    });
  });

  it.each([{ probe: 'redis' }, { probe: '' }, { deep: 'true' }])('refuses %j', async (query) => {
    expect(await apiWith().get(ROUTE.adminHealth, {}, query)).toMatchObject({
      status: 400,
      json: { code: 'invalid-parameter', field: Object.keys(query)[0] },
    });
  });

  it('is degraded where anything is', async () => {
    const tier = (change: object) => (facts: HealthFacts) => ({
      tiers: facts.tiers.map((each) => ({ ...each, ...change })),
    });
    const outage = {
      documents: 'site teams',
      since: '2026-11-23T17:00:00.000Z',
      leagues: ['nfl'],
      nextProbeAt: '2026-11-23T17:00:01.000Z',
    };
    const failed = {
      startedAt: '2026-11-23T17:00:00.000Z',
      endedAt: '2026-11-23T17:00:00.000Z',
      outcome: 'failed',
      counts: {},
      failures: { nfl: 'error' },
    } as const;
    expect(await statusOf(() => ({}))).toBe('ok');
    const changes: readonly ((facts: HealthFacts) => Partial<HealthFacts>)[] = [
      tier({ state: 'slow' }),
      tier({ state: 'timed-out', roundTripMs: null }),
      tier({ available: false }),
      tier({ reportedDownUntil: '2026-11-23T17:00:10.000Z' }),
      () => ({ budget: null }),
      ({ budget }) => ({ budget: budget && { ...budget, spent: { day: budget.plan.perDay, minute: 0 } } }),
      () => ({ runs: null }),
      ({ runs }) => ({ runs: runs && { ...runs, warm: failed } }),
      ({ runs }) => ({ runs: runs && { ...runs, purge: failed } }),
      ({ provider }) => ({ provider: { ...provider, outages: [outage] } }),
      ({ provider }) => ({ provider: { ...provider, outages: null } }),
    ];
    for (const change of changes) expect(await statusOf(change)).toBe('degraded');
    const probe = async () => ({ ...(await well.probe()), outcome: 'refused' as const });
    expect((await apiWith({ probe }).get(ROUTE.adminHealth, {}, { probe: 'provider' })).json).toMatchObject({
      status: 'degraded',
    });
  });
});

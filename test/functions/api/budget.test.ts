import { describe, expect, it } from 'vitest';
import { days, hours } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';

const MAHOMES = { league: 'nfl', player: '3139477' };
const PARSONS = { league: 'nfl', player: '4361423' };

const open = (plan: { readonly perDay: number; readonly perMinute: number | undefined }) => {
  const clock = createFakeClock();
  const upstream = createFakeUpstream();
  const ledgers = createTestLedgers({ clock, plan });
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  return { clock, upstream, ledgers, api: createTestApi({ upstream, clock, shared, ledgers }) };
};

describe('a spent budget', () => {
  it('answers what is not cached with 503, why, and when to ask again; nobody is asked', async () => {
    const { upstream, api } = open({ perDay: 1, perMinute: undefined });
    await api.get(ROUTE.teams, MAHOMES);
    upstream.asked();
    const { status, headers, json } = await api.get(ROUTE.player, PARSONS);
    expect({ status, json }).toMatchObject({
      status: 503,
      json: { code: 'upstream-unavailable', reason: 'over-budget' },
    });
    // Seven hours are left of the day.
    expect(headers['retry-after']).toBe(String(hours(7) / 1000));
    expect(upstream.asked()).toEqual([]);
  });

  it('serves what is cached, fresh, and stale for as long as it may be', async () => {
    const { clock, upstream, api } = open({ perDay: 2, perMinute: undefined });
    clock.advance(-hours(17));
    await api.get(ROUTE.teams, MAHOMES);
    // The last of the day goes to somebody else, and the next day's two as well.
    await api.get(ROUTE.teams, { league: 'nba' });
    clock.advance(days(2));
    await api.get(ROUTE.teams, { league: 'mlb' });
    await api.get(ROUTE.teams, { league: 'nhl' });
    upstream.asked();
    const { status, from } = await api.get(ROUTE.teams, MAHOMES);
    expect(status).toBe(200);
    expect(from).toContain('detail=stale');
    expect(upstream.asked()).toEqual([]);
  });

  it('is forgotten as soon as the next minute begins', async () => {
    const { clock, upstream, api } = open({ perDay: 100, perMinute: 1 });
    clock.advance(20_000);
    await api.get(ROUTE.teams, MAHOMES);
    const refused = await api.get(ROUTE.teams, { league: 'nba' });
    expect(refused.headers['retry-after']).toBe('40');
    clock.advance(39_999);
    expect((await api.get(ROUTE.teams, { league: 'nba' })).status).toBe(503);
    clock.advance(1);
    upstream.asked();
    expect((await api.get(ROUTE.teams, { league: 'nba' })).status).toBe(200);
    expect(upstream.asked()).toEqual(['teams nba']);
  });

  it('asks nothing of a metered provider while nobody can count', async () => {
    const { upstream, ledgers, api } = open({ perDay: 100, perMinute: undefined });
    ledgers.quotaLedger.fail();
    const { status, json, headers } = await api.get(ROUTE.teams, MAHOMES);
    expect({ status, json }).toMatchObject({ status: 503, json: { reason: 'ledger-unavailable' } });
    expect(headers['retry-after']).toBe('5');
    expect(upstream.asked()).toEqual([]);
  });
});

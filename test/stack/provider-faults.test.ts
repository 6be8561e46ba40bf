import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { hours } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { plantStale } from '../support/plant-stale.ts';

let bundles: Bundles;
let stack: Stack;

beforeAll(async () => {
  bundles = await realBundles();
});
beforeEach(async () => {
  stack = await startStack({ bundles, environments: 1 });
});
afterEach(() => stack.close());

const FRESH = '/v1/nfl/teams/KC/roster';
const STALE = '/v1/nba/teams/13/roster';
const UNKNOWN = '/v1/nfl/players/3918298/stats?season=2025';
const PLANTED = '{"league":"nba","team":{"id":"13"},"season":2025,"players":[]}';

describe.each([
  ['error500', 'failed'],
  ['hang', 'timeout'],
  ['html403', 'blocked'],
  ['truncated', 'malformed'],
  ['empty', 'malformed'],
  ['429', 'rate-limited'],
] as const)('a provider that fails with %s', (fail, reason) => {
  it('is unavailable for what is not cached, stale for what was, and leaves nothing wrong behind', async () => {
    expect((await ask(stack.url + FRESH)).status).toBe(200);
    expect((await ask(`${stack.url}/v1/nba/teams`)).status).toBe(200);
    await plantStale(stack, 'nba:roster:13', PLANTED, hours(8));
    stack.upstream?.configure({ fail });

    const fresh = await ask(stack.url + FRESH);
    expect([fresh.status, fresh.from]).toEqual([200, expect.stringMatching(/^l1; hit; ttl=\d+$/)]);

    const stale = await ask(stack.url + STALE);
    expect([stale.status, stale.from, stale.json]).toEqual([
      200,
      expect.stringMatching(/^l2; hit; ttl=-288\d\d; detail=stale-if-error, l1; fwd=miss$/),
      JSON.parse(PLANTED),
    ]);

    const unknown = await ask(stack.url + UNKNOWN);
    expect(unknown.status).toBe(503);
    expect(unknown.json).toMatchObject({ code: 'upstream-unavailable', reason });
    const retryAfter = Number(unknown.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(0);

    stack.upstream?.configure({ fail: 'none' });
    // For a moment nobody tries again: the same failure, without a call.
    const calls = stack.upstream?.calls().total;
    expect((await ask(stack.url + UNKNOWN)).json).toMatchObject({ status: 503, reason });
    expect(stack.upstream?.calls().total).toBe(calls);
    // What the provider asked for is honoured, and may be longer than a test wants to wait.
    if (retryAfter > 5) return;
    const status = async (): Promise<number> => (await ask(stack.url + UNKNOWN)).status;
    await expect.poll(status, { timeout: 8000, interval: 300 }).toBe(200);
    expect((await ask(stack.url + UNKNOWN)).json).toMatchObject({ player: { id: '3918298' }, season: 2025 });
  });
});

describe('a provider that refuses our name', () => {
  it('is blocked, never not found', async () => {
    const anonymous = await startStack({ bundles, environments: 1, variables: { [ENV.userAgent]: 'Mozilla/5.0' } });
    try {
      const { status, json } = await ask(`${anonymous.url}/v1/nfl/players?name=patrick%20mahomes`);
      expect(status).toBe(503);
      expect(json).toMatchObject({ reason: 'blocked' });
    } finally {
      await anonymous.close();
    }
  });
});

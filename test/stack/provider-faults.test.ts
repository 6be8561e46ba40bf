import { describe, expect, it } from 'vitest';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { hours, minutes, seconds } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { PLANTED_ROSTER, plantStale } from '../support/plant-stale.ts';
import { shareStack } from '../support/share-stack.ts';

// Between two invocations next to no time passes, however busy the machine is: a failure is remembered for a second.
const clock = createStackClock({ speed: 0.001 });

const start = async (variables: Readonly<Record<string, string>> = {}): Promise<Stack> =>
  startStack({
    bundles: await realBundles(),
    clock,
    environments: 1,
    variables: { ...GENEROUS_LIMITS, ...variables },
  });

const FRESH = '/v1/nfl/teams/KC/roster';
const STALE = '/v1/nba/teams/13/roster';

describe('a provider that fails', () => {
  const shared = shareStack(() => start());

  // Each asks for a player of their own, of whom nothing is cached.
  it.each([
    ['error500', 'failed', '3918298'],
    ['hang', 'timeout', '3916387'],
    ['html403', 'blocked', '3915511'],
    ['truncated', 'malformed', '3046779'],
    ['empty', 'malformed', '3052587'],
    ['429', 'rate-limited', '3912547'],
  ] as const)(
    'with %s is unavailable for what is not cached, stale for what was, and leaves nothing wrong behind',
    async (fail, reason, id) => {
      const stack = shared();
      // What a process remembers of the last failure ends with it.
      await stack.api.kill(1);
      stack.upstream?.configure({ fail: 'none' });
      const unknownPath = `/v1/nfl/players/${id}/stats?season=2025`;
      expect((await ask(stack.url + FRESH)).status).toBe(200);
      expect((await ask(`${stack.url}/v1/nba/teams`)).status).toBe(200);
      await plantStale(stack, 'nba:roster:13', PLANTED_ROSTER, { staleFor: hours(8), now: clock.now() });
      stack.upstream?.configure({ fail });

      const fresh = await ask(stack.url + FRESH);
      expect([fresh.status, fresh.from]).toEqual([200, expect.stringMatching(/^l1; hit; ttl=\d+$/)]);

      const stale = await ask(stack.url + STALE);
      expect([stale.status, stale.from, stale.json]).toEqual([
        200,
        expect.stringMatching(/^l2; hit; ttl=-288\d\d; detail=stale-if-error, l1; fwd=miss$/),
        JSON.parse(PLANTED_ROSTER),
      ]);

      const unknown = await ask(stack.url + unknownPath);
      expect(unknown.status).toBe(503);
      expect(unknown.json).toMatchObject({ code: 'upstream-unavailable', reason });
      const retryAfter = Number(unknown.headers.get('retry-after'));
      expect(retryAfter).toBeGreaterThan(0);

      // The function has waited for so long, by its own clock.
      if (fail === 'hang') clock.advance(seconds(8));
      stack.upstream?.configure({ fail: 'none' });
      // For a moment nobody tries again: the same failure, without a call.
      const calls = stack.upstream?.calls().total;
      expect((await ask(stack.url + unknownPath)).json).toMatchObject({ status: 503, reason });
      expect(stack.upstream?.calls().total).toBe(calls);
      // What the provider asked for is honoured; nobody waits for it here.
      clock.advance(seconds(retryAfter) + minutes(1));
      const status = async (): Promise<number> => (await ask(stack.url + unknownPath)).status;
      await expect.poll(status, { timeout: 8000, interval: 300 }).toBe(200);
      expect((await ask(stack.url + unknownPath)).json).toMatchObject({ player: { id }, season: 2025 });
    },
  );
});

describe('a provider that refuses our name', () => {
  const anonymous = shareStack(() => start({ [ENV.userAgent]: 'Mozilla/5.0' }));

  it('is blocked, never not found', async () => {
    const { status, json } = await ask(`${anonymous().url}/v1/nfl/players?name=patrick%20mahomes`);
    expect(status).toBe(503);
    expect(json).toMatchObject({ reason: 'blocked' });
  });
});

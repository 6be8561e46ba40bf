import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { minutes } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { PLANTED_ROSTER, plantStale } from '../support/plant-stale.ts';

// Eight environments, each stopped between its invocations as Lambda stops it, on the same tiers.

const ENVIRONMENTS = 8;
const FLEET = Array.from({ length: ENVIRONMENTS }, (_, index) => index + 1);

const MODES: readonly (readonly [mode: string, variables: Readonly<Record<string, string>>])[] = [
  ['on Redis and DynamoDB', {}],
  // As a deployment without an Upstash account: leases and purge logs are DynamoDB's, too.
  ['on DynamoDB alone', { [ENV.redisUrl]: '', [ENV.redisToken]: '' }],
];

let bundles: Bundles;
let stack: Stack;

beforeAll(async () => {
  bundles = await realBundles();
});

const startFleet = (variables: Readonly<Record<string, string>>): Promise<Stack> =>
  startStack({
    bundles,
    environments: ENVIRONMENTS,
    freeze: true,
    latency: 50,
    variables: {
      [ENV.coherenceWindow]: '1000',
      // A tier that times out gives no lease, and then each environment loads for itself. On a busy machine every tier
      // is slow; what a slow tier leads to is chaos.test.ts's question.
      [ENV.redisTimeout]: '5000',
      [ENV.tableTimeout]: '5000',
      ...variables,
    },
  });

/**
 * Starts every process and lets it load something else from a slow provider. An environment that lost the lease waits
 * four times the load duration that it expects, then loads for itself: eight processes that start at once on two cores
 * need longer than four of the first guess.
 */
const learnToWait = async (): Promise<void> => {
  for (const environment of FLEET) await ask(`${stack.url}/v1/health`, { environment });
  stack.upstream?.configure({ latency: 2000 });
  await Promise.all(
    FLEET.map((environment) => ask(`${stack.url}/v1/nfl/teams/${environment}/roster`, { environment })),
  );
  stack.upstream?.configure({ latency: 50 });
  stack.upstream?.reset();
};

const roster = (environment: number): Promise<Seen> => ask(`${stack.url}/v1/nba/teams/LAL/roster`, { environment });

describe.each(MODES)('%s', (_mode, variables) => {
  beforeEach(async () => {
    stack = await startFleet(variables);
  });
  afterEach(() => stack.close());

  describe('a fleet of cold environments', () => {
    it('asked the same at once asks the provider once', async () => {
      await learnToWait();
      const seen = await Promise.all(FLEET.map(roster));
      expect(seen.map(({ status }) => status)).toEqual(FLEET.map(() => 200));
      expect(new Set(seen.map(({ json }) => JSON.stringify(json))).size).toBe(1);
      expect(stack.upstream?.calls().byEndpoint).toMatchObject({ teams: 1, roster: 1 });
      // Eight processes start first.
    }, 60_000);

    it('of two, asked the same a hundred times each, asks the provider once', async () => {
      const calls = [1, 2].flatMap((environment) => Array.from({ length: 100 }, () => roster(environment)));
      expect(new Set((await Promise.all(calls)).map(({ status }) => status))).toEqual(new Set([200]));
      expect(stack.upstream?.calls().byEndpoint).toMatchObject({ teams: 1, roster: 1 });
    });
  });

  describe('a purge', () => {
    it('reaches every frozen memory within the window', async () => {
      await Promise.all(FLEET.map(roster));
      const purged = await ask(`${stack.url}/v1/admin/purge`, {
        environment: 1,
        body: { league: 'nba', scope: 'team:13' },
      });
      expect(purged.status).toBe(200);
      const purgedAt = Date.now();
      expect((await roster(1)).from).toMatch(/fwd=miss/);
      const ages = async (): Promise<boolean> => {
        const seen = await Promise.all(FLEET.map(roster));
        // Whoever still holds the old one says that it is older than the purge.
        return seen.every(({ headers }) => Date.now() - Number(headers.get('age')) * 1000 >= purgedAt - 1000);
      };
      await expect.poll(ages, { timeout: 5000, interval: 250 }).toBe(true);
      expect(stack.upstream?.calls().byEndpoint).toMatchObject({ teams: 1, roster: 2 });
    });
  });
});

describe('a stale answer', () => {
  beforeEach(async () => {
    stack = await startFleet({});
  });
  afterEach(() => stack.close());

  it('is served at once, and loaded again once for everybody, by the refresh function', async () => {
    await ask(`${stack.url}/v1/nba/teams`, { environment: 1 });
    await plantStale(stack, 'nba:roster:13', PLANTED_ROSTER, { staleFor: minutes(10) });
    const first = await roster(1);
    expect(first.from).toMatch(/detail=stale-while-revalidate/);
    expect(first.json).toEqual(JSON.parse(PLANTED_ROSTER));
    // The others see it stale, or fresh already.
    const others = await Promise.all(FLEET.slice(1).map(roster));
    expect(others.map(({ status }) => status)).toEqual(FLEET.slice(1).map(() => 200));
    for (const { from } of others) expect(from).toMatch(/hit/);
    const fresh = async (): Promise<string | null> => (await roster(2)).from;
    await expect.poll(fresh, { timeout: 10_000, interval: 100 }).toMatch(/^l[12]; hit; ttl=\d+/);
    expect(stack.upstream?.calls().byEndpoint).toMatchObject({ roster: 1 });
    expect([stack.queue.sent(), stack.queue.dead()]).toEqual([1, 0]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { minutes, seconds } from '../../lib/cache/index.ts';
import nflPlayers from '../../simulators/espn/data/nfl-players.json' with { type: 'json' };
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { shareStack } from '../support/share-stack.ts';
import { startStackWithFaults, type StackWithFaults } from '../support/stack-with-faults.ts';

// Neighbours that refuse, are silent, slow, or answer nonsense, while frozen environments are asked questions.

// Milliseconds after which a tier that failed is asked again; advanced, because there is nothing to see meanwhile.
const PROBED_WITHIN = seconds(5);
const SEASON = 2025;
const FLEET = [1, 2, 3];

const clock = createStackClock();

const seasonOf = ({ stack }: StackWithFaults, id: string, environment: number): Promise<Seen> =>
  ask(`${stack.url}/v1/nfl/players/${id}/stats?season=${SEASON}`, { environment });

/** Asks every environment for every player, all at once. Each answer must be about the player that was asked for. */
const askEverybody = async (faulty: StackWithFaults, players: readonly string[]): Promise<void> => {
  const questions = players.flatMap((id) =>
    FLEET.map(async (environment) => ({ id, seen: await seasonOf(faulty, id, environment) })),
  );
  for (const { id, seen } of await Promise.all(questions)) {
    expect([seen.status, seen.json]).toMatchObject([200, { player: { id }, season: SEASON }]);
  }
};

/** From the front, and again: as many as are wanted. A case asks for others than the case before it. */
const taking = <T>(all: readonly T[]) => {
  let taken = 0;
  return (count: number): readonly T[] =>
    Array.from({ length: count }, () => all[taken++ % all.length]).filter((each) => each !== undefined);
};

const hasPlayed = ({ lines }: { readonly lines: readonly string[] }): boolean =>
  lines.some((line) => line.startsWith(`${SEASON} 2 `));
const take = taking(nflPlayers.filter(hasPlayed).map(({ id }) => id));

describe('a fault', () => {
  const faulty = shareStack(async () =>
    startStackWithFaults({ bundles: await realBundles(), clock, environments: FLEET.length }),
  );

  beforeEach(() => {
    const { redis, table } = faulty();
    redis.set('none');
    table.set('none');
    // Whatever was given up in the last case is tried again.
    clock.advance(minutes(2));
  });

  /**
   * Ends every environment, so that the next ones know of no tier yet. They start one after the other: three at once and
   * the questions behind them may take a busy machine longer than Lambda and the gateway allow.
   */
  const renew = async (): Promise<void> => {
    const { stack } = faulty();
    await Promise.all(FLEET.map((environment) => stack.api.kill(environment)));
    for (const environment of FLEET) {
      const health = async (): Promise<number> => (await ask(`${stack.url}/v1/health`, { environment })).status;
      await expect.poll(health, { timeout: 45_000, interval: 100 }).toBe(200);
    }
  };

  const takeTeam = taking(
    ['nba', 'nhl', 'mlb'].flatMap((league) => Array.from({ length: 30 }, (_, index) => `${league}/teams/${index + 1}`)),
  );

  describe.each(['refused', 'silent', 'garbage', 'not-json', 'error500', 'slow'] as const)(
    'a Redis that is %s',
    (fault) => {
      it('from the start fails no question, and is left alone after the first', async () => {
        const { redis } = faulty();
        await renew();
        redis.set(fault);
        const players = take(4);
        await askEverybody(faulty(), players);
        const asked = redis.requests();
        await askEverybody(faulty(), players);
        // A probe for each environment at most, and not one question's wait more.
        expect(redis.requests() - asked).toBeLessThanOrEqual(3);
      });

      it('in the middle fails no question, and is used again when it is back', async () => {
        const { redis, stack } = faulty();
        const players = take(4);
        await seasonOf(faulty(), players[0] ?? '', 1);
        redis.set(fault);
        await askEverybody(faulty(), players);
        redis.set('none');
        clock.advance(PROBED_WITHIN);
        // What one environment learns now another one finds in Redis, without a restart.
        const shared = async (): Promise<string | null> => {
          const roster = `${stack.url}/v1/${takeTeam(1).join()}/roster`;
          await ask(roster, { environment: 1 });
          return (await ask(roster, { environment: 2 })).from;
        };
        await expect.poll(shared, { timeout: 15_000, interval: 500 }).toMatch(/^l2; hit/);
      });
    },
  );

  describe.each(['refused', 'silent', 'throttled', 'error500'] as const)('a DynamoDB that is %s', (fault) => {
    it('fails no question while there is Redis', async () => {
      await renew();
      faulty().table.set(fault);
      const players = take(4);
      await askEverybody(faulty(), players);
      // What an environment waited for while another one loaded it comes from Redis once more.
      await seasonOf(faulty(), players[0] ?? '', 2);
      expect((await seasonOf(faulty(), players[0] ?? '', 2)).from).toMatch(/^l1; hit/);
    });
  });

  describe('of both at once', () => {
    it('leaves memory and the provider', async () => {
      const { redis, table, stack } = faulty();
      await renew();
      redis.set('silent');
      table.set('silent');
      const players = take(4);
      await askEverybody(faulty(), players);
      const calls = stack.upstream?.calls().total;
      await askEverybody(faulty(), players);
      expect(stack.upstream?.calls().total).toBe(calls);
    });
  });

  describe('an environment that is killed in the middle of a load', () => {
    it('keeps nobody else from the answer', async () => {
      const { stack } = faulty();
      const [id = ''] = take(1);
      stack.upstream?.reset();
      stack.upstream?.configure({ latency: 1500 });
      const doomed = seasonOf(faulty(), id, 1);
      await expect.poll(() => stack.upstream?.calls().total, { timeout: 5000, interval: 20 }).toBeGreaterThan(0);
      const other = seasonOf(faulty(), id, 2);
      await stack.api.kill(1);
      stack.upstream?.configure({ latency: 0 });
      expect((await doomed).status).toBeGreaterThanOrEqual(500);
      expect((await other).json).toMatchObject({ player: { id }, season: SEASON });
      expect((await seasonOf(faulty(), id, 1)).json).toMatchObject({ player: { id } });
    });
  });
});

describe('a purge', () => {
  const faulty = shareStack(async () =>
    startStackWithFaults({
      bundles: await realBundles(),
      clock,
      environments: FLEET.length,
      // Which tiers fail is up to the faults here, and not to how busy the machine is.
      variables: GENEROUS_LIMITS,
    }),
  );
  const purge = (scope: string): Promise<Seen> =>
    ask(`${faulty().stack.url}/v1/admin/purge`, { body: { league: 'nfl', scope } });

  it('is done in every tier or not reported done', async () => {
    const players = take(4);
    await askEverybody(faulty(), players);
    expect((await purge(`player:${players[0] ?? ''}`)).status).toBe(200);
    expect((await seasonOf(faulty(), players[0] ?? '', 3)).status).toBe(200);
    faulty().table.set('throttled');
    expect(await purge('*')).toMatchObject({ status: 503, json: { code: 'purge-incomplete', tiers: ['l3'] } });
  });

  it('refuses a scope it does not know, by name', async () => {
    expect(await purge('everything')).toMatchObject({ status: 400, json: { field: 'scope' } });
  });
});

import { ROUTE } from '../../lib/http/route-keys.ts';
import { createUpstashTier } from '../../lib/tiers/upstash/tier.ts';
import type { ApiEvent } from '../../functions/api/request/event.ts';
import { createTestApi, type TestApi } from '../../test/support/api.ts';
import { createFakeClock } from '../../test/support/fake-clock.ts';
import { createGeneratedLeague } from '../../test/support/generated-league.ts';
import { cpuOf, curveTable } from './curve.ts';
import { createHeldRedis } from './held-redis.ts';

const PLAYERS = [1, 3, 6, 12, 25, 50, 100];
const ROUNDS = process.argv.includes('--quick') ? 3 : 7;
const FIRST_ID = 10_000;

const clock = createFakeClock();
const { redis, take } = createHeldRedis();
const open = (isCareerTold: boolean) => {
  const league = createGeneratedLeague({ isCareerTold });
  // A name of its own for each provider: they share the Redis.
  const shared = [createUpstashTier({ redis, prefix: `${String(isCareerTold)}:`, clock })];
  return { league, start: (): TestApi => createTestApi({ upstream: league, clock, shared, maxBytes: 64_000_000 }) };
};

const batchOf = (players: number, first = FIRST_ID): ApiEvent => ({
  routeKey: ROUTE.statsBatch,
  headers: { 'accept-encoding': 'gzip' },
  pathParameters: { league: 'nfl' },
  body: JSON.stringify({
    player_ids: Array.from({ length: players }, (_, index) => String(first + index)),
    season: 2024,
  }),
  isBase64Encoded: false,
});

const ask = async (api: TestApi, event: ApiEvent): Promise<void> => {
  const { statusCode, body } = await api.unchecked(event);
  if (statusCode !== 200) throw new Error(body);
};

interface Counted {
  readonly requests: number;
  readonly commands: number;
  readonly bytesRead: number;
  readonly calls: number;
}

/** Each size of a batch by an environment of its own. `first`: the players of the first size follow on each other. */
const counted = async (
  world: ReturnType<typeof open>,
  firstOf: (at: number) => number,
): Promise<readonly Counted[]> => {
  const rows: Counted[] = [];
  for (const [at, players] of PLAYERS.entries()) {
    const api = world.start();
    take();
    world.league.calls();
    await ask(api, batchOf(players, firstOf(at)));
    rows.push({ ...take(), calls: world.league.calls() });
  }
  return rows;
};

const of = (rows: readonly Counted[], name: keyof Counted): readonly number[] => rows.map((row) => row[name]);

const showCounts = async (): Promise<void> => {
  const careers = open(true);
  const seasons = open(false);
  const startAt = PLAYERS.map((_, at) => FIRST_ID + PLAYERS.slice(0, at).reduce((sum, each) => sum + each, 0));
  const load = await counted(careers, (at) => startAt[at] ?? FIRST_ID);
  const loadSeasons = await counted(seasons, (at) => startAt[at] ?? FIRST_ID);
  const held = await counted(careers, (at) => startAt[at] ?? FIRST_ID);
  console.log('Loaded by the provider, and kept; in a new environment:');
  console.table(
    curveTable('players', PLAYERS, {
      'provider calls': of(load, 'calls'),
      'provider calls, a season each': of(loadSeasons, 'calls'),
      'Redis requests': of(load, 'requests'),
      'Redis commands': of(load, 'commands'),
    }),
  );
  console.log('Held by Redis; in a new environment:');
  console.table(
    curveTable('players', PLAYERS, {
      'Redis requests': of(held, 'requests'),
      'Redis commands': of(held, 'commands'),
      'bytes read': of(held, 'bytesRead'),
      'provider calls': of(held, 'calls'),
    }),
  );
};

const showCosts = async (): Promise<void> => {
  const { start } = open(true);
  const api = start();
  await ask(api, batchOf(100));
  const events = PLAYERS.map((players) => batchOf(players));
  // The same players in another order are another answer, which has to be put together.
  const turned = (event: ApiEvent, turn: number): ApiEvent => {
    const { player_ids: ids, season } = JSON.parse(event.body ?? '') as { player_ids: string[]; season: number };
    const at = turn % ids.length;
    return { ...event, body: JSON.stringify({ player_ids: [...ids.slice(at), ...ids.slice(0, at)], season }) };
  };
  let turns = 0;
  const [same, others, far] = [
    await cpuOf(
      events.map((event) => () => ask(api, event)),
      { rounds: ROUNDS, calls: 200 },
    ),
    await cpuOf(
      events.map((event) => () => ask(api, turned(event, (turns += 1)))),
      { rounds: ROUNDS, calls: 20 },
    ),
    await cpuOf(
      events.map((event) => () => ask(start(), event)),
      { rounds: ROUNDS, calls: 20 },
    ),
  ];
  console.log('Microseconds of CPU, all but the network:');
  console.table(
    curveTable('players', PLAYERS, {
      'from memory, asked before': same,
      'from memory, put together': others,
      'from Redis, new environment': far,
    }),
  );
};

await showCounts();
await showCosts();

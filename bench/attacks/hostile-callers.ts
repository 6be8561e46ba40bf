import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { minutes } from '../../lib/cache/index.ts';
import { mapConcurrent } from '../../lib/async/map-concurrent.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { unknownAllowance } from '../../lib/ledgers/unknown-allowance.ts';
import { ask, type AskOptions, type Seen } from '../../test/support/ask.ts';
import { createChecks, type Check } from './checks.ts';

const ENVIRONMENTS = 8;
const FLEET = Array.from({ length: ENVIRONMENTS }, (_, index) => index + 1);
// A Tuesday in the season, and no game is on.
const START = Date.parse('2025-11-18T14:00Z');
// Names are searched for once a directory is an hour old. From then on no hour ends while this runs.
const UNTIL_SEARCHED = minutes(65);
// Small, so that an hour's allowance is soon spent.
const PLAN = { perDay: 8000, perMinute: 1200 };
const KEYS = {
  ada: 'key-of-ada-'.padEnd(32, 'a'),
  ben: 'key-of-ben-'.padEnd(32, 'b'),
  eve: 'key-of-eve-'.padEnd(32, 'e'),
};
const PLAYERS = 20;

type Who = keyof typeof KEYS;

/** Three keys, one of them hostile, and eight environments; then a deployment without keys and with a small budget. */
export const attackAsHostileCaller = async (bundles: Bundles, print: (text: string) => void): Promise<boolean> => {
  const { check, met } = createChecks(print);
  await withKeys(bundles, check);
  await withoutKeys(bundles, check);
  return met();
};

const withKeys = async (bundles: Bundles, check: Check): Promise<void> => {
  const hashes = Object.values(KEYS).map((key) => `read:${sha256Of(key)}`);
  const clock = createStackClock({ start: START });
  const stack = await startStack({
    bundles,
    environments: ENVIRONMENTS,
    clock,
    dailyBudget: PLAN.perDay,
    variables: {
      [ENV.leagues]: 'nfl,cfb',
      [ENV.minuteBudget]: String(PLAN.perMinute),
      [ENV.apiKeyHashes]: hashes.join(','),
      ...UNHURRIED,
    },
  });
  try {
    const calls = callsOf(stack);
    const asker = (who: Who) => (path: string, environment: number, body?: unknown) =>
      askAgain(stack.url + path, {
        environment,
        headers: { 'x-api-key': KEYS[who] },
        ...(body !== undefined && { body }),
      });
    const [ada, ben, eve] = [asker('ada'), asker('ben'), asker('eve')];
    await stack.schedules.tick();
    clock.advance(UNTIL_SEARCHED);
    await ada('/v1/nfl/live', 1);
    calls();

    for (const [what, path] of TWICE) {
      await ada(path, 1);
      for (const environment of FLEET) await ben(path, environment);
      check(`${what}, asked for nine times in eight environments: calls`, calls(), 1);
    }

    const { perHourEach } = unknownAllowance(PLAN, { hasDirectory: true });
    const refusals = await flood(eve, 'nfl');
    check('hostile key in a league with a directory: calls', calls(), perHourEach);
    const others = refusals.filter(({ json }) => (json as { allowance?: string }).allowance !== 'unknown').length;
    check('  refusals that name no allowance, or another one', others, 0);
    check('  refusals without the next hour as Retry-After', refusals.filter(isLate).length, 0);
    const college = unknownAllowance(PLAN, { hasDirectory: false });
    await flood(eve, 'cfb');
    check('  and then in a college league: calls', calls(), college.perHourEach - perHourEach);

    const rosters = await Promise.all(['KC', 'BUF'].map((team) => ada(`/v1/nfl/teams/${team}/roster`, 1)));
    const ids = rosters.flatMap(({ json }) => (json as { players: { id: string }[] }).players.map(({ id }) => id));
    const asks: (() => Promise<Seen>)[] = [];
    for (const [index, id] of ids.slice(0, PLAYERS * 2).entries()) {
      const environment = (index % ENVIRONMENTS) + 1;
      const honest = index % 2 === 0 ? ada : ben;
      asks.push(
        () => honest(`/v1/nfl/players/${id}/stats?season=2024`, environment),
        () => eve(`/v1/nfl/players/78${String(index).padStart(7, '0')}/stats?season=2024`, environment),
        () => honest(`/v1/cfb/players/${5_000_000 + index}`, environment),
      );
    }
    const seen = await mapConcurrent(asks, ENVIRONMENTS, (each) => each());
    const failures = seen.filter(({ status }, index) => index % 3 !== 1 && status >= 500).length;
    check('two honest keys meanwhile, players known and new: failures', failures, 0);

    const runs = await stack.schedules.tick();
    check('warming that has failed', runs.filter(({ result }) => result.kind !== 'response').length, 0);
  } finally {
    await stack.close();
  }
};

const TWICE: readonly (readonly [string, string])[] = [
  ['A made-up id', '/v1/nfl/players/770000001/stats?season=2024'],
  ['A made-up name', '/v1/nfl/players?name=Wendel%20Zzyzx'],
  ['A made-up team', '/v1/nfl/teams/4711/roster'],
];

// On a busy machine every tier is slow; what a slow tier leads to is another attack's question.
const UNHURRIED = { [ENV.redisTimeout]: '5000', [ENV.tableTimeout]: '5000' };

type Ask = (path: string, environment: number, body?: unknown) => Promise<Seen>;

const madeUp = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(from + index));

/** Made-up ids, names and teams, alone and in batches, in every environment. Answers the refusals. */
const flood = async (eve: Ask, league: string): Promise<readonly Seen[]> => {
  const single = [
    ...madeUp(771_000_000, 16).map((id) => `/v1/${league}/players/${id}/stats?season=2024`),
    ...madeUp(772_000_000, 16).map((id) => `/v1/${league}/players/${id}`),
    ...madeUp(0, 16).map((index) => `/v1/${league}/players?name=Wendel%20Zzyzx${letters(Number(index))}`),
    ...madeUp(4800, 16).map((id) => `/v1/${league}/teams/${id}/roster`),
    ...madeUp(773_000_000, 8).map((id) => `/v1/${league}/compare?players=${id},${Number(id) + 1000}`),
  ];
  const seen = await mapConcurrent([...single.entries()], ENVIRONMENTS, ([index, path]) =>
    eve(path, (index % ENVIRONMENTS) + 1),
  );
  const batches = madeUp(0, 2).map((round) => ({
    player_ids: madeUp(774_000_000 + Number(round) * 100, 20),
    names: madeUp(0, 20).map((index) => `Wendel Qqyzx${letters(Number(round) * 20 + Number(index))}`),
    season: 2024,
  }));
  for (const [index, body] of batches.entries()) await eve(`/v1/${league}/players/stats`, index + 1, body);
  return seen.filter(({ status }) => status === 503);
};

const letters = (index: number): string =>
  String.fromCharCode(97 + (index % 26), 97 + (Math.floor(index / 26) % 26), 98);

const isLate = ({ headers }: Seen): boolean => {
  const seconds = Number(headers.get('retry-after'));
  return !(seconds > 0 && seconds <= 3600);
};

const withoutKeys = async (bundles: Bundles, check: Check): Promise<void> => {
  const plan = { perDay: 200, perMinute: undefined };
  const stack = await startStack({
    bundles,
    environments: ENVIRONMENTS,
    clock: createStackClock({ start: START }),
    dailyBudget: plan.perDay,
    variables: { [ENV.leagues]: 'nfl', [ENV.minuteBudget]: '1200', ...UNHURRIED },
  });
  try {
    const calls = callsOf(stack);
    await stack.schedules.tick();
    calls();
    const paths = madeUp(770_000_001, 60).map((id) => `/v1/nfl/players/${id}/stats?season=2024`);
    await mapConcurrent([...paths.entries()], ENVIRONMENTS, ([index, path]) =>
      askAgain(stack.url + path, { environment: (index % ENVIRONMENTS) + 1 }),
    );
    const { perHour } = unknownAllowance(plan, { hasDirectory: true });
    const spent = calls();
    const known = await askAgain(`${stack.url}/v1/nfl/players/3139477/stats?season=2024`);
    check('60 made-up ids without keys, 200 calls a day: calls', spent, perHour);
    check('  and a real player after them: status', known.status, 200);
  } finally {
    await stack.close();
  }
};

/** Once more where the connection was reset: on a busy machine a kept one may be closed while it is being used. */
const askAgain = async (url: string, options: AskOptions = {}): Promise<Seen> => {
  try {
    return await ask(url, options);
  } catch {
    return ask(url, options);
  }
};

/** Calls to the provider since it was last asked. */
const callsOf = ({ upstream }: Stack): (() => number) => {
  if (upstream === undefined) throw new Error('The stack has no simulated provider');
  return () => {
    const { total } = upstream.calls();
    upstream.reset();
    return total;
  };
};

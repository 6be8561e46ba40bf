import { createStackClock, type StackClock } from '../../infra/local/clock/stack-clock.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { startNamedKeys, type NamedKeys } from './secrets.ts';
import { createTallies, type Tallies } from './tally.ts';

export const CALLERS = ['discord-bot', 'slack-bot', 'nightly-report'] as const;
export type Caller = (typeof CALLERS)[number];

/** A stack with three bots and an operator, and what the bots were answered. */
export interface Stage {
  readonly stack: Stack;
  readonly clock: StackClock;
  readonly keys: NamedKeys<Caller | 'operator' | 'newcomer'>['keys'];
  readonly tallies: Tallies;
  /** Asks as one of the bots, and counts it. */
  ask(caller: Caller, path: string, player?: string): Promise<number>;
  /** What schedules have due, and what that leaves in the queue. */
  runSchedules(): Promise<void>;
  /** As the operator. */
  purge(league: string, scope: string): Promise<void>;
  /** As somebody with a key, without counting. */
  read<T>(path: string, key: string): Promise<T>;
  close(): Promise<void>;
}

export interface StageOptions {
  readonly bundles: Bundles;
  /** Epoch ms. */
  readonly start: number;
  readonly leagues: string;
}

export const openStage = async ({ bundles, start, leagues }: StageOptions): Promise<Stage> => {
  const named = await startNamedKeys({
    'discord-bot': 'read',
    'slack-bot': 'read',
    'nightly-report': 'read',
    newcomer: 'read',
    operator: 'admin',
  });
  const clock = createStackClock({ start });
  const tallies = createTallies();
  // One environment: another one's counts would be minutes old.
  const stack = await startStack({
    bundles,
    clock,
    schedules: 'off',
    refreshing: 'stepped',
    environments: 1,
    variables: {
      ...named.variables,
      [ENV.leagues]: leagues,
      // On a busy machine a tier may be slow, which is not what is looked at.
      [ENV.redisTimeout]: '5000',
      [ENV.tableTimeout]: '5000',
    },
  });
  const get = (path: string, key: string): Promise<Response> =>
    fetch(`${stack.url}${path}`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.timeout(60_000),
    });
  return {
    stack,
    clock,
    keys: named.keys,
    tallies,
    async ask(caller, path, player) {
      const response = await get(path, named.keys[caller]);
      await response.text();
      tallies.add(caller, { status: response.status, cacheStatus: response.headers.get('cache-status') }, player);
      return response.status;
    },
    async runSchedules() {
      await stack.schedules.tick();
      await stack.workOffQueue();
    },
    async purge(league, scope) {
      const { status } = await fetch(`${stack.url}/v1/admin/purge`, {
        method: 'POST',
        headers: { authorization: `Bearer ${named.keys.operator}`, 'content-type': 'application/json' },
        body: JSON.stringify({ league, scope }),
        signal: AbortSignal.timeout(60_000),
      });
      if (status !== 200) throw new Error(`The purge of ${scope} was answered with ${status}`);
    },
    async read<T>(path: string, key: string): Promise<T> {
      const response = await get(path, key);
      if (!response.ok) throw new Error(`${path}: ${response.status}`);
      return (await response.json()) as T;
    },
    close: async () => {
      await stack.close();
      await named.close();
    },
  };
};

import { startDynamoDb } from '../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../infra/local/dynamodb/table.ts';
import { startRedisRest, type RedisRest } from '../infra/local/redis-rest/redis-rest.ts';
import { startEnvironment, type Environment } from '../infra/local/runtime/environment.ts';
import { buildBundles } from '../infra/local/stack/bundles.ts';
import { espnVariables, stackVariables, TABLE_NAME } from '../infra/local/stack/variables.ts';
import { ENV } from '../lib/config.ts';
import { startSimulatedEspn, type SimulatedEspn, type SimulatedEspnOptions } from '../simulators/espn/index.ts';

export type Event = Readonly<Record<string, unknown>>;

/** The bundled functions over stores and a simulated provider, all of them in this process but the functions. */
export interface League {
  readonly espn: SimulatedEspn;
  readonly redis: RedisRest;
  /** The folder of the bundle of a function. */
  readonly taskRoot: (name: string) => string;
  /** What the functions are configured by. */
  readonly variables: Readonly<Record<string, string>>;
  /** A new environment of a function, with variables of its own. */
  readonly start: (name: string, own?: StartOptions) => Promise<Environment>;
  /** Asks an environment; rejects unless it answers. */
  readonly ask: (environment: Environment, event: Event, requestId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface StartOptions {
  /** Default: that of the api function of a deployment. */
  readonly memorySize?: number;
  readonly variables?: Readonly<Record<string, string>>;
  /** Where its module lies. Default: its bundle. */
  readonly taskRoot?: string;
}

export interface LeagueOptions extends Pick<SimulatedEspnOptions, 'latency'> {
  readonly leagues: string;
  /** Further functions to bundle: a name to its module. */
  readonly entries?: Readonly<Record<string, string>>;
  /** Milliseconds from this machine's time to the one of all that is started. */
  readonly offset?: number;
}

// A deployment's.
const MEMORY_SIZE = 512;
const TIMEOUT_MS = 120_000;

/** Nothing is in the stores yet. */
export const openLeague = async ({ leagues, entries, offset = 0, ...provider }: LeagueOptions): Promise<League> => {
  const bundles = await buildBundles({ ...(entries && { entries }), log: () => undefined });
  const clock = { now: () => Date.now() + offset };
  const espn = await startSimulatedEspn({ clock, ...provider });
  const redis = await startRedisRest({ clock });
  const dynamodb = await startDynamoDb({ clock });
  const said: string[] = [];
  const variables = {
    ...stackVariables({
      upstream: espnVariables({ url: espn.url, label: 'bench' }),
      redis,
      dynamodb: { ...dynamodb, embedded: true },
    }),
    [ENV.leagues]: leagues,
    // A busy machine must not turn a hit into a miss.
    [ENV.redisTimeout]: '5000',
    [ENV.tableTimeout]: '5000',
  };

  const taskRoot = (name: string): string => bundles.taskRoots.get(name) ?? '';
  const start: League['start'] = async (name, { memorySize = MEMORY_SIZE, variables: own, ...where } = {}) => {
    const environment = await startEnvironment({
      name,
      taskRoot: where.taskRoot ?? taskRoot(name),
      handler: 'lambda.handler',
      memorySize,
      bootstrap: bundles.bootstrap,
      variables: { ...variables, ...own },
      ...(offset !== 0 && { clock: { offset: () => offset } }),
      log: (line) => said.push(line),
    });
    const failed = await environment.ready;
    if (failed !== undefined) throw new Error(`${failed.errorMessage}\n${said.slice(-5).join('\n')}`);
    return environment;
  };
  const ask = async (environment: Environment, event: Event, requestId: string): Promise<void> => {
    const outcome = await environment.run({ requestId, event: JSON.stringify(event), timeout: TIMEOUT_MS });
    const text = JSON.stringify(outcome);
    if (outcome.kind !== 'response' || /statusCode\\?":[45]/.test(text))
      throw new Error(`${text}\n${said.slice(-5).join('\n')}`);
  };
  const close = async (): Promise<void> => {
    await Promise.all([espn.close(), redis.close(), dynamodb.close(), bundles.close()]);
  };

  try {
    await ensureTable({ endpoint: dynamodb.url, tableName: TABLE_NAME });
  } catch (error) {
    await close();
    throw error;
  }
  return { espn, redis, taskRoot, variables, start, ask, close };
};

/**
 * A league that a warm run has left in the stores.
 *
 * @example const league = await warmLeague({ leagues: 'nfl' });
 */
export const warmLeague = async (options: LeagueOptions): Promise<League> => {
  const league = await openLeague(options);
  try {
    const warm = await league.start('warm');
    await league.ask(warm, {}, 'warm');
    await warm.stop();
  } catch (error) {
    await league.close();
    throw error;
  }
  return league;
};

import { startDynamoDb } from '../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../infra/local/dynamodb/table.ts';
import { startRedisRest } from '../infra/local/redis-rest/redis-rest.ts';
import { startEnvironment, type Environment } from '../infra/local/runtime/environment.ts';
import { buildBundles } from '../infra/local/stack/bundles.ts';
import { espnVariables, stackVariables, TABLE_NAME } from '../infra/local/stack/variables.ts';
import { ENV } from '../lib/config.ts';
import { startSimulatedEspn } from '../simulators/espn/index.ts';

export type Event = Readonly<Record<string, unknown>>;

/** The bundled functions over stores in which a warm run has left a league. */
export interface WarmLeague {
  /** The folder of the bundle of a function. */
  readonly taskRoot: (name: string) => string;
  /** What the functions are configured by. */
  readonly variables: Readonly<Record<string, string>>;
  /** A new environment of a function. */
  readonly start: (name: string) => Promise<Environment>;
  /** Asks an environment; rejects unless it answers. */
  readonly ask: (environment: Environment, event: Event, requestId: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface WarmLeagueOptions {
  readonly leagues: string;
  /** Further functions to bundle: a name to its module. */
  readonly entries?: Readonly<Record<string, string>>;
  /** Milliseconds from this machine's time to the one of all that is started. */
  readonly offset?: number;
}

// A deployment's.
const MEMORY_SIZE = 512;
const TIMEOUT_MS = 120_000;

/** @example const league = await warmLeague({ leagues: 'nfl' }); */
export const warmLeague = async ({ leagues, entries, offset = 0 }: WarmLeagueOptions): Promise<WarmLeague> => {
  const bundles = await buildBundles({ ...(entries && { entries }), log: () => undefined });
  const clock = { now: () => Date.now() + offset };
  const espn = await startSimulatedEspn({ clock });
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
  const start = async (name: string): Promise<Environment> => {
    const environment = await startEnvironment({
      name,
      taskRoot: taskRoot(name),
      handler: 'lambda.handler',
      memorySize: MEMORY_SIZE,
      bootstrap: bundles.bootstrap,
      variables,
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
    const warm = await start('warm');
    await ask(warm, {}, 'warm');
    await warm.stop();
  } catch (error) {
    await close();
    throw error;
  }
  return { taskRoot, variables, start, ask, close };
};

import { readFile } from 'node:fs/promises';
import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../../infra/local/dynamodb/table.ts';
import { startRedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { startEnvironment, type Environment } from '../../infra/local/runtime/environment.ts';
import { buildBundles } from '../../infra/local/stack/bundles.ts';
import { espnVariables, stackVariables, TABLE_NAME } from '../../infra/local/stack/variables.ts';
import { ENV } from '../../lib/config.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { startSimulatedEspn } from '../../simulators/espn/index.ts';

/** Milliseconds of CPU of an execution environment. */
export interface Cold {
  /** Until it takes its first invocation. */
  readonly start: number;
  readonly first: number;
  readonly second: number;
}

type Event = Readonly<Record<string, unknown>>;

const question = (routeKey: string, player: object, queryStringParameters: object): Event => ({
  routeKey,
  headers: {},
  pathParameters: { league: 'nfl', ...player },
  queryStringParameters,
});

const COMPLETING = question(ROUTE.autocomplete, {}, { q: 'josh a' });
const BY_ID = question(ROUTE.player, { player: '3918298' }, {});

// A deployment's.
const MEMORY_SIZE = 512;
const TIMEOUT_MS = 120_000;

/** New environments of the bundled api function, each asked twice, over stores in which a warm run has left a league. */
export const measureCold = async (
  times: number,
): Promise<Readonly<Record<'autocomplete' | 'player', readonly Cold[]>>> => {
  const bundles = await buildBundles({ log: () => undefined });
  const clock = { now: () => Date.now() };
  const espn = await startSimulatedEspn({ clock });
  const redis = await startRedisRest({ clock });
  const dynamodb = await startDynamoDb({ clock });
  const said: string[] = [];

  const start = async (name: string): Promise<Environment> => {
    const environment = await startEnvironment({
      name,
      taskRoot: bundles.taskRoots.get(name) ?? '',
      handler: 'lambda.handler',
      memorySize: MEMORY_SIZE,
      bootstrap: bundles.bootstrap,
      variables: {
        ...stackVariables({
          upstream: espnVariables({ url: espn.url, label: 'bench' }),
          redis,
          dynamodb: { ...dynamodb, embedded: true },
        }),
        [ENV.leagues]: 'nfl',
        // A busy machine must not turn a hit into a miss.
        [ENV.redisTimeout]: '5000',
        [ENV.tableTimeout]: '5000',
      },
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

  const measure = async (event: Event): Promise<Cold> => {
    const environment = await start('api');
    try {
      const spent = [await cpuOf(environment)];
      for (const requestId of ['first', 'second']) {
        await ask(environment, event, requestId);
        spent.push(await cpuOf(environment));
      }
      const [ready = 0, first = 0, second = 0] = spent;
      return { start: ready, first: first - ready, second: second - first };
    } finally {
      await environment.stop();
    }
  };

  try {
    await ensureTable({ endpoint: dynamodb.url, tableName: TABLE_NAME });
    const warm = await start('warm');
    await ask(warm, {}, 'warm');
    await warm.stop();
    const autocomplete: Cold[] = [];
    const player: Cold[] = [];
    for (let time = 0; time < times; time += 1) {
      autocomplete.push(await measure(COMPLETING));
      player.push(await measure(BY_ID));
    }
    return { autocomplete, player };
  } finally {
    await Promise.all([espn.close(), redis.close(), dynamodb.close(), bundles.close()]);
  }
};

const MILLISECONDS_PER_TICK = 10;

/** What the system has counted for a process so far, in user and in system mode. */
const cpuOf = async ({ pid }: Environment): Promise<number> => {
  const text = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  // Behind the command's name, which may hold spaces: the 12th and 13th field.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MILLISECONDS_PER_TICK;
};

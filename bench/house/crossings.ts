import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { ensureTable } from '../../infra/local/dynamodb/table.ts';
import { startRedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { espnVariables, stackVariables, TABLE_NAME } from '../../infra/local/stack/variables.ts';
import { ENV } from '../../lib/config.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { startSimulatedEspn } from '../../simulators/espn/index.ts';
import type { Step } from './environment.ts';

/** Files of lib and functions in which something ran, for each thing that was done. */
export type Crossings = ReadonlyMap<string, readonly string[]>;

// Deadline day in the NFL: there are moves to purge for.
const START = Date.parse('2026-11-10T15:00Z');

const question = (id: string, record?: string): Step => ({
  kind: 'invoke',
  lambda: 'api',
  event: {
    routeKey: ROUTE.stats,
    headers: {},
    pathParameters: { league: 'nfl', player: id },
    queryStringParameters: { season: '2024' },
  },
  record,
});

const run = (lambda: string, record?: string): Step => ({ kind: 'invoke', lambda, event: {}, record });

/**
 * Asks the functions of the tree at `root`, from their sources, and tells which files each question or run crossed.
 * A file counts when one of its functions was called; what it did when it was imported does not.
 */
export const measureCrossings = async (root: string): Promise<Crossings> => {
  const offset = START - Date.now();
  const clock = { now: () => Date.now() + offset };
  const espn = await startSimulatedEspn({ clock });
  const redis = await startRedisRest({ clock });
  const dynamodb = await startDynamoDb({ clock });
  try {
    await ensureTable({ endpoint: dynamodb.url, tableName: TABLE_NAME });
    const environment = {
      ...stackVariables({
        upstream: espnVariables({ url: espn.url, label: 'house' }),
        redis,
        dynamodb: { ...dynamodb, embedded: true },
      }),
      [ENV.leagues]: 'nfl',
      // A busy machine must not turn a hit into a fault.
      [ENV.redisTimeout]: '5000',
      [ENV.tableTimeout]: '5000',
      POWERTOOLS_LOG_LEVEL: 'SILENT',
      POWERTOOLS_METRICS_DISABLED: 'true',
    };
    const inProcess = (steps: readonly Step[]): Promise<Crossings> => askProcess(root, steps, environment);
    const move = { league: 'nfl', name: 'Davante Adams', to: 'KC' };
    return new Map([
      ...(await inProcess([
        // The first question loads what any first question loads; the second is a cold miss and nothing else.
        question('3139477'),
        question('4262921', 'a cold miss'),
        question('4262921'),
        question('4262921', 'a hit in memory'),
      ])),
      ...(await inProcess([question('3139477'), question('4262921', 'an L2 hit')])),
      ...(await inProcess([run('warm', 'a warm run')])),
      ...(await inProcess([
        run('purge'),
        { kind: 'post', url: `${espn.url}/__control/trades`, body: move },
        // Lists of moves are read again some minutes later.
        { kind: 'advance', milliseconds: 15 * 60_000 },
        run('purge', 'a purge run'),
      ])),
    ]);
  } finally {
    await Promise.all([espn.close(), redis.close(), dynamodb.close()]);
  }
};

const askProcess = async (
  root: string,
  steps: readonly Step[],
  environment: Readonly<Record<string, string>>,
): Promise<Crossings> => {
  const script = join(import.meta.dirname, 'environment.ts');
  const task = JSON.stringify({ root, start: START, steps });
  const { stdout } = await promisify(execFile)(process.execPath, [script, task], {
    env: environment,
    timeout: 120_000,
    maxBuffer: 10 * 1024 * 1024,
  });
  return new Map(JSON.parse(stdout) as readonly (readonly [string, readonly string[]])[]);
};

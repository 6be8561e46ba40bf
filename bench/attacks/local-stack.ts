import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { mapConcurrent } from '../../lib/async/map-concurrent.ts';
import { ask } from '../../test/support/ask.ts';
import { noRealRedis, startRealRedis } from '../../test/support/redis-server.ts';
import { startLateServer, startTargetProxy } from './local-stack/proxies.ts';
import { createChecks, type Check } from './checks.ts';

type Print = (text: string) => void;
const MAIN = join(import.meta.dirname, '../../infra/local/main.ts');
const run = promisify(execFile);

/** What a machine does to the stack of `npm start`: a full disk, a folder that cannot be, stores of its own, late ones. */
export const attackLocalStack = async (bundles: Bundles, print: Print): Promise<boolean> => {
  const { check, met } = createChecks(print);
  await fullDisk(bundles, { check, print });
  await impossibleFolder(check);
  await ownTable(bundles, check);
  await lateRedis(bundles, { check, print });
  await keptConnections(bundles, check);
  return met();
};

interface Output {
  readonly check: Check;
  readonly print: Print;
}

const TEAMS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];

const askRosters = async ({ url }: Stack, league: string): Promise<number> => {
  const seen = await mapConcurrent(TEAMS, 2, (team) => ask(`${url}/v1/${league}/teams/${team}/roster`));
  return seen.filter(({ status }) => status !== 200).length;
};

const fullDisk = async (bundles: Bundles, { check, print }: Output): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), 'statline-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]);
  } catch {
    print('a full disk: not measured here, a small disk needs root\n');
    await rm(folder, { recursive: true });
    return;
  }
  const lines: string[] = [];
  const stack = await startStack({ bundles, data: join(folder, 'data'), log: (line) => lines.push(line) });
  try {
    check('a disk with room: rosters not answered', await askRosters(stack, 'nfl'), 0);
    // The rest of the disk.
    await writeFile(join(folder, 'filler'), Buffer.alloc(8 * 1024 * 1024)).catch(() => undefined);
    for (const league of ['nba', 'mlb', 'nhl']) {
      check(`a full disk: new ${league} rosters not answered`, await askRosters(stack, league), 0);
    }
    check('  rosters of before not answered', await askRosters(stack, 'nfl'), 0);
    check('  lines that say so', lines.filter((line) => line.startsWith('DynamoDB cannot write')).length, 1);
  } finally {
    await stack.close();
    await run('umount', [folder]);
    await rm(folder, { recursive: true });
  }
};

const impossibleFolder = async (check: Check): Promise<void> => {
  const started = spawn(process.execPath, [MAIN, '--port', '0', '--data', '/proc/statline'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 30_000,
  });
  let said = '';
  started.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(started, 'exit')) as [number | null];
  check('--data /proc/statline: exit code', code ?? -1, 1);
  check('  names the folder and the option', Number(/\/proc\/statline cannot be made .*--data/.test(said)), 1);
};

const ownTable = async (bundles: Bundles, check: Check): Promise<void> => {
  const store = await startDynamoDb();
  const proxy = await startTargetProxy(store.url, 'UpdateTimeToLive');
  const stack = await startStack({ bundles, dynamodb: proxy.url });
  try {
    check('--dynamodb URL: a time to live is set on the new table', proxy.seen(), 1);
    check('  rosters not answered', await askRosters(stack, 'nfl'), 0);
  } finally {
    await stack.close();
    await proxy.close();
    await store.close();
  }
};

const LATE_MS = 600;
const QUESTIONS = 40;

const lateRedis = async (bundles: Bundles, { check, print }: Output): Promise<void> => {
  if (noRealRedis !== undefined) {
    print(`--redis that answers after ${LATE_MS} ms: not measured here, ${noRealRedis}\n`);
    return;
  }
  const redis = await startRealRedis();
  const late = await startLateServer(redis.url);
  const stack = await startStack({ bundles, redis: late.url, environments: 1 });
  try {
    late.delay(LATE_MS);
    // What opens the breaker.
    await askRosters(stack, 'nfl');
    const before = late.written();
    let failed = 0;
    for (let index = 0; index < QUESTIONS; index += 1) {
      const { status } = await ask(`${stack.url}/v1/nba/teams/${(index % 30) + 1}/roster`);
      if (status !== 200) failed += 1;
    }
    const asked = late.written() - before;
    print(`--redis that answers after ${LATE_MS} ms: ${asked} commands for ${QUESTIONS} new questions\n`);
    check('  questions that were not answered', failed, 0);
    check('  no more than a probe in ten of them asked Redis', Number(asked <= QUESTIONS / 10), 1);
  } finally {
    await stack.close();
    await late.close();
    await redis.close();
  }
};

const BURSTS = 12;
const REQUESTS_PER_BURST = 1500;
const SOCKETS = 64;

/** Connections that are used again after pauses of up to five seconds, which is when Node closes idle ones by default. */
const keptConnections = async (bundles: Bundles, check: Check): Promise<void> => {
  const stack = await startStack({ bundles, environments: 2 });
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  let broken = 0;
  try {
    for (let burst = 0; burst < BURSTS; burst += 1) {
      const requests = Array.from({ length: REQUESTS_PER_BURST }, (_, index) => index);
      await mapConcurrent(requests, SOCKETS, async () => {
        if (!(await isAnswered(`${stack.url}/v1/health`, agent))) broken += 1;
      });
      await pause(4900 + (burst % 5) * 50);
    }
    check(`${BURSTS * REQUESTS_PER_BURST} requests on kept connections: broken`, broken, 0);
  } finally {
    agent.destroy();
    await stack.close();
  }
};

const isAnswered = (url: string, agent: Agent): Promise<boolean> =>
  new Promise((resolve) => {
    const request = get(url, { agent, timeout: 30_000 }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
      response.once('error', () => resolve(false));
    });
    request.once('timeout', () => request.destroy(new Error('No answer')));
    request.once('error', () => resolve(false));
  });

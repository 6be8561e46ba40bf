import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { espnVariables } from '../../infra/local/stack/variables.ts';
import { ENV } from '../../lib/config.ts';
import { startSimulatedEspn } from '../../simulators/espn/index.ts';
import { freePort } from '../../infra/local/free-port.ts';
import { startRedisServer } from '../peers/redis-server.ts';
import { readDockerfile } from './dockerfile.ts';
import { build, copySources, run } from './rehearsal.ts';

// What the Dockerfile says, done in an empty folder: the files that the image has, its steps, its command as a plain user
// before a real Redis; asked, stopped in the midst of writing, started again. The real provider is not asked.

const KEY = 'statline_container-rehearsal-0123456789abcdef';
const STOP_LIMIT_MS = 2000;
const PLAYERS = ['3139477', '4361423', '4262921'];

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const check = (claim: string, isSo: boolean, detail = ''): void => {
  print(`${isSo ? 'ok  ' : 'FAILED'}  ${claim}${detail === '' ? '' : ` (${detail})`}`);
  if (!isSo) process.exitCode = 1;
};

/** Redis forgets everything, as one that was started anew. */
const flush = async ({ host, port }: { readonly host: string; readonly port: number }): Promise<void> => {
  const socket = createConnection({ host, port });
  socket.write('FLUSHALL\r\n');
  await once(socket, 'data');
  socket.destroy();
};

const ask = async (url: string, player: string, key?: string) => {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const response = await fetch(`${url}/v1/nfl/players/${player}/stats?season=2024`, { headers });
  return {
    status: response.status,
    body: await response.text(),
    from: response.headers.get('cache-status') ?? '',
  };
};

/** As a client does it: what cannot be answered on a busy machine is asked again. */
const insist = async (url: string, player: string): Promise<Awaited<ReturnType<typeof ask>>> => {
  for (let tries = 1; ; tries += 1) {
    const answer = await ask(url, player, KEY);
    if (answer.status !== 503 || tries === 10) return answer;
    await sleep(1000);
  }
};

const redis = await startRedisServer();
if (redis === undefined) {
  print('Skipped: there is no redis-server on this machine.');
} else {
  const folder = await mkdtemp(join(tmpdir(), 'statline-container-'));
  const [app, data] = [join(folder, 'app'), join(folder, 'data')];
  const espn = await startSimulatedEspn();
  try {
    await mkdir(app);
    await mkdir(data);
    print(`    ${await copySources(app)} files would be in the image`);
    const dockerfile = await readDockerfile(join(app, 'Dockerfile'));
    check('the image runs as a plain user', dockerfile.user === 'node');
    await build(dockerfile, app, data);
    check('its steps can be done', true, dockerfile.runs.join('; '));
    const start = (variables: Readonly<Record<string, string>>, port: number) =>
      run(dockerfile, {
        app,
        data,
        redis: `redis://${redis.host}:${redis.port}`,
        port,
        variables: { ...espnVariables({ url: espn.url, label: 'espn' }), [ENV.leagues]: 'nfl', ...variables },
      });
    const keyless = await start({}, await freePort()).then(
      () => 'it came up',
      (error: unknown) => String(error),
    );
    check('without keys it stops with a sentence', keyless.includes('needs --keys or API_KEY_HASHES'));

    const keys = { [ENV.apiKeyHashes]: `read:${createHash('sha256').update(KEY).digest('hex')}` };
    const port = await freePort();
    const first = await start(keys, port);
    check('it comes up, and its health check passes', await first.isHealthy());
    check('nobody is answered without a key', (await ask(first.url, PLAYERS[0] ?? '')).status === 401);
    const answers = await Promise.all(PLAYERS.map((player) => insist(first.url, player)));
    check(
      'it answers',
      answers.every(({ status }) => status === 200),
      answers.map(({ status, body }) => `${status} ${status === 200 ? '' : body.slice(0, 200)}`).join(', '),
    );
    const stopped = await first.stop();
    check(
      'SIGTERM ends it in two seconds',
      stopped.ms < STOP_LIMIT_MS && stopped.code === 0,
      `${Math.round(stopped.ms)} ms, code ${stopped.code}`,
    );
    check('its health check fails then', !(await first.isHealthy()));

    await flush(redis);
    const careers = espn.calls().byEndpoint.stats;
    const second = await start(keys, port);
    const again = await Promise.all(PLAYERS.map((player) => insist(second.url, player)));
    const told = again.map(({ from }) => from);
    const same = again.every(({ body }, index) => body === answers[index]?.body);
    check(
      'started again, with an empty Redis, it answers the same from its table',
      same && told.every((each) => each.includes('l3')),
      told.join('; ').slice(0, 300),
    );
    check('and no career was asked for anew', espn.calls().byEndpoint.stats === careers);
    await second.stop();
  } finally {
    await Promise.all([espn.close(), redis.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Dockerfile } from './dockerfile.ts';

const exec = promisify(execFile);
const ROOT = join(import.meta.dirname, '..', '..');
const START_TIMEOUT_MS = 120_000;

/** The first user of a Debian machine, as `node` is in the image. Whoever is no administrator stays who they are. */
const PLAIN_USER = 1000;
const isAdministrator = process.getuid?.() === 0;
const asPlainUser = isAdministrator ? { uid: PLAIN_USER, gid: PLAIN_USER } : {};

/** Copies what the image would have: what is in the repository, and not left out by .dockerignore. */
export const copySources = async (target: string): Promise<number> => {
  const leftOut = (await readFile(join(ROOT, '.dockerignore'), 'utf8')).split('\n').filter((line) => line !== '');
  const { stdout } = await exec('git', ['ls-files', '-z'], { cwd: ROOT, maxBuffer: 16 * 1024 * 1024 });
  const files = stdout
    .split('\0')
    .filter((file) => file !== '' && !leftOut.some((name) => file === name || file.startsWith(`${name}/`)));
  for (const file of files) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await copyFile(join(ROOT, file), join(target, file));
  }
  return files.length;
};

/** Does the steps of the build. What they do to the volume is done to `data`. */
export const build = async ({ runs }: Dockerfile, app: string, data: string): Promise<void> => {
  for (const run of runs) {
    const here = run
      .replaceAll('/data', data)
      .replace('chown node:node', isAdministrator ? `chown ${PLAIN_USER}` : 'true');
    await exec('sh', ['-c', here], { cwd: app, maxBuffer: 16 * 1024 * 1024 });
  }
  await chmod(dirname(app), 0o755);
  if (isAdministrator) await chown(data, PLAIN_USER, PLAIN_USER);
};

export interface Running {
  readonly url: string;
  /** What it has printed so far. */
  readonly printed: () => string;
  readonly isHealthy: () => Promise<boolean>;
  /** Sends SIGTERM; answers how long it took to end, and with which code. */
  readonly stop: () => Promise<{ readonly ms: number; readonly code: number | null }>;
}

export interface RunOptions {
  readonly app: string;
  readonly data: string;
  readonly redis: string;
  readonly port: number;
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts the image's command as a plain user, with the addresses of this machine; resolves when it is up. */
export const run = async (
  dockerfile: Dockerfile,
  { app, data, redis, port, variables }: RunOptions,
): Promise<Running> => {
  const here = (word: string): string =>
    word === 'node'
      ? join(app, 'node_modules', '.bin', 'node')
      : word.replace('redis://redis:6379', redis).replace('/data', data);
  const [program, ...words] = [...dockerfile.command.map(here), '--port', String(port)];
  const env = { PATH: process.env.PATH, TMPDIR: data, ...dockerfile.environment, ...variables };
  const child: ChildProcess = spawn(program, words, {
    cwd: app,
    env,
    ...asPlainUser,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  let printed = '';
  const up = new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        printed += chunk.toString();
        if (printed.includes('Statline is up')) resolve();
      });
    }
    void exited.then(([code]) => reject(new Error(`It ended with ${code}:\n${printed}`)));
    setTimeout(() => reject(new Error(`It did not come up:\n${printed}`)), START_TIMEOUT_MS).unref();
  });
  await up;
  return {
    url: `http://127.0.0.1:${port}`,
    printed: () => printed,
    async isHealthy() {
      const [check = '', ...args] = dockerfile.healthcheck.map(here);
      const own = args.map((word) => word.replace('8787', String(port)));
      return exec(check, own, asPlainUser).then(
        () => true,
        () => false,
      );
    },
    async stop() {
      const began = performance.now();
      child.kill('SIGTERM');
      const [code] = await exited;
      return { ms: performance.now() - began, code };
    },
  };
};

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../infra/local/free-port.ts';

export interface RealRedis {
  readonly url: string;
  readonly close: () => Promise<void>;
}

const given = process.env.STATLINE_REDIS_URL;
const binary = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path));

/** Why there is no real Redis to test against; undefined when there is one. */
export const noRealRedis =
  given === undefined && binary === undefined ? 'no redis-server on PATH and no STATLINE_REDIS_URL' : undefined;

/** The Redis at STATLINE_REDIS_URL, or a new one that keeps nothing on disk. */
export const startRealRedis = async (): Promise<RealRedis> => {
  if (given !== undefined) return { url: given, close: () => Promise.resolve() };
  if (binary === undefined) throw new Error(noRealRedis);
  const port = await freePort();
  const args = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const server = spawn(binary, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(server, 'exit');
  const ready = async (): Promise<boolean> => {
    for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) return true;
    return false;
  };
  if (!(await ready())) throw new Error(`redis-server did not start on port ${port}`);
  return {
    url: `redis://127.0.0.1:${port}`,
    async close() {
      server.kill();
      await exited;
    },
  };
};

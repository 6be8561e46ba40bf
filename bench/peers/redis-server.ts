import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from '../../infra/local/free-port.ts';

export interface RedisServer {
  readonly host: string;
  readonly port: number;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';

/** A real Redis that keeps nothing on disk; undefined when the machine has none. */
export const startRedisServer = async (): Promise<RedisServer | undefined> => {
  const binary = (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, 'redis-server'))
    .find((path) => existsSync(path));
  if (binary === undefined) return undefined;
  const port = await freePort();
  const args = ['--port', String(port), '--bind', HOST, '--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const server = spawn(binary, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(server, 'exit');
  // However this program ends: a server left behind would keep its port for ever.
  const kill = (): void => void server.kill();
  process.once('exit', kill);
  const ready = async (): Promise<boolean> => {
    for await (const line of server.stdout) if (String(line).includes('Ready to accept connections')) return true;
    return false;
  };
  if (!(await ready())) throw new Error(`redis-server did not start on port ${port}`);
  return {
    host: HOST,
    port,
    async close() {
      process.off('exit', kill);
      kill();
      await exited;
    },
  };
};

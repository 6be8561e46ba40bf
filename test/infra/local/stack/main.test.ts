import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';

const MAIN = join(import.meta.dirname, '..', '..', '..', '..', 'infra', 'local', 'main.ts');

let root: string;
let child: ChildProcessWithoutNullStreams | undefined;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'statline-test-'));
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(root, { recursive: true, force: true });
});

/** `npm start` from some other folder, its output, and how it ends. */
const run = (...args: readonly string[]) => {
  // Most of a start is compiling: the second one, and every later one, reads what the first has compiled.
  // npm says in INIT_CWD where it was called.
  const env = { ...process.env, INIT_CWD: root, NODE_COMPILE_CACHE: join(inject('shared'), 'compiled') };
  const started = spawn(process.execPath, [MAIN, ...args], { cwd: root, env });
  child = started;
  let output = '';
  started.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  started.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  return {
    kill: (signal: NodeJS.Signals) => started.kill(signal),
    output: () => output,
    ended: once(started, 'close').then(([code]) => code as number | null),
    says: async (pattern: RegExp): Promise<string> => {
      await expect.poll(() => output, { timeout: 45_000, interval: 10 }).toMatch(pattern);
      return pattern.exec(output)?.[1] ?? '';
    },
  };
};

describe('npm start', () => {
  it('prints where everything is, answers, and ends at Ctrl-C', async () => {
    const stack = run('--port', '0', '--data', 'tables', '--latency', '0');
    const url = await stack.says(/API +(http:\/\/127\.0\.0\.1:\d+) /);
    await stack.says(/Ctrl-C stops everything/);
    expect((await fetch(`${url}/v1/health`)).status).toBe(200);
    await stack.says(/GET \/v1\/health 200 in \d+ ms, environment 1/);
    const started = performance.now();
    stack.kill('SIGINT');
    // npm and the terminal both send it.
    stack.kill('SIGINT');
    expect(await stack.ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(2500);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });

  it.each([
    [['--prot', '1'], 2, "Unknown option '--prot'; see npm start -- --help\n"],
    [
      ['--environments', '0'],
      2,
      '--environments must be a whole number from 1 to 64, not "0"; see npm start -- --help\n',
    ],
  ])('refuses %j', async (args, code, text) => {
    const stack = run(...args);
    expect([await stack.ended, stack.output()]).toEqual([code, text]);
  });

  it('explains itself', async () => {
    const stack = run('--help');
    expect(await stack.ended).toBe(0);
    expect(stack.output()).toMatch(/--port N/);
  });

  it('says in one line why it cannot start', async () => {
    const stack = run('--port', '0', '--data', 'tables', '--dynamodb', 'http://127.0.0.1:1');
    expect([await stack.ended, stack.output()]).toEqual([
      2,
      '--data is for the embedded DynamoDB, not for --dynamodb; see npm start -- --help\n',
    ]);
    const dead = run('--port', '0', '--dynamodb', 'http://127.0.0.1:1');
    expect(await dead.ended).toBe(1);
    expect(dead.output()).toMatch(/^The table could not start: .*ECONNREFUSED.*\n$/);
  });
});

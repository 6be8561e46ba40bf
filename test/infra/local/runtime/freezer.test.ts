import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startFreezer, type Freezer } from '../../../../infra/local/runtime/freezer.ts';
import { createFunction, type FunctionOptions, type LocalFunction } from '../../../../infra/local/runtime/runtime.ts';
import type { InvokeResult } from '../../../../infra/local/runtime/outcome.ts';
import { bundleFixtures, type Bundles } from '../fixtures/bundled.ts';
import { isLiving, isStopped } from '../fixtures/living.ts';

let bundles: Bundles;
let fn: LocalFunction | undefined;
let freezer: Freezer;

beforeAll(async () => {
  bundles = await bundleFixtures('obedient');
});
afterEach(async () => {
  await fn?.close();
  await freezer.close();
});
afterAll(() => bundles.remove());

const start = (options: Partial<FunctionOptions> = {}): LocalFunction => {
  freezer = startFreezer();
  fn = createFunction({
    name: 'api',
    taskRoot: bundles.taskRoot('obedient'),
    bootstrap: bundles.bootstrap,
    environments: 2,
    pacing: freezer.pacing,
    ...options,
  });
  return fn;
};

const payloadOf = (result: InvokeResult): unknown =>
  result.kind === 'response' ? JSON.parse(result.payload) : JSON.stringify(result);
const pidOf = (started: LocalFunction, number = 1): number => started.environments()[number - 1]?.pid ?? 0;
const frozen = (pid: number) => expect.poll(() => isStopped(pid), { interval: 2 }).toBe(true);

describe('a frozen environment', () => {
  it('is stopped between invocations and goes on in the next', async () => {
    const started = start();
    for (const invocations of [1, 2, 3]) {
      expect(payloadOf(await started.invoke({}))).toMatchObject({ invocations });
      await frozen(pidOf(started));
    }
  });

  it('does nothing until its next invocation: it does not even notice that a connection was closed', async () => {
    const story: string[] = [];
    const sockets: Socket[] = [];
    const server = createServer((_, response) => response.end('"fine"'));
    server.keepAliveTimeout = 0;
    server.on('connection', (socket) => {
      sockets.push(socket);
      socket.once('end', () => story.push('the function closes'));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const started = start();
    expect(payloadOf(await started.invoke({ do: 'fetch', url }))).toBe('"fine"');
    await frozen(pidOf(started));

    const [kept] = sockets;
    story.push('the server closes');
    kept?.end();
    story.push('invocations come');
    // An invocation may end, and its environment be stopped again, before the closing reaches it.
    while (!story.includes('the function closes')) await started.invoke({ do: 'work' });
    expect(story).toEqual(['the server closes', 'invocations come', 'the function closes']);
    server.close();
    server.closeAllConnections();
  });

  it('may be killed, and is replaced', async () => {
    const started = start();
    await started.invoke({});
    const pid = pidOf(started);
    await frozen(pid);
    await started.kill(1);
    expect(isLiving(pid)).toBe(false);
    expect(await started.invoke({})).toMatchObject({ kind: 'response', coldStart: true });
  });

  it('is still killed for taking too long', async () => {
    const started = start({ timeout: 150 });
    await started.invoke({});
    await frozen(pidOf(started));
    expect(await started.invoke({ do: 'hang' })).toMatchObject({ kind: 'timed-out' });
  });

  it('ends with its function, whatever state it is in', async () => {
    const started = start();
    await started.invoke({}, { environment: 1 });
    await started.invoke({ do: 'ignore SIGTERM' }, { environment: 2 });
    const hanging = started.invoke({ do: 'hang' }, { environment: 1 });
    const pids = [pidOf(started, 1), pidOf(started, 2)];
    await frozen(pidOf(started, 2));
    await started.close();
    expect(pids.map(isLiving)).toEqual([false, false]);
    expect(await hanging).toMatchObject({ kind: 'crashed' });
  });
});

describe('the freezer', () => {
  it('thaws what is frozen when it ends, and takes its watchdog along', async () => {
    const started = start();
    await started.invoke({});
    const pid = pidOf(started);
    await frozen(pid);
    await freezer.close();
    expect([isStopped(pid), isLiving(pid), isLiving(freezer.watchdog ?? 0)]).toEqual([false, true, false]);
    expect(await started.invoke({})).toMatchObject({ kind: 'response', coldStart: false });
  });

  it('freezes nothing once its watchdog is gone', async () => {
    const started = start();
    await started.invoke({});
    const pid = pidOf(started);
    await frozen(pid);
    process.kill(freezer.watchdog ?? 0, 'SIGKILL');
    await expect.poll(() => isStopped(pid), { interval: 2 }).toBe(false);
    expect(await started.invoke({})).toMatchObject({ kind: 'response', coldStart: false });
    expect(isStopped(pid)).toBe(false);
  });
});

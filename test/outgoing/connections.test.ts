import { once } from 'node:events';
import { Agent, createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IDLE_LIMIT_MS, watchIdle, type CloseIdle } from '../../lib/outgoing/connections.ts';
import { createFakeClock, type FakeClock } from '../support/fake-clock.ts';

let server: Server;
let connections: number;
let clock: FakeClock;
let agent: Agent;
let closeIdle: CloseIdle;

beforeEach(async () => {
  connections = 0;
  clock = createFakeClock(Date.parse('2026-11-30T12:00:00Z'));
  server = createServer((_, response) => response.end('ok')).on('connection', () => (connections += 1));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  agent = new Agent({ keepAlive: true });
  closeIdle = watchIdle(agent, clock);
});
afterEach(async () => {
  agent.destroy();
  server.close();
  await once(server, 'close');
});

const ask = async (): Promise<void> => {
  closeIdle();
  const { port } = server.address() as AddressInfo;
  const freed = once(agent, 'free');
  const sent = request({ port, host: '127.0.0.1', agent }).end();
  const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
  await once(response.resume(), 'end');
  await freed;
};

describe('a connection that is kept', () => {
  it('is used again while it was not idle for long', async () => {
    await ask();
    clock.advance(IDLE_LIMIT_MS - 1);
    await ask();
    clock.advance(IDLE_LIMIT_MS - 1);
    await ask();
    expect(connections).toBe(1);
  });

  it('is not used again when the environment was frozen meanwhile, and no timer ran', async () => {
    await ask();
    clock.advance(IDLE_LIMIT_MS);
    await ask();
    expect(connections).toBe(2);
  });

  it('is not used again when the clock has been set back: nobody knows for how long it was idle', async () => {
    await ask();
    clock.advance(-1);
    await ask();
    expect(connections).toBe(2);
  });

  it('goes with all others that were idle for as long', async () => {
    await Promise.all([ask(), ask(), ask()]);
    clock.advance(IDLE_LIMIT_MS);
    await ask();
    expect(connections).toBe(4);
    expect(Object.values(agent.freeSockets).flat()).toHaveLength(1);
  });
});

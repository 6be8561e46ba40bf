import { createServer, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { outliveStoreFaults } from '../../../../infra/local/dynamodb/store-faults.ts';

let server: Server | undefined;
let stop: (() => void) | undefined;
afterEach(() => {
  stop?.();
  server?.closeAllConnections();
  server?.close();
});

/** What Node does with an exception that nobody catches, for the listeners that were added meanwhile. */
const throwUncaught = (error: unknown, before: readonly unknown[]): void => {
  for (const listener of process.listeners('uncaughtException'))
    if (!before.includes(listener)) (listener as (error: unknown) => void)(error);
};

it('a store that cannot write is reported, and the requests under way are answered; other errors stay what they are', async () => {
  const before = process.listeners('uncaughtException');
  // As dynalite: the request is never answered.
  const silent = createServer();
  server = silent;
  const reported: string[] = [];
  stop = outliveStoreFaults(silent, ({ message }) => reported.push(message));
  silent.listen(0, '127.0.0.1');
  await once(silent, 'listening');
  const arrived = once(silent, 'request') as Promise<[unknown, ServerResponse]>;
  const answer = fetch(`http://127.0.0.1:${(silent.address() as AddressInfo).port}/`, { method: 'POST' });
  const [, response] = await arrived;
  throwUncaught(Object.assign(new Error('No space left on device'), { code: 'LEVEL_IO_ERROR' }), before);
  expect((await answer).status).toBe(500);
  // As a read of dynalite's that was under way beside the write.
  expect(() => response.setHeader('content-length', 4).end('late')).not.toThrow();
  expect(reported).toEqual(['No space left on device']);
  expect(() => throwUncaught(new TypeError('a bug'), before)).toThrow('a bug');
});

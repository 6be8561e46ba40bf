import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';

/**
 * ioredis as somebody would set it who cares: a dead server fails a command at once, a silent one within 200 ms.
 * @param {import('../subject.ts').OpenOptions} options
 */
export const openRedis = async ({ redis: { host, port }, patient }) => {
  const client = new Redis({
    host,
    port,
    maxRetriesPerRequest: 1,
    enableOfflineQueue: false,
    commandTimeout: patient ? 5000 : 200,
    connectTimeout: 1000,
    retryStrategy: (times) => Math.min(times * 50, 500),
  });
  client.on('error', () => undefined);
  // Without an offline queue a command before the connection stands fails: let it stand, if it will.
  await Promise.race([once(client, 'ready').catch(() => undefined), sleep(600)]);
  return client;
};

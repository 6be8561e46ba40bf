import { seconds, type Clock } from '../../lib/cache/index.ts';
import type { Config } from '../../lib/config.ts';
import type { Composition } from './compose.ts';

// For the question that has made Lambda start this environment. A Redis that was only slow is asked again soon.
const SILENCE_BELIEVED_MS = seconds(1);

/**
 * Does what the first answer would wait for: Lambda initialises a function with a whole core, and then gives it its
 * memory's share of one. Never rejects.
 */
export const prepare = async (
  { redis, redisTimeout, tableName }: Pick<Config, 'redis' | 'redisTimeout' | 'tableName'>,
  { dynamoDb, ledgers, sharedTiers }: Pick<Composition, 'dynamoDb' | 'ledgers' | 'sharedTiers'>,
  clock: Clock = Date,
): Promise<void> => {
  const isNear = redis !== undefined && connect(redis.url, redisTimeout);
  await ledgers.prepare();
  if ((await isNear) || tableName === undefined) return;
  // Whom Redis does not answer the table will be asked, whose client takes longest to load.
  await dynamoDb.ready().catch(() => undefined);
  // The first question does not wait out the time limit that has just passed.
  if (redis !== undefined) sharedTiers[0]?.suspend(clock.now() + SILENCE_BELIEVED_MS);
};

/**
 * Opens a connection to a server that will be asked soon, with a request that asks it for nothing: an unsigned OPTIONS,
 * which no store counts or bills. The first `fetch` of a process takes 40 ms of a whole core, for code alone, and the
 * connection that it leaves is the one that the next request takes. Whether the server has answered; never rejects.
 */
const connect = async (url: string, timeout: number): Promise<boolean> => {
  try {
    const signal = AbortSignal.timeout(timeout);
    const response = await fetch(url, { method: 'OPTIONS', redirect: 'manual', signal });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
};

import type { Config } from '../../lib/config.ts';
import { sendForText } from '../../lib/outgoing/send-for-text.ts';
import type { Composition } from './compose.ts';

const MAX_ANSWER_BYTES = 64 * 1024;

/**
 * Does what the first answer would wait for: Lambda initialises a function with a whole core, and then gives it its
 * memory's share of one. Never rejects.
 */
export const prepare = async (
  { redis, redisTimeout, tableName }: Pick<Config, 'redis' | 'redisTimeout' | 'tableName'>,
  { dynamoDb, ledgers, expectSilence }: Pick<Composition, 'dynamoDb' | 'ledgers' | 'expectSilence'>,
): Promise<void> => {
  const isNear = redis !== undefined && connect(redis.url, redisTimeout);
  await ledgers.prepare();
  if (await isNear) return;
  if (redis !== undefined) expectSilence();
  // Whom Redis does not answer the table will be asked, whose client takes longest to load.
  if (tableName !== undefined) await dynamoDb.ready().catch(() => undefined);
};

/**
 * Opens a connection to a server that will be asked soon, with a request that asks it for nothing: an unsigned OPTIONS,
 * which no store counts or bills. It is the one that the next request takes. Whether the server has answered; never
 * rejects.
 */
const connect = async (url: string, timeout: number): Promise<boolean> => {
  try {
    await sendForText(new URL(url), { method: 'OPTIONS', timeout, maxBytes: MAX_ANSWER_BYTES });
    return true;
  } catch {
    return false;
  }
};

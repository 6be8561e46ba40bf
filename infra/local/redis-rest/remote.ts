import { Redis, ReplyError } from 'ioredis';
import type { RedisBackend, RedisCommand, RedisReply } from './commands.ts';

/** A real Redis at a `redis://` address. One that is dead rejects within about a second; one that comes back is used. */
export const createRemoteRedis = (url: string): RedisBackend => {
  const redis = new Redis(url, {
    connectTimeout: 1000,
    commandTimeout: 1000,
    maxRetriesPerRequest: 1,
    retryStrategy: (times) => Math.min(times * 50, 1000),
  });
  // Every command reports its own failure; without a listener ioredis would print each attempt to connect.
  redis.on('error', () => undefined);

  const run = async ({ name, args }: RedisCommand): Promise<RedisReply> => {
    try {
      return { result: await redis.call(name, ...args) };
    } catch (error) {
      return refused(error);
    }
  };

  return {
    embedded: false,
    run,
    async transaction(commands) {
      try {
        const replies = await redis.multi(commands.map(({ name, args }) => [name.toLowerCase(), ...args])).exec();
        return (replies ?? []).map(([error, result]) => (error === null ? { result } : { error: error.message }));
      } catch (error) {
        return refused(error);
      }
    },
    close() {
      redis.disconnect();
      return Promise.resolve();
    },
  };
};

/** Redis's own refusals are answers; anything else means that it was not reached. */
const refused = (error: unknown): { readonly error: string } => {
  if (error instanceof Error && error instanceof ReplyError) return { error: error.message };
  throw error;
};

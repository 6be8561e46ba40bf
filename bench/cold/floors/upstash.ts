import { Redis } from '@upstash/redis';

const redis = new Redis({
  url: process.env.UPSTASH_REDIS_REST_URL ?? '',
  token: process.env.UPSTASH_REDIS_REST_TOKEN ?? '',
  automaticDeserialization: false,
});

/** A function that only reads two keys with the client that Statline uses. */
export const handler = async (): Promise<object> => {
  const [, value] = await redis.mget<(string | null)[]>('statline:purges', 'statline:key');
  return { statusCode: 200, body: value ?? '{}' };
};

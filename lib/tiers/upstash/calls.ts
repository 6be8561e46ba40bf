import type { Redis } from '@upstash/redis';
import { UpstashFault, withoutPayload } from './fault.ts';

/** The calls these tiers make. */
export type UpstashRedis = Pick<Redis, 'mget' | 'pipeline' | 'append' | 'set' | 'get' | 'eval'>;
type UpstashPipeline = ReturnType<UpstashRedis['pipeline']>;

/** One command and one atomic snapshot, however many keys: a text or null for each, in their order, or a fault. */
export const readTexts = async (redis: UpstashRedis, keys: readonly string[]): Promise<readonly (string | null)[]> =>
  wholeAnswer(await withoutPayload<unknown>(redis.mget([...keys])), keys.length).map(textOf);

export const readText = async (redis: UpstashRedis, key: string): Promise<string | null> =>
  textOf(await withoutPayload(redis.get<unknown>(key)));

/** Sends a pipeline, in one request: an answer to each of its commands, or a fault. */
export const send = async (pipeline: UpstashPipeline): Promise<readonly unknown[]> =>
  wholeAnswer(await withoutPayload<unknown>(pipeline.exec()), pipeline.length());

// Whatever stands between us and Redis may answer 200 with something else. Half a read would be misses that are lies.
const wholeAnswer = (answer: unknown, length: number): readonly unknown[] => {
  if (Array.isArray(answer) && answer.length === length) return answer;
  throw new UpstashFault('A garbage answer: not one part for each that was asked for');
};

const textOf = (value: unknown): string | null => {
  if (value === null || typeof value === 'string') return value;
  throw new UpstashFault(`A garbage answer: a ${typeof value} for a text`);
};

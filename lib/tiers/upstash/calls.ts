import type { Redis } from '@upstash/redis';
import { LIMIT_REACHED } from '../../async/refused.ts';

const MAX_MESSAGE_LENGTH = 160;
// What the client and Redis append to a message: the whole command, bodies included.
const COMMAND = /, (?:command was|with args beginning with):[^]*$/;

/** The calls these tiers make. */
export type UpstashRedis = Pick<Redis, 'mget' | 'pipeline' | 'append' | 'set' | 'get' | 'eval' | 'del'>;
type UpstashPipeline = ReturnType<UpstashRedis['pipeline']>;

/** Redis could not be asked, or refused. Short, and free of what was sent: fit for a log. */
export class UpstashFault extends Error {
  override readonly name = 'UpstashFault';
  /** Redis answered that it would not: it is full, say, and not out of order. */
  readonly refused: boolean;
  /** `limit-reached`: it refuses whatever it is asked, because the plan has no more to give. */
  readonly code: typeof LIMIT_REACHED | undefined;

  constructor(message: string, refused = false) {
    super(message);
    this.refused = refused;
    this.code = refused && SPENT_PLAN.test(message) ? LIMIT_REACHED : undefined;
  }
}

/**
 * `ERR max daily request limit exceeded. Limit: 10000, Usage: 10001.`, `ERR max requests limit exceeded.` (of a month), and
 * `ERR This database has been suspended for exceeding the defined budget limit.` Limits of a single command, of
 * connections, of a second and of what is kept are others.
 */
const SPENT_PLAN =
  /\bmax (?:daily |monthly )?(?:requests?|commands?|bandwidth) limit exceeded|\bdatabase (?:has been|is|was) (?:suspended|paused|disabled)\b/i;

/** What the purge log of a namespace is stored under. */
export const logKey = (prefix: string, namespace: string): string => `${prefix}purges:${namespace}`;

/** Whether Redis refused because something else than a text lies under the key. */
export const isWrongType = (error: unknown): boolean =>
  error instanceof UpstashFault && error.refused && error.message.includes('WRONGTYPE');

/** Settles as `call` does, but its errors carry neither the command nor, as a cause, the client's own error. */
export const withoutPayload = async <T>(call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    // Upstash's name for an answer that is an error.
    throw new UpstashFault(summaryOf(error), error instanceof Error && error.name === 'UpstashError');
  }
};

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

const summaryOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'Unknown fault';
  // Its message quotes the response.
  if (error.name === 'UpstashJSONParseError') return 'The response was not JSON';
  const code = codeOf(error);
  // Where several addresses were tried there is no message.
  const reason =
    code === undefined || error.message.includes(code) ? error.message : `${error.message} (${code})`.trim();
  return `${error.name}: ${reason.replace(COMMAND, '')}`.slice(0, MAX_MESSAGE_LENGTH);
};

const codeOf = (error: Error): string | undefined =>
  'code' in error && typeof error.code === 'string' ? error.code : undefined;

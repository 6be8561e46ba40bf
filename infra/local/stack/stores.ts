import type { StackClock } from '../clock/stack-clock.ts';
import { startDynamoDb } from '../dynamodb/dynamodb.ts';
import { ensureTable } from '../dynamodb/table.ts';
import { startRedisRest, type RedisRest } from '../redis-rest/redis-rest.ts';
import { prepareFolder } from './folder.ts';
import { attempt, type StackParts } from './parts.ts';
import { TABLE_NAME } from './variables.ts';

type Start = StackParts['start'];
type Clock = Pick<StackClock, 'now' | 'speed'>;

// Milliseconds: of the stack's clock, and of this machine's.
const SWEEP_INTERVAL_MS = 5 * 60_000;
const MIN_SWEEP_INTERVAL_MS = 10_000;

export interface TableOptions {
  readonly dynamodb?: string | undefined;
  readonly data?: string | undefined;
  readonly fresh?: boolean;
  readonly clock?: Clock | undefined;
  readonly log?: (line: string) => void;
}

/** The Redis REST protocol over a given Redis, or over an embedded one. */
export const startRedis = async (
  { redis, clock }: { readonly redis?: string | undefined; readonly clock?: Clock | undefined },
  start: Start,
): Promise<RedisRest> => {
  const rest = await start('Redis', () =>
    startRedisRest({ ...(redis !== undefined && { redis }), ...(clock && { clock }) }),
  );
  if (redis === undefined) return rest;
  // The server of the protocol starts whether or not the Redis behind it answers.
  await attempt('Redis', () => ping(rest));
  return rest;
};

const ping = async ({ url, token }: RedisRest): Promise<void> => {
  const response = await fetch(`${url}/ping`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(5000),
  });
  const answer = (await response.text()).slice(0, 200);
  if (!response.ok) throw new Error(`what --redis names does not answer: ${answer}`);
};

/** The cache table at a given endpoint, or in an embedded DynamoDB. */
export const startTable = async (
  { dynamodb, data, fresh = false, clock, log = () => undefined }: TableOptions,
  start: Start,
): Promise<{ readonly url: string; readonly embedded: boolean }> => {
  const { url } = await start('DynamoDB', async () => {
    if (dynamodb !== undefined) return { url: dynamodb, close: () => Promise.resolve() };
    const sweepEvery = Math.max(MIN_SWEEP_INTERVAL_MS, SWEEP_INTERVAL_MS / (clock?.speed ?? 1));
    const time = { sweepEvery, ...(clock && { clock }) };
    if (data === undefined) return startDynamoDb(time);
    await prepareFolder({ path: data, fresh });
    const onStoreFault = ({ message }: Error): void =>
      log(`DynamoDB cannot write (${message}); L3 keeps nothing until there is room and the stack is started again`);
    return startDynamoDb({ path: data, onStoreFault, ...time });
  });
  await attempt('The table', () =>
    ensureTable({ endpoint: url, tableName: TABLE_NAME, hasTimeToLive: dynamodb !== undefined }),
  );
  return { url, embedded: dynamodb === undefined };
};

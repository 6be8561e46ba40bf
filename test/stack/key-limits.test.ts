import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDynamoDb, type LocalDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { startTap, type Tap } from '../support/tap.ts';

// The bundled function in eight environments, each stopped between its invocations, on one table.

const ENVIRONMENTS = 8;
const LIMIT = 2000;
const KEY = 'a-key-with-a-limit';
const ADMIN = 'a-key-without-one';

let table: LocalDynamoDb;
let tap: Tap;
let stack: Stack;

beforeAll(async () => {
  table = await startDynamoDb();
  tap = await startTap(table.url);
  stack = await startStack({
    bundles: await realBundles(),
    environments: ENVIRONMENTS,
    freeze: true,
    dynamodb: table.url,
    variables: {
      AWS_ENDPOINT_URL_DYNAMODB: tap.url,
      // A busy machine is no outage of the table.
      [ENV.tableTimeout]: '5000',
      [ENV.apiKeyHashes]: `read:${sha256Of(KEY)}:${LIMIT},admin:${sha256Of(ADMIN)}`,
    },
  });
});

afterAll(async () => {
  await stack.close();
  await tap[Symbol.asyncDispose]();
  await table.close();
});

const leagues = (environment: number, key = KEY): Promise<Seen> =>
  ask(`${stack.url}/v1/leagues`, { environment, headers: { 'x-api-key': key } });

const limitWrites = (): number =>
  tap.requests.filter(({ operation, body }) => operation === 'UpdateItem' && body.includes('limit:')).length;

const numberIn = (field: string | null, name: string): number =>
  Number(new RegExp(`;${name}=(\\d+)`).exec(field ?? '')?.[1] ?? NaN);

describe('a key with a daily limit', () => {
  it('is answered up to it by eight environments together, with few writes, then refused until midnight', async () => {
    const asked = async (environment: number): Promise<readonly Seen[]> => {
      const seen: Seen[] = [];
      // As many as all of them may answer, so that each runs into the limit.
      while (seen.at(-1)?.status !== 429) seen.push(await leagues(environment));
      return seen;
    };
    const seen = (await Promise.all(Array.from({ length: ENVIRONMENTS }, (_, index) => asked(index + 1)))).flat();
    const answered = seen.filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThanOrEqual(0.95 * LIMIT);
    expect(answered.length).toBeLessThanOrEqual(LIMIT);
    expect(seen).toHaveLength(answered.length + ENVIRONMENTS);
    // A write for each request would be two thousand.
    expect(limitWrites()).toBeLessThan(0.25 * LIMIT);
    for (const { headers } of seen) {
      expect(headers.get('ratelimit-policy')).toBe(`"daily";q=${LIMIT};w=86400`);
      expect(numberIn(headers.get('ratelimit'), 'r')).toBeLessThan(LIMIT);
    }
    const [refused] = seen.filter(({ status }) => status === 429);
    expect(refused?.json).toMatchObject({ code: 'daily-limit-reached' });
    expect(numberIn(refused?.headers.get('ratelimit') ?? null, 'r')).toBe(0);
    expect(refused?.headers.get('retry-after')).toBe(String(numberIn(refused?.headers.get('ratelimit') ?? null, 't')));
  }, 120_000);

  it('asks nobody when it is refused, and leaves other keys alone', async () => {
    const before = tap.requests.length;
    expect((await leagues(3)).status).toBe(429);
    expect(tap.requests.slice(before).filter(({ body }) => body.includes('limit:'))).toEqual([]);
    const { status, headers } = await leagues(3, ADMIN);
    expect([status, headers.get('ratelimit')]).toEqual([200, null]);
  });
});

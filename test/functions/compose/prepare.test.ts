import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { prepare } from '../../../functions/compose/prepare.ts';
import { startRedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { startUpstreamServer, type UpstreamServer } from '../../support/upstream-server.ts';

let server: UpstreamServer;
let done: string[];

beforeEach(async () => {
  server = await startUpstreamServer();
  done = [];
});
afterEach(async () => {
  await server[Symbol.asyncDispose]();
});

const composition = (loads: () => Promise<void> = () => Promise.resolve()) =>
  ({
    expectSilence: () => void done.push('silence'),
    ledgers: { prepare: () => Promise.resolve(void done.push('metrics')) },
    dynamoDb: {
      ready() {
        done.push('table');
        return loads();
      },
    },
  }) as unknown as Parameters<typeof prepare>[1];

const config = (given: Partial<Parameters<typeof prepare>[0]> = {}) => ({
  redis: { url: server.url, token: 'secret' },
  redisTimeout: 200,
  tableName: 'table',
  ...given,
});

describe('preparing for the first answer', () => {
  it('opens a connection to Redis, and asks it for nothing', async () => {
    const redis = await startRedisRest();
    try {
      await prepare(config({ redis }), composition());
      expect([redis.commands(), redis.requests()]).toEqual([0, 0]);
      expect(done).toEqual(['metrics']);
    } finally {
      await redis.close();
    }
  });

  it('does not tell the token, and takes any answer for one, errors and redirections too', async () => {
    for (const status of [204, 302, 401, 404, 405, 500]) {
      server.reply(() => ({
        status,
        headers: { location: 'http://127.0.0.1:1/' },
        body: status === 204 ? undefined : 'no',
      }));
      await prepare(config(), composition());
    }
    expect(server.requests).toHaveLength(6);
    expect(server.requests.some(({ headers }) => headers.authorization !== undefined)).toBe(false);
    expect(done).not.toContain('table');
  });

  it.each(['hang', 'stall', 'reset'] as const)(
    'loads the client of the table where Redis does not answer (%s), for it will be asked beside it',
    async (fault) => {
      server.reply(() => ({ body: 'x'.repeat(100), fault }));
      await prepare(config(), composition());
      expect(done).toEqual(['metrics', 'silence', 'table']);
    },
  );

  it('loads it at once where there is no Redis, and nothing where there is no table', async () => {
    await prepare(config({ redis: undefined }), composition());
    expect(done).toEqual(['metrics', 'table']);
    done = [];
    await prepare(config({ redis: { url: 'http://127.0.0.1:1', token: '' }, tableName: undefined }), composition());
    expect(done).toEqual(['metrics', 'silence']);
  });

  it('does not fail where a client cannot be loaded: the first question says so', async () => {
    const broken = composition(() => Promise.reject(new Error('no such chunk')));
    await expect(prepare(config({ redis: undefined }), broken)).resolves.toBeUndefined();
  });
});

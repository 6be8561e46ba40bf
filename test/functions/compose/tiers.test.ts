import { randomBytes } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { composeTiers } from '../../../functions/compose/tiers.ts';
import { CODEC_VERSION, minutes, seconds } from '../../../lib/cache/index.ts';
import { ENV, readConfig } from '../../../lib/config.ts';
import { STORED_SHAPES } from '../../../lib/sports/resources/stored-shapes.ts';
import { startSocketServer } from '../../support/sockets.ts';
import { DEPLOYED, later, open, question, withNeighbours } from './neighbours.ts';

const neighbours = withNeighbours();

describe('the tiers of a deployment', () => {
  it('are memory, Redis and the table, the nearest first', async () => {
    const { both } = neighbours();
    const query = question('both');
    const a = open(both);
    expect(a.cache.tiers).toEqual(['l1', 'l2', 'l3']);
    await a.cache.read(query);
    await a.drain();
    expect(a.story()).toEqual(expect.arrayContaining(['miss l1', 'miss l2', 'miss l3', 'fill l2', 'fill l3']));
    const b = open(both);
    expect(await b.cache.read(query)).toMatchObject({ served: { by: 'tier', tier: 'l2' } });
    const withoutRedis = open({ ...both, [ENV.redisUrl]: '', [ENV.redisToken]: '' });
    expect(withoutRedis.cache.tiers).toEqual(['l1', 'l3']);
    expect(await withoutRedis.cache.read(query)).toMatchObject({ served: { by: 'tier', tier: 'l3' } });
    expect(query.loads()).toBe(1);
  });

  it('store an entry under the label of the provider and the shape of its kind', async () => {
    const { both, redis, table } = neighbours();
    const { cache, drain, config } = open(both);
    await cache.read(question('prefix'));
    await drain();
    const key = `statline:${config.upstreamLabel}:${CODEC_VERSION}.${STORED_SHAPES.name}:nfl:name:prefix`;
    expect(redis.requests.some(({ body }) => body.includes(`"${key}"`))).toBe(true);
    const written = table.requests.filter(({ operation }) => operation === 'BatchWriteItem');
    expect(written.some(({ body }) => body.includes(`"${key}"`))).toBe(true);
  });

  it('have names without a shape for purge logs and leases, which every release shares', async () => {
    const { both, redis, table } = neighbours();
    const { cache, drain, config } = open(both);
    await cache.read(question('shared'));
    await cache.purge('nfl', ['teams']);
    await drain();
    const prefix = `statline:${config.upstreamLabel}:`;
    const named = (taps: typeof redis) =>
      new Set(taps.requests.flatMap(({ body }) => body.match(/(?<=")statline:[^" ]+/g) ?? []));
    const isOfEntry = (name: string): boolean => name.startsWith(`${prefix}${CODEC_VERSION}.`);
    expect([...named(redis)].filter((name) => !isOfEntry(name))).toEqual([
      `${prefix}purges:nfl`,
      `${prefix}lease:nfl:name:shared`,
    ]);
    expect([...named(table)].filter((name) => !isOfEntry(name))).toContain(`${prefix}purges:nfl`);
  });

  it('report an entry that is too large for one of them', async () => {
    const { both } = neighbours();
    const { cache, drain, story } = open(both);
    // Incompressible, and beyond what either takes.
    const value = randomBytes(4_500_000).toString('base64');
    await cache.read(question('large', { value }));
    await drain();
    expect(story()).toEqual(expect.arrayContaining(['refused l2', 'refused l3']));
  });
});

describe('a Redis that does not answer', () => {
  it('is given up after 150 ms and left alone for five seconds', async () => {
    const { both, redis } = neighbours();
    const a = open({ ...both, ...DEPLOYED });
    redis.rule(() => 'silent');
    await a.cache.read(question('one'));
    const failed = a.events.filter((event) => event.kind === 'tier-failed' && event.operation === 'get');
    expect(failed).toMatchObject([{ tier: 'l2', error: { ms: 150 } }]);
    const asked = redis.requests.length;
    later(seconds(4));
    await a.cache.read(question('two'));
    await a.drain();
    expect(redis.requests.length).toBe(asked);
    redis.rule(() => 'pass');
    later(seconds(2));
    await a.cache.read(question('three'));
    await a.drain();
    expect(redis.requests.length).toBeGreaterThan(asked);
  });

  it('has its connection taken from it after four times as long', async () => {
    const { onlyRedis, redis } = neighbours();
    redis.rule(() => 'silent');
    const a = open({ ...onlyRedis, ...DEPLOYED });
    await a.cache.read(question('connection'));
    await vi.waitFor(() => expect(redis.requests[0]?.ended).toBeDefined(), { timeout: 5000 });
    const [first] = redis.requests;
    const took = (first?.ended ?? 0) - (first?.at ?? 0);
    expect(took).toBeGreaterThan(500);
    expect(took).toBeLessThan(5000);
  });

  it('keeps nobody from asking the table for longer than three tenths of its time', async () => {
    const { both, redis, table } = neighbours();
    const a = open({ ...both, [ENV.redisTimeout]: '5000' });
    redis.rule(() => 'silent');
    await a.cache.read(question('hedged'));
    const [near, far] = [redis, table].map(({ requests }) => requests[0]?.at ?? Infinity);
    const waited = (far ?? 0) - (near ?? 0);
    expect(waited).toBeGreaterThan(1450);
    expect(waited).toBeLessThan(4500);
  });

  it('lets memory live for two hours, and not for half an hour', async () => {
    const { both, redis } = neighbours();
    const query = question('cap');
    const a = open(both);
    await a.cache.read(query);
    await a.drain();
    later(minutes(29));
    expect(await a.cache.read(query)).toMatchObject({ served: { tier: 'l1' } });
    later(minutes(2));
    expect(await a.cache.read(query)).toMatchObject({ served: { tier: 'l2' } });
    await a.drain();
    redis.rule(() => 'refuse');
    // Memory has it for four minutes when Redis fails, and is asked a hundred minutes after that.
    later(minutes(4));
    await a.cache.read(question('finds out'));
    later(minutes(100));
    await a.cache.read(question('still out'));
    expect(await a.cache.read(query)).toMatchObject({ served: { tier: 'l1' } });
    later(minutes(20));
    await a.cache.read(question('and still out'));
    expect(await a.cache.read(query)).toMatchObject({ served: { tier: 'l3' } });
  });
});

/** A table whose client never answers, or answers as told. */
const clientOf = (ready: () => Promise<void> = () => Promise.resolve()) => {
  const never = (): Promise<never> => new Promise(() => undefined);
  const calls: string[] = [];
  return {
    calls,
    preload: () => void calls.push('preload'),
    ready: () => {
      calls.push('ready');
      return ready();
    },
    batchGet: never,
    batchWrite: never,
    put: never,
    update: never,
  };
};

const nothing = (): void => undefined;
const READ = { keys: [], leases: [] };

describe('the limits of each operation', () => {
  it('are 150 ms for Redis and 600 for a purge log that is written back', async () => {
    await using server = await disposable();
    const config = readConfig({ [ENV.redisUrl]: server.url, [ENV.redisToken]: 't' });
    const [fails, restores] = [clientOf(), clientOf()].map(
      (dynamoDb) => composeTiers(config, { dynamoDb, observe: nothing })[0],
    );
    await expect(fails?.getMany('nfl', READ)).rejects.toMatchObject({ ms: 150 });
    const started = performance.now();
    await expect(restores?.restore('nfl', () => Promise.resolve(undefined))).rejects.toThrow();
    expect(performance.now() - started).toBeGreaterThan(500);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('are half a second for a read of the table and one for a write', async () => {
    const config = readConfig({ [ENV.tableName]: 'statline' });
    const open = () => composeTiers(config, { dynamoDb: clientOf(), observe: nothing })[0];
    const entry = { key: 'nfl:teams', value: {} };
    await expect(open()?.getMany('nfl', { keys: [entry.key as never], leases: [] })).rejects.toMatchObject({ ms: 500 });
    await expect(open()?.purge('nfl', ['*'], 'stamp')).rejects.toMatchObject({ ms: 1000 });
  });

  it('do not count the time in which the SDK is loaded', async () => {
    const loaded = Promise.withResolvers<undefined>();
    const dynamoDb = clientOf(() => loaded.promise.then(nothing));
    const config = readConfig({ [ENV.tableName]: 'statline', [ENV.tableTimeout]: '50' });
    const [tier] = composeTiers(config, { dynamoDb, observe: nothing });
    let isOver = false;
    const reading = tier?.getMany('nfl', { keys: ['nfl:teams' as never], leases: [] }).catch((error: unknown) => {
      isOver = true;
      return error;
    });
    // Another one with the same limit is over by then.
    const other = composeTiers(config, { dynamoDb: clientOf(), observe: nothing })[0];
    await expect(other?.getMany('nfl', { keys: ['nfl:teams' as never], leases: [] })).rejects.toMatchObject({ ms: 50 });
    await expect(other?.purge('nfl', ['*'], 'stamp')).rejects.toThrow();
    expect(isOver).toBe(false);
    loaded.resolve(undefined);
    expect(await reading).toMatchObject({ ms: 50 });
  });
});

describe('the SDK of the table', () => {
  it('is loaded as soon as Redis fails, where there is a table', async () => {
    await using server = await disposable();
    const redis = { [ENV.redisUrl]: server.url, [ENV.redisToken]: 't' };
    for (const [tableName, preloads] of [
      ['statline', ['preload']],
      ['', []],
    ] as const) {
      const dynamoDb = clientOf();
      const config = readConfig({ ...redis, [ENV.tableName]: tableName });
      const [tier] = composeTiers(config, { dynamoDb, observe: nothing });
      await expect(tier?.getMany('nfl', READ)).rejects.toThrow();
      expect(dynamoDb.calls).toEqual(preloads);
    }
  });
});

describe('a table that fails', () => {
  it('is left alone for five seconds', async () => {
    const { onlyTable, table } = neighbours();
    table.rule(() => 'refuse');
    const a = open(onlyTable);
    await a.cache.read(question('one'));
    await a.drain();
    const gets = () => table.requests.filter(({ operation }) => operation === 'BatchGetItem').length;
    const asked = gets();
    await a.cache.read(question('two'));
    expect(gets()).toBe(asked);
    later(seconds(6));
    await a.cache.read(question('three'));
    expect(gets()).toBeGreaterThan(asked);
  });
});

const disposable = async () => {
  const server = await startSocketServer();
  return { ...server, [Symbol.asyncDispose]: () => server.close() };
};

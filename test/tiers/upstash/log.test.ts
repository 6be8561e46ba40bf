import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRedisRest, type RedisRest } from '../../../infra/local/redis-rest/redis-rest.ts';
import { EMPTY_LOG } from '../../../lib/cache/index.ts';
import type { UpstashRedis } from '../../../lib/tiers/upstash/calls.ts';
import { createUpstashClient } from '../../../lib/tiers/upstash/client.ts';
import { createUpstashTier } from '../../../lib/tiers/upstash/tier.ts';
import { callRedis } from '../../support/redis-rest-call.ts';
import { noRealRedis, startRealRedis, type RealRedis } from '../../support/redis-server.ts';
import { copyOf } from '../../support/copy-of.ts';

const COPY = new Map([
  ['*', 'old'],
  ['team:1', 'old'],
]);

const describeUpstashLog = (
  name: string,
  open: () => Promise<{ readonly rest: RedisRest; readonly real?: RealRedis }>,
): void => {
  describe(`the purge log in ${name}`, () => {
    let opened: Awaited<ReturnType<typeof open>>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.rest.close();
      await opened.real?.close();
    });

    const setUp = (between?: (redis: UpstashRedis, log: string) => Promise<unknown>, appended?: unknown) => {
      const prefix = `${randomUUID()}:`;
      const log = `${prefix}purges:nfl`;
      const redis = createUpstashClient({ ...opened.rest, timeout: 5000 });
      let left = between === undefined ? 0 : 1;
      const interrupted: UpstashRedis = {
        mget: (...keys) => redis.mget(...(keys as string[])),
        pipeline: () => redis.pipeline(),
        append: (key, value) =>
          appended === undefined ? redis.append(key, value) : Promise.resolve(appended as number),
        set: (key, value, options) => redis.set(key, value, options),
        eval: (...args) => redis.eval(...args),
        del: (...keys) => redis.del(...keys),
        // What another environment does between the read and the compare-and-set.
        async get(key) {
          const value: unknown = await redis.get(key);
          if (left > 0) await between?.(redis, log);
          left -= 1;
          return value as never;
        },
      };
      const tier = createUpstashTier({ redis: interrupted, prefix });
      const run = (...command: (string | number)[]): Promise<unknown> => callRedis(opened.rest, command);
      return {
        tier,
        run,
        log,
        plant: (text: string) => run('SET', log, text),
        stored: () => run('GET', log),
        read: async () => (await tier.getMany('nfl', { keys: [] })).purges,
      };
    };

    it('is text that a purge only appends to, and never expires', async () => {
      const { tier, run, log, stored } = setUp();
      await tier.restore('nfl', copyOf(COPY));
      await tier.purge('nfl', ['team:1', 'rosters'], 'new');
      expect(await stored()).toBe('#1\n* old\nteam:1 old\nteam:1 new\nrosters new\n');
      await tier.prune('nfl', () => true);
      expect(await stored()).toBe('#1\n* old\nteam:1 new\nrosters new\n');
      expect(await run('PTTL', log)).toBe(-1);
    });

    it('is empty when it says so, and unknown once it was evicted', async () => {
      const { tier, run, log, stored, read } = setUp();
      await tier.restore('nfl', copyOf(EMPTY_LOG));
      expect([await stored(), await read()]).toEqual(['#1\n', EMPTY_LOG]);
      await run('DEL', log);
      expect(await read()).toBeUndefined();
    });

    it('stays unknown after a purge made it anew, until it is restored: from the copy, and the purge on top', async () => {
      const { tier, read } = setUp();
      await tier.purge('nfl', ['team:1', 'team:2'], 'new');
      expect(await read()).toBeUndefined();
      await tier.restore('nfl', copyOf(COPY));
      expect(await read()).toEqual(
        new Map([
          ['*', 'old'],
          ['team:1', 'new'],
          ['team:2', 'new'],
        ]),
      );
    });

    it.each(['#1\nteam:1 new\nnonsense\n', '#9\nteam:1 new\n', 'nonsense', '#1\nteam:1 new\nteam:2 n'])(
      'is unknown when it is %j, and heals',
      async (text) => {
        const { tier, plant, read } = setUp();
        await plant(text);
        expect(await read()).toBeUndefined();
        await tier.prune('nfl', () => false);
        expect(await read()).toBeUndefined();
        await tier.restore('nfl', copyOf(COPY));
        const healed = await read();
        expect([...(healed?.keys() ?? [])].sort()).toEqual(['*', 'team:1']);
        expect(healed?.get('*')).toBe('old');
        // What was spoilt may have been the later of the two, or one after both: neither is believed.
        if (text.includes('team:1 new\n')) expect(['old', 'new']).not.toContain(healed?.get('team:1'));
        else expect(healed?.get('team:1')).toBe('old');
      },
    );

    it('keeps what a spoilt text and the copy agree about, and what only the text knows', async () => {
      const { tier, plant, read } = setUp();
      await plant('#1\nteam:1 old\nteam:2 new\n?\n');
      await tier.restore('nfl', copyOf(COPY));
      expect(await read()).toEqual(new Map([...COPY, ['team:2', 'new']]));
    });

    describe('under a key that holds no text', () => {
      it('is no log, and is restored', async () => {
        const { tier, run, log, read } = setUp();
        await run('SADD', log, 'foo');
        expect(await read()).toBeUndefined();
        await tier.restore('nfl', copyOf(COPY));
        expect(await read()).toEqual(COPY);
      });

      it('takes a purge, and keeps it when it is restored', async () => {
        const { tier, run, log, read } = setUp();
        await run('SADD', log, 'foo');
        await tier.purge('nfl', ['team:1'], 'new');
        expect(await read()).toBeUndefined();
        await tier.restore('nfl', copyOf(COPY));
        expect(await read()).toEqual(new Map([...COPY, ['team:1', 'new']]));
      });

      it('is nothing to prune', async () => {
        const { tier, run, log, read } = setUp();
        await run('SADD', log, 'foo');
        await tier.prune('nfl', () => false);
        expect(await read()).toBeUndefined();
      });
    });

    it.each([[['not what', { you: 'asked for' }]], ['OK'], [null], [3]])(
      'has not taken a purge that is answered with %j',
      async (answer) => {
        const { tier } = setUp(undefined, answer);
        await expect(tier.purge('nfl', ['team:1'], 'new')).rejects.toThrow('A garbage answer');
      },
    );

    it('loses no purge that comes while it is completed', async () => {
      const { tier, plant, read } = setUp((redis, log) => redis.append(log, 'team:2 newer\n'));
      await plant('team:1 new\n');
      await tier.restore('nfl', copyOf(COPY));
      expect(await read()).toEqual(new Map([...COPY, ['team:1', 'new'], ['team:2', 'newer']]));
    });

    it('does not keep a copy that misses a purge which Redis took and then lost', async () => {
      const { tier, run, log, read } = setUp();
      let copies = 0;
      await tier.restore('nfl', async () => {
        copies += 1;
        if (copies > 1) return new Map([...COPY, ['team:1', 'new']]);
        // Behind the copy: a purge that is reported done, and then a flush. Somebody else begins to restore.
        await tier.purge('nfl', ['team:1'], 'new');
        await run('DEL', log);
        await run('SET', log, 'restoring-by-another\n');
        return COPY;
      });
      expect(copies).toBe(2);
      expect(await read()).toEqual(new Map([...COPY, ['team:1', 'new']]));
    });

    it('stays unknown while there is nothing to copy', async () => {
      const { tier, read } = setUp();
      await tier.restore('nfl', () => Promise.resolve(undefined));
      expect(await read()).toBeUndefined();
      await tier.restore('nfl', copyOf(COPY));
      expect(await read()).toEqual(COPY);
    });

    it('is restored when it is evicted while it is completed', async () => {
      const { tier, plant, read } = setUp((redis, log) => redis.pipeline().del(log).exec());
      await plant('team:1 new\n');
      await tier.restore('nfl', copyOf(COPY));
      expect(await read()).toEqual(COPY);
    });

    it('that another environment completes first stays as that one left it', async () => {
      const { tier, plant, stored } = setUp((redis, log) => redis.set(log, '#1\nteam:7 theirs\n'));
      await plant('team:1 new\n');
      await tier.restore('nfl', copyOf(COPY));
      expect(await stored()).toBe('#1\nteam:7 theirs\n');
    });

    it('that changes at every attempt to complete it is a fault', async () => {
      const { plant, log } = setUp();
      await plant('team:1 new\n');
      const redis = createUpstashClient({ ...opened.rest, timeout: 5000 });
      let attempts = 0;
      const refuse = (): Promise<never> => {
        attempts += 1;
        return Promise.resolve(0 as never);
      };
      const busy = { ...redis, pipeline: () => redis.pipeline(), eval: refuse };
      const tier = createUpstashTier({ redis: busy, prefix: log.slice(0, -'purges:nfl'.length) });
      await expect(tier.restore('nfl', copyOf(COPY))).rejects.toThrow(/changed at every attempt/);
      expect(attempts).toBe(5);
    });

    it('is not pruned, and loses nothing, when a purge comes between', async () => {
      const { tier, stored, read } = setUp((redis, log) => redis.append(log, 'team:1 new\n'));
      await tier.restore('nfl', copyOf(COPY));
      await tier.prune('nfl', (_, stamp) => stamp !== 'old');
      expect(await stored()).toBe('#1\n* old\nteam:1 old\nteam:1 new\n');
      await tier.prune('nfl', (_, stamp) => stamp !== 'old');
      expect(await read()).toEqual(new Map([['team:1', 'new']]));
    });

    it('is not written again when there is nothing to prune', async () => {
      const { tier, run } = setUp();
      await tier.restore('nfl', copyOf(COPY));
      const before = opened.rest.commands();
      await tier.prune('nfl', () => true);
      expect(opened.rest.commands() - before).toBe(1);
      expect(await run('PING')).toBe('PONG');
    });
  });
};

describeUpstashLog('the embedded Redis', async () => ({ rest: await startRedisRest() }));

describe.skipIf(noRealRedis !== undefined)(`with a redis-server (${noRealRedis ?? 'here'})`, () => {
  describeUpstashLog('a real Redis', async () => {
    const real = await startRealRedis();
    return { rest: await startRedisRest({ redis: real.url }), real };
  });
});

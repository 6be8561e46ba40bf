import { describe, expect, it, vi } from 'vitest';
import { startSqs } from '../../../infra/local/sqs/sqs.ts';
import { days, minutes, seconds } from '../../../lib/cache/index.ts';
import { ENV } from '../../../lib/config.ts';
import { runWithReason } from '../../../lib/ledgers/load-reason.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { callRedis } from '../../support/redis-rest-call.ts';
import { later, open, question, QUIET, withNeighbours } from './neighbours.ts';

const neighbours = withNeighbours();

const from = (tier: string) => ({ served: { by: 'tier', tier } });

describe('a purge', () => {
  /** How many seconds another environment still answers from memory after a purge of this league. */
  const secondsUnseen = async (variables: Readonly<Record<string, string>>, league: string): Promise<number> => {
    const query = question('purged', { league });
    const [a, b] = [open(variables), open(variables)];
    await b.cache.read(query);
    await b.drain();
    await a.cache.purge(league, ['teams']);
    for (let second = 0; second < 60; second += 1) {
      if (((await b.cache.read(query)) as { served: { by: string } }).served.by === 'upstream') return second;
      later(seconds(1));
    }
    throw new Error('It was never seen');
  };

  it('is seen by every environment within 30 seconds', async () => {
    expect(await secondsUnseen(neighbours().both, 'nfl')).toBe(30);
  });

  it('is seen within the window that is configured', async () => {
    expect(await secondsUnseen({ ...neighbours().both, [ENV.coherenceWindow]: '12000' }, 'nfl')).toBe(12);
  });

  it('is seen within 5 seconds while a league trades by the minute, and not sooner elsewhere', async () => {
    const day = new Date(QUIET).toISOString().slice(0, 10);
    const row = {
      league: 'nba',
      kind: 'trade-deadline',
      season: 2026,
      at: `${day}T12:00`,
      hot: [`${day}T09:00`, `${day}T17:00`],
    };
    const variables = { ...neighbours().both, [ENV.windows]: JSON.stringify([row]) };
    expect(await secondsUnseen(variables, 'nba')).toBe(5);
    expect(await secondsUnseen(variables, 'nfl')).toBe(30);
    expect(open(variables).calendar.isHot('nba', QUIET)).toBe(true);
  });

  it('gets a stamp of its own that sorts by time', async () => {
    const { cache } = open(neighbours().both);
    const first = await cache.purge('nfl', ['teams']);
    later(minutes(1));
    const second = await cache.purge('nfl', ['teams']);
    expect(first).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(second > first).toBe(true);
  });

  it('is forgotten when nothing that it could have hit is left: after 61 days', async () => {
    const { both, redis } = neighbours();
    const { cache, config } = open(both);
    const stamp = await cache.purge('nfl', ['teams']);
    const at = { url: redis.url, token: both[ENV.redisToken] ?? '' };
    const isInLog = async (): Promise<boolean> => {
      await cache.reconcile('nfl');
      const keys = (await callRedis(at, ['KEYS', `statline:${config.upstreamLabel}:purges:*`])) as readonly string[];
      const texts = await Promise.all(keys.map((key) => callRedis(at, ['GET', key])));
      return texts.join('\n').includes(stamp);
    };
    later(days(60));
    expect(await isInLog()).toBe(true);
    later(days(2));
    expect(await isInLog()).toBe(false);
  });
});

describe('a stale entry', () => {
  const policy = { freshFor: minutes(1), staleWhileRevalidate: minutes(60), staleIfError: minutes(60) };

  it('is loaded again here where there is no queue, behind the answer and before the freeze', async () => {
    const { onlyTable } = neighbours();
    const query = question('stale here', { policy });
    const { cache, drain, story, ledgers } = open(onlyTable);
    await cache.read(query);
    await drain();
    later(minutes(2));
    story();
    expect(await cache.read(query)).toMatchObject({ served: { state: 'stale-while-revalidate' } });
    await drain();
    expect(query.loads()).toBe(2);
    expect(story()).toEqual(expect.arrayContaining(['stale l1', 'load', 'loaded']));
    // What was counted behind the answer is handed on by the same drain.
    const page = `usage:${new Date().toISOString().slice(0, 13)}`;
    expect((await ledgers.counters.read([page])).get(page)).toEqual({
      'nfl.load': 2,
      'env.test': 1,
      'start.test': 1,
    });
  });

  it('goes to the queue where there is one', async () => {
    const { onlyTable } = neighbours();
    const sqs = await startSqs();
    vi.stubEnv('AWS_ENDPOINT_URL_SQS', sqs.url);
    const queue = sqs.createQueue({ name: 'refresh', visibilityTimeout: 30 });
    const query = question('stale there', { policy });
    const { cache, drain, story, refreshQueue } = open({ ...onlyTable, [ENV.refreshQueueUrl]: queue.queueUrl });
    expect(refreshQueue).toBeDefined();
    await cache.read(query);
    await drain();
    later(minutes(2));
    await cache.read(query);
    await drain();
    expect(query.loads()).toBe(1);
    expect(story()).toContain('refresh');
    expect(sqs.sent()).toBe(1);
    const [message] = queue.receive({ max: 1, visibilityTimeout: 30_000 });
    expect(JSON.parse(message?.body ?? '')).toEqual({ namespace: 'nfl', key: query.key, loadedAt: QUIET });
    await sqs.close();
  });
});

describe('a load', () => {
  it('is made once, while another environment waits for it', async () => {
    const { both, redis } = neighbours();
    const done = Promise.withResolvers<string>();
    const slow = question('slow', { load: () => done.promise });
    const [a, b] = [open(both), open(both)];
    const asking = a.cache.read(slow);
    await vi.waitFor(() => expect(slow.loads()).toBe(1));
    const waiting = b.cache.read(slow);
    await vi.waitFor(() => expect(b.events.map(({ kind }) => kind)).toContain('wait'));
    // As long as it takes to look twice, and more: whoever does not wait would load by now.
    for (let turn = 0; turn < 10; turn += 1)
      await callRedis({ url: redis.url, token: both[ENV.redisToken] ?? '' }, ['PING']);
    done.resolve('there');
    await asking;
    await a.drain();
    expect(await waiting).toMatchObject(from('l2'));
    expect(slow.loads()).toBe(1);
  });

  it('that fails says why, and is not made again for as long as the provider asks for', async () => {
    const { both } = neighbours();
    const refuse = () => Promise.reject(new UpstreamError('rate-limited', 'slow down', { retryAfter: seconds(120) }));
    const query = question('refused', { load: refuse });
    const [a, b] = [open(both), open(both)];
    await a.cache.read(query);
    await a.drain();
    later(seconds(100));
    expect(await b.cache.read(query)).toMatchObject({ kind: 'failed' });
    expect(b.events).toContainEqual(expect.objectContaining({ kind: 'backed-off', reason: 'rate-limited' }));
    expect(query.loads()).toBe(1);
    later(seconds(30));
    await b.cache.read(query);
    expect(query.loads()).toBe(2);
  });

  it('is remembered with its reason, and with none where somebody asked', async () => {
    const { cache } = open();
    const reasons = async (reason: 'ask' | 'warm' | 'predict'): Promise<unknown> => {
      const answer = await runWithReason(reason, () => cache.read(question(`reason ${reason}`)));
      return answer.kind === 'value' ? answer.entry.loadReason : answer;
    };
    expect([await reasons('ask'), await reasons('warm'), await reasons('predict')]).toEqual([
      undefined,
      'warm',
      'predict',
    ]);
  });

  it('is fresh for a little less than its time, by chance: not all of them become stale at once', async () => {
    const { cache } = open();
    const lives = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const answer = await cache.read(question(`chance ${index}`, { policy: { freshFor: minutes(100) } }));
        return answer.kind === 'value' ? answer.entry.freshUntil - QUIET : 0;
      }),
    );
    expect(new Set(lives).size).toBeGreaterThan(10);
    expect(Math.max(...lives)).toBeLessThanOrEqual(minutes(100));
  });
});

describe('what an answer does not wait for', () => {
  it('is finished by the drain', async () => {
    const { defer, drain } = open();
    const done = Promise.withResolvers<undefined>();
    let isDrained = false;
    defer(done.promise);
    const draining = drain().then(() => (isDrained = true));
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    await new Promise((resolve) => void setImmediate(resolve));
    expect(isDrained).toBe(false);
    done.resolve(undefined);
    await draining;
    expect(isDrained).toBe(true);
  });

  it('fills the far tiers before the drain ends', async () => {
    const { both } = neighbours();
    const query = question('filled');
    const a = open(both);
    await a.cache.read(query);
    await a.drain();
    expect(a.story()).toEqual(expect.arrayContaining(['fill l2', 'fill l3']));
  });
});

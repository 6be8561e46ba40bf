import { describe, expect, it } from 'vitest';
import { hours, seconds } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { createFunction, type FunctionOptions, type Question } from '../../infra/contract/function.ts';
import { createMemoryLimitLedger } from '../../support/memory-limit-ledger.ts';
import { checkReply } from '../../support/contract/checked.ts';

/** A function whose key `key` may ask so often, over a ledger that can be out of order. */
const start = (dailyLimit: number | undefined, role: FunctionOptions['role'] = 'admin') => {
  const ledger = createMemoryLimitLedger();
  const served: string[] = [];
  const answers = {
    raw: ({ routeKey }: { readonly routeKey: string }): Promise<Reply> => {
      served.push(routeKey);
      return Promise.resolve({ statusCode: 304, headers: {}, body: '', isBase64Encoded: false });
    },
  };
  const fn = createFunction({
    api: answers,
    role,
    limitLedger: ledger,
    ...(dailyLimit !== undefined && { dailyLimit }),
  });
  const ask = (question: Partial<Question> = {}): Promise<Reply> =>
    fn.ask({ path: '/v1/nfl/players/1/stats', headers: { 'x-api-key': 'key' }, ...question });
  return { ask, ledger, served };
};

describe('a key with a daily limit', () => {
  it('is told with every answer what is left, and is refused when nothing is', async () => {
    const { ask, served } = start(2);
    const first = await ask();
    expect(first.headers).toMatchObject({
      'ratelimit-policy': '"daily";q=2;w=86400',
      ratelimit: `"daily";r=1;t=${hours(7) / 1000}`,
    });
    expect((await ask()).headers.ratelimit).toBe(`"daily";r=0;t=${hours(7) / 1000}`);
    const refused = await ask();
    checkReply({ routeKey: ROUTE.stats }, refused);
    expect(refused.statusCode).toBe(429);
    expect(refused.headers).toMatchObject({
      ratelimit: `"daily";r=0;t=${hours(7) / 1000}`,
      'ratelimit-policy': '"daily";q=2;w=86400',
      'retry-after': String(hours(7) / 1000),
    });
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'daily-limit-reached', status: 429 });
    expect(served).toHaveLength(2);
  });

  it('still administers, and probes, when nothing is left', async () => {
    const { ask, ledger } = start(1);
    await ask();
    expect((await ask()).statusCode).toBe(429);
    ledger.takeCalls();
    expect((await ask({ path: '/v1/admin/health' })).statusCode).toBe(304);
    const probed = await ask({ path: '/v1/health', headers: {} });
    expect([probed.statusCode, probed.headers.ratelimit]).toEqual([304, undefined]);
    expect(ledger.takeCalls()).toBe(0);
  });

  it('has every request counted, one for an address that does not exist too', async () => {
    const { ask } = start(2);
    await ask({ path: '/v1/nowhere/at/all' });
    await ask({ method: 'HEAD' });
    expect((await ask()).statusCode).toBe(429);
  });

  it('is told to come back where nobody can count', async () => {
    const { ask, ledger } = start(100);
    ledger.fail();
    // One in a hundred is let through in a minute.
    expect((await ask()).headers.ratelimit).toMatch(/^"daily";r=99;/);
    const refused = await ask();
    checkReply({ routeKey: ROUTE.stats }, refused);
    expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, String(seconds(60) / 1000)]);
    expect(JSON.parse(refused.body)).toMatchObject({ code: 'keys-unavailable' });
  });
});

describe('a key without one', () => {
  it('is not counted, and is told nothing', async () => {
    const { ask, ledger } = start(undefined);
    const { headers } = await ask();
    expect(Object.keys(headers).filter((name) => name.startsWith('ratelimit'))).toEqual([]);
    expect(ledger.takeCalls()).toBe(0);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import type { RefreshRequest } from '../../../lib/cache/index.ts';
import { ROUTE, type RouteKey } from '../../../lib/http/route-keys.ts';
import { interceptUpstream } from '../../../lib/upstreams/intercept.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { pendingAfter } from '../../support/pending-promises.ts';

let clock: FakeClock;
let isSilent: boolean;
let queue: RefreshRequest[];
let api: TestApi;

/** The clock jumps to the deadline of a load while the provider is silent. */
const deadline = (ms: number): AbortSignal => {
  const controller = new AbortController();
  const end = clock.now() + ms;
  if (isSilent) {
    setImmediate(() => {
      clock.advance(Math.max(0, end - clock.now()));
      controller.abort(new DOMException('too late', 'TimeoutError'));
    });
  }
  return controller.signal;
};

const start = (withQueue = true): TestApi => {
  const upstream = interceptUpstream(createFakeUpstream(), (call) =>
    isSilent ? new Promise(() => undefined) : call(),
  );
  return createTestApi({
    upstream,
    clock,
    shared: [createMemorySharedTier('l2', { clock })],
    deadline,
    pause: async (ms) => {
      await Promise.resolve();
      clock.advance(ms);
    },
    ...(withQueue && {
      refresher: {
        refresh: async (requests) => {
          await Promise.resolve();
          queue.push(...requests);
        },
      },
    }),
  });
};

beforeEach(() => {
  clock = createFakeClock();
  isSilent = true;
  queue = [];
  api = start();
});

interface Asked {
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: object;
}

const ask = async (routeKey: RouteKey, path: Record<string, string>, { query, headers = {}, body }: Asked) => {
  const asked = clock.now();
  const reply = await api.raw({
    routeKey,
    headers,
    pathParameters: { league: 'nfl', ...path },
    ...(query && { queryStringParameters: query }),
    isBase64Encoded: false,
    ...(body && { body: JSON.stringify(body) }),
  });
  return { ...reply, json: JSON.parse(reply.body) as unknown, took: clock.now() - asked };
};

describe('a client that says how long it can wait', () => {
  it.each([
    [{ headers: { prefer: 'wait=2' } }, { 'preference-applied': 'wait=2' }],
    [{ query: { wait: '2' } }, {}],
  ] as const)('is told in time that the answer is still loading: %j', async (asked, applied) => {
    const reply = await ask(ROUTE.player, { player: '3139477' }, asked);
    expect(reply).toMatchObject({
      statusCode: 503,
      json: { code: 'still-loading' },
      headers: { 'retry-after': '1', 'cache-control': 'no-store', ...applied },
    });
    expect(reply.took).toBeLessThanOrEqual(2000);
    expect(queue).toContainEqual(expect.objectContaining({ key: 'nfl:player:3139477', loadedAt: 0 }));
  });

  it('is answered as ever where the answer is there', async () => {
    isSilent = false;
    const reply = await ask(ROUTE.stats, { player: '3139477' }, { query: { season: '2024', wait: '3' } });
    expect(reply).toMatchObject({ statusCode: 200, json: { season: 2024 } });
    const held = await ask(
      ROUTE.stats,
      { player: '3139477' },
      { query: { season: '2024' }, headers: { prefer: 'wait=1' } },
    );
    expect(held.headers).toMatchObject({ 'preference-applied': 'wait=1' });
    expect(queue).toEqual([]);
  });

  it('gets of a batch what is there; the others are pending', async () => {
    isSilent = false;
    await ask(ROUTE.stats, { player: '3139477' }, { query: { season: '2024' } });
    isSilent = true;
    const batch = { body: { player_ids: ['3139477', '4361423'], season: 2024 }, headers: { prefer: 'wait=2' } };
    const reply = await ask(ROUTE.statsBatch, {}, batch);
    expect(reply).toMatchObject({
      statusCode: 200,
      json: { results: [{ status: 'ok' }, { status: 'pending', reason: 'still-loading' }] },
      headers: { 'cache-control': 'no-store' },
    });
    expect(reply.took).toBeLessThanOrEqual(2000);
  });

  it('gets of a card what is there; its line and its team are pending', async () => {
    isSilent = false;
    await ask(ROUTE.player, { player: '3139477' }, {});
    isSilent = true;
    const reply = await ask(ROUTE.card, { player: '3139477' }, { headers: { prefer: 'wait=2' } });
    expect(reply).toMatchObject({
      statusCode: 200,
      json: { player: { id: '3139477' }, headline: null },
      headers: { 'cache-control': 'no-store' },
    });
    const { missing } = reply.json as { readonly missing: readonly object[] };
    expect(missing).toContainEqual({ part: 'headline', reason: 'pending', retryAfter: 1 });
    expect(missing).toContainEqual({ part: 'record', reason: 'pending', retryAfter: 1 });
    expect(reply.took).toBeLessThanOrEqual(2000);
    expect(queue.length).toBeGreaterThan(0);
    const cut = await pendingAfter(() => ask(ROUTE.card, { player: '4361423' }, { headers: { prefer: 'wait=1' } }));
    expect(cut).toMatchObject({ result: { statusCode: 503, json: { code: 'still-loading' } }, pending: 0 });
    expect(cut.result.took).toBeLessThanOrEqual(1000);
  });

  it.each([
    [ROUTE.search, {}, { query: { name: 'patrick mahomes', wait: '2' } }],
    [ROUTE.compare, {}, { query: { players: 'patrick mahomes,josh allen', season: '2024', wait: '2' } }],
    [ROUTE.roster, { team: 'KC' }, { query: { wait: '2' } }],
    [ROUTE.live, {}, { query: { wait: '2' } }],
  ] as const)('waits no longer for %s, however many loads it would take', async (route, path, asked) => {
    expect((await ask(route, path, asked)).took).toBeLessThanOrEqual(2000);
  });

  it('leaves nothing pending behind its answer, as a hit does not', async () => {
    const wait = { headers: { prefer: 'wait=2' } };
    // What is loaded and remembered once is there already.
    await ask(ROUTE.player, { player: '4361423' }, wait);
    const cut = await pendingAfter(() => ask(ROUTE.player, { player: '3139477' }, wait));
    expect(cut).toMatchObject({ result: { statusCode: 503, json: { code: 'still-loading' } }, pending: 0 });
    isSilent = false;
    await ask(ROUTE.roster, { team: 'KC' }, {});
    const hit = await pendingAfter(() => ask(ROUTE.roster, { team: 'KC' }, wait));
    expect(hit).toMatchObject({ result: { statusCode: 200 }, pending: 0 });
    // A promise that somebody holds is counted.
    const held: Promise<never>[] = [];
    const left = await pendingAfter(async () => Promise.resolve(held.push(new Promise(() => undefined))));
    expect(left).toEqual({ result: 1, pending: 1 });
  });

  it('must say it right', async () => {
    expect(await ask(ROUTE.teams, {}, { query: { wait: 'soon' } })).toMatchObject({
      statusCode: 400,
      json: { code: 'invalid-parameter', field: 'wait' },
    });
  });

  it('waits all the same where no queue could go on with the load, and is told so by no header', async () => {
    api = start(false);
    const reply = await ask(ROUTE.player, { player: '3139477' }, { headers: { prefer: 'wait=2' } });
    expect(reply).toMatchObject({ statusCode: 503, json: { code: 'upstream-unavailable', reason: 'timeout' } });
    expect(reply.headers).not.toHaveProperty('preference-applied');
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { seconds } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi, type TestApi } from '../../support/api.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import {
  createDateClient,
  createUndiciClient,
  serveApi,
  type CachingClient,
  type ServedApi,
} from '../../support/http-clients.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';

const PLAYER = '/v1/nfl/players/3139477';
const SEARCH = '/v1/nfl/players?name=patrick%20mahomes';
const CLIENTS = { 'subtracts Age': createUndiciClient, 'counts from Date': createDateClient };

let upstream: FakeUpstream;
let served: ServedApi;
let client: CachingClient;

beforeEach(() => {
  // The clients read the clock themselves. Their sockets and timers are real.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2025, 8, 7, 17) });
  upstream = createFakeUpstream();
});

afterEach(async () => {
  await client.close();
  await served.close();
  vi.useRealTimers();
});

const pass = (ms: number): void => void vi.setSystemTime(Date.now() + ms);

const open = async (window: number, kind: keyof typeof CLIENTS): Promise<readonly [near: TestApi, far: TestApi]> => {
  const shared = [createMemorySharedTier('l2', { clock: Date })];
  const [near, far] = [0, 1].map(() => createTestApi({ upstream, clock: Date, shared, coherenceWindow: () => window }));
  if (near === undefined || far === undefined) throw new Error('Two environments were made');
  served = await serveApi(near);
  client = CLIENTS[kind](served.url);
  return [near, far];
};

const playerIn = (document: unknown): unknown => {
  const { players, ...player } = document as { readonly players?: readonly unknown[] };
  return players?.[0] ?? player;
};

describe.each(['subtracts Age', 'counts from Date'] as const)('a client whose cache %s', (kind) => {
  it.each(
    [PLAYER, SEARCH].flatMap((path) =>
      [0, 1200, 80_000].flatMap((age) => [30, 5].map((window) => [path, age, window] as const)),
    ),
  )('is told of a trade: %s, %i s old, in a window of %i s', async (path, age, window) => {
    const [near, far] = await open(seconds(window), kind);
    const askDirectly = async (api: TestApi): Promise<void> => {
      await api.get(ROUTE.player, { league: 'nfl', player: '3139477' });
      await api.get(ROUTE.search, { league: 'nfl' }, { name: 'patrick mahomes' });
    };
    await askDirectly(far);
    pass(seconds(age));
    await askDirectly(near);
    pass(500);
    upstream.move('3139477', '14');
    const purge = await far.post(ROUTE.purge, {}, { league: 'nfl', scope: 'player:3139477' });
    expect(purge.status).toBe(200);
    const purgedAt = Date.now();
    // The client begins when the environment's window is nearly over: what it keeps must not outlast it.
    pass(seconds(window) - 2000);
    const said: [since: number, player: unknown][] = [];
    for (let step = 0; step < 4 * window; step += 1) {
      said.push([Date.now() - purgedAt, playerIn(await client.get(path))]);
      expect(served.statuses().length, 'requests for one question').toBeLessThanOrEqual(1);
      pass(seconds(1));
    }
    expect(said[0]?.[1]).toMatchObject({ team: { abbreviation: 'KC' } });
    const after = said.filter(([since]) => since > seconds(window));
    expect(after.length).toBeGreaterThan(window);
    for (const [since, player] of after) expect([since, player]).toMatchObject([since, { team: { id: '14' } }]);
  });
});

describe('a client that subtracts Age', () => {
  it('asks again about data older than the window, and is told 304 for what it keeps', async () => {
    const [near] = await open(seconds(30), 'subtracts Age');
    await client.get(PLAYER);
    pass(seconds(31));
    await client.get(PLAYER);
    expect(served.statuses()).toEqual([200, 304]);
    expect(upstream.asked().filter((call) => call.startsWith('player'))).toHaveLength(1);
    const { headers } = await near.get(ROUTE.player, { league: 'nfl', player: '3139477' });
    // The age of the data, as people read it: it is not counted from the last 304.
    expect(headers.age).toBe('31');
  });
});

describe('a client that counts from Date', () => {
  it('reuses what is 1,200 s old for the window, and then pays a 304', async () => {
    const [, far] = await open(seconds(30), 'counts from Date');
    await far.get(ROUTE.player, { league: 'nfl', player: '3139477' });
    pass(seconds(1200));
    for (let step = 0; step < 35; step += 1) {
      await client.get(PLAYER);
      pass(seconds(1));
    }
    expect(served.statuses()).toEqual([200, 304]);
  });
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProviderOptions } from '../../../functions/compose/open-provider.ts';
import { composeProvider } from '../../../functions/compose/provider.ts';
import { ENV, readConfig } from '../../../lib/config.ts';
import { UpstreamError, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { createMemoryDocumentStore } from '../../support/memory-document-store.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';
import { startUpstreamServer, type UpstreamServer } from '../../support/upstream-server.ts';

const HOSTS = ['site', 'web', 'core', 'partners'] as const;
let hosts: Record<(typeof HOSTS)[number], UpstreamServer>;

beforeEach(async () => {
  const servers = await Promise.all(HOSTS.map(async (name) => [name, await startUpstreamServer()] as const));
  hosts = Object.fromEntries(servers) as typeof hosts;
});
afterEach(() => Promise.all(Object.values(hosts).map((server) => server[Symbol.asyncDispose]())));

const optionsWith = (admit: () => Promise<void>): ProviderOptions => ({
  admit,
  budget: createTestLedgers({ clock: Date }).budget,
  observe: () => undefined,
  documents: createMemoryDocumentStore(),
});

const espn = (admit: () => Promise<void> = () => Promise.resolve()): Upstream =>
  composeProvider(
    readConfig({
      [ENV.espnSiteUrl]: hosts.site.url,
      [ENV.espnWebUrl]: hosts.web.url,
      [ENV.espnCoreUrl]: hosts.core.url,
      [ENV.espnPartnersUrl]: hosts.partners.url,
    }),
    optionsWith(admit),
  );

const rapidApi = (admit: () => Promise<void> = () => Promise.resolve()): Upstream =>
  composeProvider(
    readConfig({ [ENV.upstream]: 'rapidapi', [ENV.rapidApiUrl]: hosts.site.url, [ENV.rapidApiKey]: 'the-key' }),
    optionsWith(admit),
  );

const call = { signal: AbortSignal.timeout(30_000) };
const seen = () => HOSTS.flatMap((name) => hosts[name].requests.map((request) => ({ name, request })));

/** Everything that can be asked, whatever comes of it. */
const askAll = async (upstream: Upstream): Promise<void> => {
  const asked = [
    upstream.teams('nfl', call),
    upstream.player('nfl', '1' as never, call),
    upstream.search('nfl', 'somebody', call),
    upstream.career('nfl', '1' as never, 'regular', call),
    upstream.season('nfl', call),
    upstream.scoreboard('nfl', undefined, call),
    upstream.transactions('nfl', 10, call),
    upstream.everyPlayer('nfl', call),
  ];
  await Promise.allSettled(asked);
};

describe('ESPN', () => {
  it('is asked at each of its four addresses, by our name', async () => {
    await askAll(espn());
    expect([...new Set(seen().map(({ name }) => name))]).toEqual(['site', 'web', 'core', 'partners']);
    const agents = new Set(seen().map(({ request }) => request.headers['user-agent']));
    expect([...agents]).toEqual(['Statline/1.0 (+https://github.com/statline/statline)']);
  });

  it('is asked only for what has been admitted, request by request', async () => {
    let admitted = 0;
    await askAll(espn(() => Promise.resolve(void (admitted += 1))));
    expect(admitted).toBe(seen().length);
    expect(admitted).toBeGreaterThan(7);
  });

  it('is not asked what is not admitted', async () => {
    const over = new UpstreamError('over-budget', 'spent');
    await expect(espn(() => Promise.reject(over)).teams('nfl', call)).rejects.toBe(over);
    expect(seen()).toEqual([]);
  });

  it('is known for what it is before its code is loaded', () => {
    const upstream = espn();
    expect(upstream.name).toBe('espn');
    expect(upstream.leagues).toHaveLength(8);
    expect(upstream.can('nfl', 'career')).toBe(true);
  });
});

describe('RapidAPI', () => {
  it('is asked at its address, with its key and by our name', async () => {
    let admitted = 0;
    const upstream = rapidApi(() => Promise.resolve(void (admitted += 1)));
    expect(upstream.name).toBe('rapidapi');
    await askAll(upstream);
    expect(admitted).toBe(seen().length);
    const [first] = seen();
    expect(first?.request.headers).toMatchObject({
      'x-rapidapi-key': 'the-key',
      'user-agent': 'Statline/1.0 (+https://github.com/statline/statline)',
    });
  });
});

describe.each([
  ['ESPN', espn],
  ['RapidAPI', rapidApi],
])('%s', (_name, create) => {
  it('is asked ten things at once at most', async () => {
    for (const name of HOSTS) hosts[name].reply(() => ({ fault: 'hang' }));
    const upstream = create();
    const gone = new AbortController();
    const asked = Array.from({ length: 14 }, (_, index) =>
      upstream.player('nfl', String(index + 1) as never, { signal: gone.signal }).catch(() => undefined),
    );
    await vi.waitFor(() => expect(seen().length).toBe(10));
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => void setImmediate(resolve));
    expect(seen().length).toBe(10);
    gone.abort();
    await Promise.all(asked);
  });
});

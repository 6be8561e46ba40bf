import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteName } from '../../../infra/contract/operations.ts';
import { methodAndPath } from '../../../infra/contract/parameters.ts';
import { CONTRACT_ROUTES } from '../../../infra/contract/routes.ts';
import type { Answers, ProblemCode } from '../../../lib/http/answers/index.ts';
import { DEFAULT_ROUTE, PAGE_ROUTE, ROUTE } from '../../../lib/http/route-keys.ts';
import { createEspnUpstream } from '../../../lib/upstreams/espn/upstream.ts';
import type { Reply } from '../../../lib/http/reply.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { interceptUpstream } from '../../../lib/upstreams/intercept.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import { createTestApi } from '../../support/api.ts';
import { createDomain } from '../../support/domain.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream } from '../../support/fake-upstream.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { responseSchema } from '../../support/response-schema.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';
import { brokenTier } from '../../support/tier-faults.ts';
import { createFunction, type Question } from './function.ts';
import { askForLinks } from './links.ts';

// The examples of docs/openapi.json are what the api function answers over the simulated provider:
// UPDATE_EXAMPLES=1 npx vitest run test/infra/contract/examples.test.ts, then `npm run contract`, and read the difference.

const FILE = join(import.meta.dirname, '..', '..', '..', 'infra', 'contract', 'examples.json');

const clock = createFakeClock(Date.parse('2026-11-23T17:00Z'));
const shared = [createMemorySharedTier('l2', { clock, durable: true })];
let espn: SimulatedEspn;
let fn: ReturnType<typeof createFunction>;

beforeAll(async () => {
  espn = await startSimulatedEspn({ clock });
  const { url } = espn;
  const upstream = createEspnUpstream({
    siteUrl: url,
    webUrl: url,
    coreUrl: url,
    partnersUrl: url,
    userAgent: 'Statline/1.0 (+https://statline.example)',
    clock,
    timeout: 30_000,
  });
  // What the warm function holds.
  const { cache, resources, drain } = createDomain({ upstream, clock, shared });
  await cache.read(resources.teams('nfl'));
  await cache.read(resources.directory('nfl'));
  await cache.read(resources.roster('nfl', '12' as never));
  await cache.read(resources.live('nfl'));
  await cache.read(resources.moveList('nfl'));
  for (const group of upstream.seasonTableGroups('nfl')) {
    for (let page = 1, pages = 1; page <= pages; page += 1) {
      const of = { league: 'nfl', season: 2026, type: 'regular', group, page } as const;
      await cache.refresh(resources.seasonTable(of), clock.now());
      const [held] = await cache.getAllPresent([resources.leaderPage(of)]);
      pages = held?.kind === 'value' ? held.value().pages : 0;
    }
  }
  await drain();
  fn = createFunction({
    api: createTestApi({ upstream, clock, shared, deadline: () => AbortSignal.timeout(30_000) }),
    role: 'admin',
  });
}, 60_000);
afterAll(() => espn.close());

const REQUESTS: Readonly<Record<Exclude<RouteName, 'warm' | 'root'>, Omit<Question, 'method'>>> = {
  leagues: { path: '/v1/leagues' },
  live: { path: '/v1/nfl/live' },
  moves: { path: '/v1/nfl/moves' },
  teams: { path: '/v1/nfl/teams' },
  team: { path: '/v1/nfl/teams/KC' },
  roster: { path: '/v1/nfl/teams/KC/roster' },
  search: { path: '/v1/nfl/players?name=patrick%20mahomes' },
  searchAll: { path: '/v1/players?name=patrick%20mahomes' },
  autocomplete: { path: '/v1/nfl/players/autocomplete?q=pat%20mah' },
  autocompleteAll: { path: '/v1/players/autocomplete?q=pat%20mah' },
  player: { path: '/v1/nfl/players/patrick-mahomes' },
  card: { path: '/v1/nfl/players/patrick-mahomes/card' },
  stats: { path: '/v1/nfl/players/patrick-mahomes/stats?season=2024' },
  games: { path: '/v1/nfl/players/patrick-mahomes/games?last=1' },
  statsBatch: { path: '/v1/nfl/players/stats', body: { names: ['patrick mahomes', 'nobody such'], season: 2024 } },
  leaders: { path: '/v1/nfl/leaders?stat=passing.passingYards' },
  compare: { path: '/v1/nfl/compare?players=patrick%20mahomes,josh%20allen&season=2024' },
  glossary: { path: '/v1/nfl/stats/glossary' },
  health: { path: '/v1/health' },
  usage: { path: '/v1/usage?hours=1' },
  usagePopular: { path: '/v1/usage/popular?hours=1&league=nfl' },
  usageEvents: { path: '/v1/usage/events?hours=1&league=nfl' },
  adminHealth: { path: '/v1/admin/health?probe=provider' },
  purge: { path: '/v1/admin/purge', body: { league: 'nfl', scope: 'team:KC' } },
};

const KEY = { authorization: 'Bearer key' };

/** What is shown of an answer: lists cut to two, no address of this machine, and a stamp as deployments have them. */
const shown = (value: unknown): unknown => {
  if (typeof value === 'string') {
    return value
      .replace(/^http:\/\/127\.0\.0\.1:\d+/, 'https://provider.example')
      .replace(/^stamp-\d+$/, '01KARMY0Q0Z3V8K5T2J6W9D4EX');
  }
  if (Array.isArray(value)) return value.slice(0, 2).map(shown);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, shown(member)]));
};

const jsonOf = ({ body }: Reply): unknown => JSON.parse(body);

const mahomes = { path: '/v1/nfl/players/3139477' };
const fake = (options?: Parameters<typeof createFakeUpstream>[0]) =>
  createFunction({ api: createTestApi({ upstream: createFakeUpstream(options), clock: createFakeClock() }) });
const NOTHING = { raw: () => Promise.reject(new Error('nobody asks it')) };

/** How each problem comes about, and the route whose problem it is then. */
const PROVOKED: Readonly<Record<ProblemCode, readonly [route: string, ask: () => Promise<Reply>]>> = {
  'invalid-parameter': [ROUTE.stats, () => fn.ask({ path: `${mahomes.path}/stats?season=1800`, headers: KEY })],
  'invalid-body': [
    ROUTE.statsBatch,
    () => fn.ask({ method: 'POST', path: '/v1/nfl/players/stats', body: { names: 'x' }, headers: KEY }),
  ],
  'body-too-large': [
    ROUTE.statsBatch,
    () => fn.ask({ method: 'POST', path: '/v1/nfl/players/stats', body: 'x'.repeat(66_000), headers: KEY }),
  ],
  'malformed-event': [DEFAULT_ROUTE, () => fn.invoke({ Records: [] } as never)],
  unauthorized: [ROUTE.player, () => fn.ask(mahomes)],
  forbidden: [
    ROUTE.warm,
    () => createFunction({ api: NOTHING, role: 'read' }).ask({ method: 'POST', path: '/v1/admin/warm', headers: KEY }),
  ],
  'too-many-wrong-keys': [
    ROUTE.player,
    () =>
      createFunction({ api: NOTHING, role: 'read', wrongKeysPerMinute: 0 }).ask({
        ...mahomes,
        headers: { 'x-api-key': 'wrong' },
      }),
  ],
  'daily-limit-reached': [
    ROUTE.player,
    async () => {
      const limited = createFunction({ api: NOTHING, role: 'read', dailyLimit: 1 });
      await limited.ask({ ...mahomes, headers: KEY });
      return limited.ask({ ...mahomes, headers: KEY });
    },
  ],
  'keys-unavailable': [
    ROUTE.player,
    () => createFunction({ api: NOTHING, hasSecret: false }).ask({ ...mahomes, headers: KEY }),
  ],
  'route-not-found': [DEFAULT_ROUTE, () => fn.ask({ path: '/v2', headers: KEY })],
  'method-not-allowed': [DEFAULT_ROUTE, () => fn.ask({ method: 'DELETE', path: '/v1/nfl/teams', headers: KEY })],
  'league-not-found': [ROUTE.teams, () => fn.ask({ path: '/v1/xfl/teams', headers: KEY })],
  'team-not-found': [ROUTE.roster, () => fn.ask({ path: '/v1/nfl/teams/Kansas%20Cheifs/roster', headers: KEY })],
  'team-ambiguous': [ROUTE.team, () => fn.ask({ path: '/v1/nfl/teams/New%20York', headers: KEY })],
  'player-not-found': [ROUTE.player, () => fn.ask({ path: '/v1/nfl/players/patrick-mahomse', headers: KEY })],
  'player-ambiguous': [ROUTE.player, () => fn.ask({ path: '/v1/nfl/players/jones', headers: KEY })],
  'no-stats': [ROUTE.stats, () => fn.ask({ path: `${mahomes.path}/stats?season=2010`, headers: KEY })],
  'no-table': [ROUTE.leaders, () => fn.ask({ path: '/v1/nfl/leaders?stat=passingYards&season=2010', headers: KEY })],
  'not-offered': [ROUTE.games, () => fake({ capabilities: ['search', 'live'] }).ask({ path: `${mahomes.path}/games` })],
  'upstream-unavailable': [
    ROUTE.player,
    () => {
      const upstream = createFakeUpstream();
      upstream.fail(new UpstreamError('over-budget', 'in a test', { retryAfter: 60_000 }));
      return createFunction({ api: createTestApi({ upstream, clock: createFakeClock() }) }).ask(mahomes);
    },
  ],
  'still-loading': [
    ROUTE.player,
    () => {
      const still = createFakeClock();
      const api = createTestApi({
        upstream: interceptUpstream(createFakeUpstream(), () => new Promise(() => undefined)),
        clock: still,
        shared: [createMemorySharedTier('l2', { clock: still })],
        // The clock jumps to the deadline of a load.
        deadline(ms) {
          const controller = new AbortController();
          setImmediate(() => {
            still.advance(ms);
            controller.abort(new DOMException('too late', 'TimeoutError'));
          });
          return controller.signal;
        },
        pause: async (ms) => {
          await Promise.resolve();
          still.advance(ms);
        },
        refresher: { refresh: () => Promise.resolve() },
      });
      return createFunction({ api }).ask({ path: `${mahomes.path}?wait=2` });
    },
  ],
  'purge-incomplete': [
    ROUTE.purge,
    () => {
      const tier = brokenTier('l2', new Error('out of order'));
      const api = createTestApi({ upstream: createFakeUpstream(), clock: createFakeClock(), shared: [tier] });
      return createFunction({ api }).ask({
        method: 'POST',
        path: '/v1/admin/purge',
        body: { league: 'nfl', scope: '*' },
      });
    },
  ],
  'usage-unavailable': [
    ROUTE.usage,
    () => {
      const still = createFakeClock();
      const ledgers = createTestLedgers({ clock: still });
      ledgers.counters.fail();
      return createFunction({ api: createTestApi({ upstream: createFakeUpstream(), clock: still, ledgers }) }).ask({
        path: '/v1/usage',
      });
    },
  ],
  'internal-error': [
    ROUTE.player,
    () => createFunction({ api: { raw: () => Promise.reject(new TypeError('a fault')) } }).ask(mahomes),
  ],
};

/** By hand: it needs what the warm function has. */
const WRITTEN: Pick<Answers, 'warm'> = {
  warm: {
    league: 'nfl',
    planned: 2,
    loaded: 2,
    kept: 0,
    fresh: 0,
    elsewhere: 0,
    failed: 0,
    left: 0,
    complete: true,
    unresolved: [{ name: 'josh allan', status: 'not-found' }],
  },
};

const collected = { routes: {} as Record<string, unknown>, problems: {} as Record<string, unknown> };

const committed = (): unknown => JSON.parse(readFileSync(FILE, 'utf8'));

describe('an example of docs/openapi.json', () => {
  it.each(Object.keys(REQUESTS) as (keyof typeof REQUESTS)[])('is what the function answers: %s', async (name) => {
    const answer = await fn.ask({ ...REQUESTS[name], method: methodAndPath(name)[0], headers: KEY });
    expect([answer.statusCode, answer.body.slice(0, 300)]).toEqual([200, expect.anything()]);
    collected.routes[name] = shown(jsonOf(answer));
    const check = responseSchema(ROUTE[name], 200);
    expect([check?.(jsonOf(answer)), check?.errors]).toEqual([true, null]);
    expect([check?.(collected.routes[name]), check?.errors]).toEqual([true, null]);
  });

  it('is what the function of the pages answers: root', async () => {
    const { body } = await askForLinks({ routeKey: PAGE_ROUTE, headers: {}, isBase64Encoded: false });
    collected.routes.root = shown(JSON.parse(body));
    const check = responseSchema(CONTRACT_ROUTES.root.key, 200);
    expect([check?.(JSON.parse(body)), check?.errors]).toEqual([true, null]);
  });

  it.each(Object.keys(PROVOKED) as ProblemCode[])('is what the function answers: %s', async (code) => {
    const [routeKey, ask] = PROVOKED[code];
    const answer = await ask();
    expect(jsonOf(answer)).toMatchObject({ code, status: answer.statusCode });
    collected.problems[code] = shown(jsonOf(answer));
    const check = responseSchema(routeKey, answer.statusCode);
    expect([check?.(jsonOf(answer)), check?.errors]).toEqual([true, null]);
  });

  it('is the one that is committed', async () => {
    const all = { routes: { ...collected.routes, ...WRITTEN }, problems: collected.problems };
    if (process.env.UPDATE_EXAMPLES === '1') {
      writeFileSync(FILE, await format(JSON.stringify(all), { parser: 'json', printWidth: 120 }));
    }
    expect(committed()).toEqual(all);
  });
});

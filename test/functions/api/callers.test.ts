import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { BudgetPlan } from '../../../lib/ledgers/quota-ledger.ts';
import { unknownAllowance } from '../../../lib/ledgers/unknown-allowance.ts';
import type { LeagueId, PlayerId, SeasonType } from '../../../lib/sports/model/index.ts';
import type { Capability, UpstreamCall } from '../../../lib/sports/upstream/index.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { createMemoryCounters } from '../../support/memory-counters.ts';
import { createMemoryQuotaLedger } from '../../support/memory-quota-ledger.ts';
import { createMemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';

const ENVIRONMENTS = 8;
const PLAN: BudgetPlan = { perDay: 20_000, perMinute: undefined };
const MAHOMES = '3139477';
const [WITH, WITHOUT] = [true, false].map((hasDirectory) => unknownAllowance(PLAN, { hasDirectory }));

type Ask = (league: string, what: readonly [routeKey: string, more: object]) => Promise<Said>;

let clock: FakeClock;
let upstream: FakeUpstream;
let turn: number;
let as: (caller: string | undefined) => Ask;

const start = (plan = PLAN, capabilities?: readonly Capability[]): void => {
  clock = createFakeClock();
  upstream = createFakeUpstream(capabilities && { capabilities });
  turn = 0;
  const shared = [createMemorySharedTier('l2', { clock, durable: true })];
  const [quotaLedger, counters] = [createMemoryQuotaLedger(), createMemoryCounters()];
  const fleet = Array.from({ length: ENVIRONMENTS }, () =>
    createTestApi({ upstream, clock, shared, ledgers: createTestLedgers({ clock, plan, quotaLedger, counters }) }),
  );
  const apiOf = (asked: number): TestApi => {
    const api = fleet[asked % ENVIRONMENTS];
    if (api === undefined) throw new RangeError('There is no such environment');
    return api;
  };
  as =
    (caller) =>
    async (league, [routeKey, more]) => {
      turn += 1;
      const { pathParameters, ...rest } = more as { readonly pathParameters?: Record<string, string> };
      const { statusCode, headers, body } = await apiOf(turn).raw({
        routeKey,
        headers: {},
        pathParameters: { league, ...pathParameters },
        isBase64Encoded: false,
        ...rest,
        ...(caller !== undefined && { caller: { name: caller, of: 3 } }),
      });
      return { status: statusCode, headers, json: JSON.parse(body), from: headers['cache-status'] };
    };
};

beforeEach(() => start());

const player = (id: string) => [ROUTE.player, { pathParameters: { player: id } }] as const;
const stats = (id: string, season = '2024') =>
  [ROUTE.stats, { pathParameters: { player: id }, queryStringParameters: { season } }] as const;
const named = (name: string) => [ROUTE.search, { queryStringParameters: { name } }] as const;
const roster = (team: string) => [ROUTE.roster, { pathParameters: { team } }] as const;
const batch = (ids: readonly string[], names: readonly string[]) =>
  [ROUTE.statsBatch, { body: JSON.stringify({ player_ids: ids, names, season: 2024 }) }] as const;
const compare = (players: string) => [ROUTE.compare, { queryStringParameters: { players, season: '2024' } }] as const;

const madeUp = (from: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => String(from + index));
const letters = (index: number): string => `Zz${String.fromCharCode(97 + (index % 26), 97 + Math.floor(index / 26))}q`;

/** Everything that can be made up, many times what an hour allows. Answers what was refused. */
const flood = async (ask: Ask, league: string): Promise<readonly Said[]> => {
  const seen: Said[] = [];
  const say = async (what: Parameters<Ask>[1]): Promise<void> => void seen.push(await ask(league, what));
  for (const id of madeUp(770_000_000, 60)) await say(stats(id));
  for (const id of madeUp(771_000_000, 60)) await say(player(id));
  for (const id of madeUp(0, 60)) await say(named(`Wendel ${letters(Number(id))}`));
  for (const id of madeUp(0, 30)) {
    await say(player(`mendel-${letters(Number(id))}`));
    await say(stats(`Kendel ${letters(Number(id))}`));
  }
  for (const id of madeUp(4800, 60)) await say(roster(id));
  for (const id of madeUp(772_000_000, 20)) await say(compare(`${id},${Number(id) + 500}`));
  for (const id of madeUp(0, 4)) {
    const names = madeUp(Number(id) * 50, 50).map((each) => `Bendel ${letters(Number(each))}`);
    await say(batch(madeUp(773_000_000 + Number(id) * 50, 50), names));
  }
  return seen.filter(({ status }) => status === 503);
};

describe('a caller who makes up players, names and teams', () => {
  it.each(['cfb', 'nfl'])(
    'has the allowance of a league without a directory, and not a call more: %s',
    async (league) => {
      const refused = await flood(as('eve'), league);
      expect(upstream.asked().filter((call) => !call.startsWith('teams'))).toHaveLength(WITHOUT?.perHourEach ?? 0);
      for (const { json, headers } of refused) {
        expect(json).toMatchObject({ code: 'upstream-unavailable', reason: 'over-budget', allowance: 'unknown' });
        expect(Number(headers['retry-after'])).toBe(hours(1) / 1000);
      }
      clock.advance(minutes(59));
      await flood(as('eve'), league);
      expect(upstream.asked()).toEqual([]);
      clock.advance(minutes(1));
      await flood(as('eve'), league);
      expect(upstream.asked()).toHaveLength(WITHOUT?.perHourEach ?? 0);
    },
  );

  it('leaves the others theirs, and what is known to everybody', async () => {
    await as('ada')('nfl', player(MAHOMES));
    await flood(as('eve'), 'nfl');
    upstream.asked();
    for (const caller of ['ada', 'ben', 'eve']) {
      for (const season of ['2024', '1999'])
        expect((await as(caller)('nfl', stats(MAHOMES, season))).status).toBeLessThan(500);
    }
    expect(upstream.asked()).toEqual([`career ${MAHOMES}`]);
    expect((await as('ada')('nfl', stats('4361423'))).status).toBe(200);
    expect((await as('ben')('nfl', named('Byron Young'))).status).toBe(200);
    expect((await as('eve')('nfl', player('3916387'))).status).toBe(503);
  });

  it('is told in a batch of whom it was not known', async () => {
    await as('ada')('nfl', player(MAHOMES));
    await flood(as('eve'), 'nfl');
    const { status, json } = await as('eve')('nfl', batch([MAHOMES, '774000000'], []));
    expect(status).toBe(200);
    expect((json as { readonly results: readonly object[] }).results).toMatchObject([
      { status: 'ok' },
      { status: 'unavailable', reason: 'over-budget', allowance: 'unknown' },
    ]);
  });

  it('spends one allowance in all leagues together', async () => {
    for (const league of ['nfl', 'nba', 'mlb', 'cfb']) await flood(as('eve'), league);
    expect(upstream.asked().filter((call) => !call.startsWith('teams'))).toHaveLength(WITHOUT?.perHourEach ?? 0);
  });
});

describe('where nobody has keys', () => {
  it('there is one allowance', async () => {
    for (const league of ['nfl', 'cfb', 'mbb']) await flood(as(undefined), league);
    expect(upstream.asked().filter((call) => !call.startsWith('teams'))).toHaveLength(WITHOUT?.perHour ?? 0);
  });

  it('a small budget survives', async () => {
    const plan = { perDay: 200, perMinute: undefined };
    start(plan);
    const ask = as(undefined);
    await ask('nfl', player(MAHOMES));
    upstream.asked();
    for (const id of madeUp(770_000_001, 120)) await ask('nfl', stats(id));
    const { perHour } = unknownAllowance(plan, { hasDirectory: false });
    // One of them was the real player's document.
    expect(upstream.asked()).toHaveLength(perHour - 1);
    expect((await ask('nfl', stats(MAHOMES))).status).toBe(200);
  });
});

describe('a deployment that knows nobody', () => {
  const HUNDRED = madeUp(5_000_000, 100);
  /** A provider that has a player under every id. */
  const withEverybody = (plan: BudgetPlan): void => {
    start(plan);
    const real = { ...upstream };
    Object.assign(upstream, {
      player: async (league: LeagueId, id: PlayerId, call: UpstreamCall) => {
        const found = await real.player(league, MAHOMES as PlayerId, call);
        return found && { ...found, id, name: `Somebody ${letters(Number(id) % 600)}` };
      },
      career: (league: LeagueId, _id: PlayerId, type: SeasonType, call: UpstreamCall) =>
        real.career(league, MAHOMES as PlayerId, type, call),
    });
  };

  it.each(['nfl', 'mlb', 'mbb'])('answers for its first hundred players without one refusal: %s', async (league) => {
    // The default plan, at 50 players a minute.
    withEverybody({ perDay: 20_000, perMinute: 120 });
    for (const id of HUNDRED) {
      expect((await as(undefined)(league, stats(id))).status).toBe(200);
      clock.advance(1200);
    }
  });

  it('answers a college bot for two hundred new players an hour, all day', async () => {
    withEverybody(PLAN);
    for (let hour = 0; hour < 3; hour += 1) {
      for (const id of madeUp(5_000_000 + hour * 1000, 200)) {
        expect((await as('ada')('cfb', stats(id))).status).toBe(200);
      }
      clock.advance(hours(1));
    }
  });
});

describe('with a provider of one season a call and no search', () => {
  it('made-up ids and teams are paid from the allowance as well', async () => {
    start({ perDay: 100, perMinute: undefined }, ['everyPlayer']);
    const ask = as('eve');
    for (const id of madeUp(770_000_001, 60)) await ask('nfl', stats(id));
    for (const id of madeUp(4800, 60)) await ask('nfl', roster(id));
    expect(upstream.asked()).toHaveLength(20);
  });
});

it('usage says what the allowance has paid for, and for whom', async () => {
  await flood(as('eve'), 'cfb');
  const { json } = await as('ada')('cfb', [ROUTE.usage, { pathParameters: {} }]);
  const { perHourEach } = WITHOUT ?? {};
  expect(json).toMatchObject({
    budget: { allowances: { unknown: perHourEach, unknownByKey: { eve: perHourEach } } },
  });
  expect(WITH?.perHourEach).toBe(50);
});

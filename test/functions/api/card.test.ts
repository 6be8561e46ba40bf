import { beforeEach, describe, expect, it } from 'vitest';
import { hours, minutes } from '../../../lib/cache/index.ts';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import type { Game, TeamId, Card, CardPart } from '../../../lib/sports/model/index.ts';
import { UpstreamError, type TeamRecord, type Upstream } from '../../../lib/sports/upstream/index.ts';
import { interceptUpstream } from '../../../lib/upstreams/intercept.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock, type FakeClock } from '../../support/fake-clock.ts';
import { TEAMS } from '../../support/fake-league.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';
import { NO_CARD_PROFILE } from '../../support/no-profile.ts';
import { gameOf } from '../../support/game.ts';
import { createMemorySharedTier, type MemorySharedTier } from '../../support/memory-shared-tier.ts';
import { createTestLedgers } from '../../support/test-ledgers.ts';
import { countsOf } from '../../support/usage.ts';

const MAHOMES = '3139477';
const ROOKIE = '200';
const KICK_OFF = Date.parse('2024-10-17T17:00Z');
const [KC] = TEAMS;
const COLOURS = {
  color: 'e31837',
  alternateColor: 'ffb81c',
  logo: 'https://pictures.example/kc.png',
  logoDark: null,
  link: 'https://pages.example/kc',
};

let clock: FakeClock;
let upstream: FakeUpstream;
let l2: MemorySharedTier;
let api: TestApi;

const apiOf = (of: Upstream): TestApi => createTestApi({ upstream: of, clock, shared: [l2] });

beforeEach(() => {
  clock = createFakeClock(KICK_OFF - hours(6));
  upstream = createFakeUpstream();
  upstream.answerWith('teams nfl', { season: 2024, teams: TEAMS.map((team) => ({ ...team, ...COLOURS })) });
  upstream.answerWith('team 12', record('9-2', game('pre')));
  l2 = createMemorySharedTier('l2', { clock, durable: true });
  api = apiOf(upstream);
});

const scored = (id: string, home: boolean, score: number | null) => ({
  id: id as TeamId,
  abbreviation: `T${id}`,
  home,
  score,
});
const game = (state: Game['state'], start = KICK_OFF, [own, other]: readonly number[] = []): Game =>
  gameOf({
    id: String(start),
    start,
    state,
    teams: [scored('12', true, own ?? null), scored('9', false, other ?? null)],
    detail: state === 'in' ? '4:01 - 2nd' : null,
    broadcast: 'CBS',
  });
const record = (summary: string, nextGame: Game | null = null): TeamRecord => {
  if (KC === undefined) throw new Error('There are no teams');
  return { team: { ...KC, ...COLOURS }, record: summary, standing: '1st in its division', nextGame };
};
const ask = (player = MAHOMES, query: Record<string, string> = {}, from = api): Promise<Said> =>
  from.get(ROUTE.card, { league: 'nfl', player }, query);
const card = async (...asked: Parameters<typeof ask>): Promise<Card> => {
  const { status, json } = await ask(...asked);
  expect(status, JSON.stringify(json)).toBe(200);
  return json as Card;
};
const missing = ({ missing: parts }: Card): Partial<Record<CardPart, string>> =>
  Object.fromEntries(parts.map(({ part, reason }) => [part, reason]));
const hold = async (...routes: readonly (keyof typeof ROUTE)[]): Promise<void> => {
  for (const route of routes) await api.get(ROUTE[route], { league: 'nfl', team: '12', player: MAHOMES });
  // What was loaded for others a moment ago is no price of the card.
  clock.advance(minutes(6));
  upstream.asked();
};
const live = async (...games: readonly Game[]): Promise<void> => {
  upstream.setGames(games);
  await api.get(ROUTE.live, { league: 'nfl' });
  upstream.asked();
};

describe('a card', () => {
  it('has the player, the team, the numbers people quote and the games in one answer', async () => {
    await live(game('post', KICK_OFF - hours(24), [27, 20]));
    await hold('teams', 'roster');
    const said = await ask();
    expect(said.status).toBe(200);
    const opponent = { id: '9', abbreviation: 'T9', name: 'Green Bay Packers' };
    expect(said.json).toEqual({
      league: 'nfl',
      season: 2024,
      seasonLabel: '2024',
      seasonType: 'regular',
      player: {
        id: MAHOMES,
        name: 'Patrick Mahomes',
        position: 'QB',
        jersey: '1',
        status: 'active',
        ...NO_CARD_PROFILE,
      },
      team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs', ...COLOURS },
      record: '9-2',
      standing: '1st in its division',
      headline: [{ label: 'Pass Yds', value: 3928, display: '3,928' }],
      injury: null,
      last: {
        id: String(KICK_OFF - hours(24)),
        date: new Date(KICK_OFF - hours(24)).toISOString(),
        home: true,
        opponent,
        result: 'W',
        score: { for: 27, against: 20 },
        stats: null,
      },
      current: null,
      next: {
        id: String(KICK_OFF),
        date: new Date(KICK_OFF).toISOString(),
        home: true,
        opponent,
        timeValid: true,
        venue: null,
        broadcast: 'CBS',
      },
      sources: {
        player: { tier: 'upstream', age: 0 },
        team: { tier: 'l1', age: 360 },
        record: { tier: 'upstream', age: 0 },
        standing: { tier: 'upstream', age: 0 },
        headline: { tier: 'upstream', age: 0 },
        last: { tier: 'l1', age: 360 },
        next: { tier: 'upstream', age: 0 },
      },
      missing: [],
    });
  });

  it.each([
    ['by id', MAHOMES, [`career ${MAHOMES}`, `player ${MAHOMES}`, 'team 12']],
    ['by name', 'patrick-mahomes', [`career ${MAHOMES}`, `player ${MAHOMES}`, 'search patrick mahomes']],
  ])('costs three calls %s, and none when it is asked for again', async (_way, player, calls) => {
    await hold('teams');
    await card(player);
    expect(upstream.asked().toSorted()).toEqual(calls);
    clock.advance(minutes(1));
    await card(player);
    await card(player, {}, apiOf(upstream));
    expect(upstream.asked()).toEqual([]);
  });

  it('costs three calls where nothing at all is held, and asks for the team after that', async () => {
    const first = await card();
    expect(upstream.asked().toSorted()).toEqual([`career ${MAHOMES}`, `player ${MAHOMES}`, 'teams nfl']);
    expect(first.missing).toContainEqual({ part: 'record', reason: 'not-held', retryAfter: 300 });
    await card();
    expect(upstream.asked()).toEqual([]);
    clock.advance(minutes(5));
    expect((await card()).record).toBe('9-2');
    expect(upstream.asked()).toEqual(['team 12']);
  });

  it('costs a line and the team where a directory and its rosters are held', async () => {
    await api.get(ROUTE.teams, { league: 'nfl' });
    for (const { id } of TEAMS) await api.get(ROUTE.roster, { league: 'nfl', team: id });
    upstream.asked();
    const { resources, cache } = await import('../../support/domain.ts').then(({ createDomain }) =>
      createDomain({ upstream, clock, shared: [l2] }),
    );
    await cache.read(resources.directory('nfl'));
    clock.advance(minutes(6));
    upstream.asked();
    await card('Mahomes', {}, apiOf(upstream));
    expect(upstream.asked().toSorted()).toEqual([`career ${MAHOMES}`, 'team 12']);
  });

  it('is asked for by season, by year and by the word current, and says which season it is', async () => {
    expect(await card(MAHOMES, { season: '2023' })).toMatchObject({ season: 2023, headline: [{ display: '4,183' }] });
    expect(await card(MAHOMES, { year: '2023' })).toMatchObject({ season: 2023 });
    expect(await card(MAHOMES, { season: 'current' })).toMatchObject({ season: 2024 });
    expect(await ask(MAHOMES, { season: '1066' })).toMatchObject({ status: 400, json: { field: 'season' } });
    expect(await ask(MAHOMES, { team: 'KC' })).toMatchObject({ status: 400, json: { field: 'team' } });
    expect(await ask(MAHOMES, { limit: '3' })).toMatchObject({ status: 400, json: { field: 'limit' } });
  });

  it('is a 304 for a client that has it, whichever tier answers, and rests on the oldest of its entries', async () => {
    await hold('teams');
    const { headers } = await ask();
    expect(headers).toMatchObject({ age: '360', 'cache-status': expect.stringMatching(/fwd=miss$/) as string });
    const request = {
      routeKey: ROUTE.card,
      headers: { 'if-none-match': headers.etag ?? '' },
      pathParameters: { league: 'nfl', player: MAHOMES },
      isBase64Encoded: false,
    };
    clock.advance(minutes(1));
    for (const environment of [api, apiOf(upstream)]) {
      expect(await environment.raw(request)).toMatchObject({ statusCode: 304, body: '' });
    }
    upstream.answerWith('team 12', record('10-2'));
    await api.post(ROUTE.purge, {}, { league: 'nfl', scope: 'team:12' });
    expect(await api.raw(request)).toMatchObject({ statusCode: 200 });
  });
});

describe('the part that cannot be had', () => {
  it('is named: a season without a line, with the seasons that have one', async () => {
    const rookie = await card(ROOKIE);
    expect(rookie).toMatchObject({ headline: null, player: { name: 'New Rookie' } });
    expect(missing(rookie).headline).toBe('no-stats');
    const { missing: gaps } = await card(MAHOMES, { season: '2019' });
    expect(gaps).toContainEqual({ part: 'headline', reason: 'no-stats', retryAfter: 86_400, seasons: [2023, 2024] });
  });

  it('is named: what the provider does not offer', async () => {
    const metered = createFakeUpstream({ capabilities: [] });
    api = apiOf(metered);
    await api.get(ROUTE.teams, { league: 'nfl' });
    metered.asked();
    const said = await card();
    expect(metered.asked().toSorted()).toEqual([`player ${MAHOMES}`, `seasonStats ${MAHOMES} 2024`]);
    expect(said.headline).toHaveLength(1);
    const not = 'not-offered';
    expect(missing(said)).toEqual({
      injury: 'not-held',
      record: not,
      standing: not,
      last: not,
      current: not,
      next: not,
    });
    await card();
    expect(metered.asked()).toEqual([]);
  });

  it.each([
    ['unavailable', new UpstreamError('timeout', 'Too late'), 5],
    ['over-budget', new UpstreamError('over-budget', 'Spent', { retryAfter: 60_000 }), 60],
  ] as const)('is named: a line that is %s, and nobody keeps that card', async (reason, error, retryAfter) => {
    await hold('teams', 'player', 'team');
    api = apiOf(interceptUpstream(upstream, () => Promise.reject(error)));
    const { status, headers, json } = await ask();
    expect({ status, keep: headers['cache-control'] }).toEqual({ status: 200, keep: 'no-store' });
    expect((json as Card).record).toBe('9-2');
    expect((json as Card).missing).toContainEqual({ part: 'headline', reason, retryAfter });
  });

  it("is named: a team's document that fails, with all that comes from it", async () => {
    await hold('teams', 'stats', 'player');
    api = apiOf(interceptUpstream(upstream, () => Promise.reject(new UpstreamError('failed', 'Broken'))));
    const said = await card();
    expect(said).toMatchObject({ record: null, next: null, team: COLOURS, headline: [{ display: '3,928' }] });
    expect(missing(said)).toMatchObject({ record: 'unavailable', standing: 'unavailable', next: 'unavailable' });
  });

  it('is named: how a team stood before its last game, until the provider has counted it', async () => {
    await live(game('pre'));
    await hold('teams');
    await card();
    clock.advance(hours(6));
    await live(game('in', KICK_OFF, [3, 0]));
    clock.advance(minutes(6));
    upstream.answerWith('team 12', record('9-2'));
    await live(game('post', KICK_OFF, [30, 0]));
    const said = await card();
    expect(said).toMatchObject({ record: null, last: { score: { for: 30 } } });
    expect(missing(said).record).toBe('outdated');
  });
});

describe('the games of a card', () => {
  it('come from the log where it is held, with what the player did in the last of them', async () => {
    await hold('games');
    const { last, sources } = await card();
    expect(last).toMatchObject({ id: '20242', result: 'W', stats: [{ label: 'Pass Yds', display: '1,000' }] });
    expect(sources.last).toEqual({ tier: 'l2', age: 360 });
  });

  it('name the game that is on, unless its score is older than ten minutes', async () => {
    clock.advance(hours(7));
    await live(game('in', KICK_OFF, [7, 3]));
    expect(await card()).toMatchObject({ current: { score: { for: 7, against: 3 }, detail: '4:01 - 2nd' } });
    clock.advance(minutes(11));
    const later = await card();
    expect(later.current).toBeNull();
    expect(missing(later).current).toBe('not-held');
  });

  it('are none of a player without a team, and nothing of it is missing', async () => {
    const said = await card('100', { season: '2023' });
    expect(said).toMatchObject({ team: null, record: null, injury: null, last: null, current: null, next: null });
    expect(said.missing).toEqual([]);
  });
});

describe('a card without its player', () => {
  it("is that player's 404, 409 or 503", async () => {
    const answers = async (route: keyof typeof ROUTE, player: string): Promise<unknown> => {
      const { status, json } = await api.get(ROUTE[route], { league: 'nfl', player });
      return { status, json };
    };
    for (const player of ['999', 'Nobody Atall', 'Byron Young', 'x', 'stats']) {
      expect(await answers('card', player), player).toEqual(await answers('player', player));
    }
    upstream.fail(new UpstreamError('timeout', 'Too late'));
    for (const player of [MAHOMES, 'Somebody Else']) {
      const said = await answers('card', player);
      expect(said).toMatchObject({ status: 503, json: { code: 'upstream-unavailable', reason: 'timeout' } });
    }
    expect(await ask('999')).toMatchObject({ status: 404 });
  });
});

it('counts as one question about one player', async () => {
  const ledgers = createTestLedgers({ clock });
  api = createTestApi({ upstream, clock, shared: [l2], ledgers });
  await card();
  expect(countsOf(ledgers.usage)).toMatchObject({ 'nfl.question.miss': 1, 'nfl.players': 1 });
  expect(countsOf(ledgers.usage, 'asked')).toEqual({ [`nfl.${MAHOMES}`]: 1 });
  expect(ledgers.flushed).toEqual([]);
});

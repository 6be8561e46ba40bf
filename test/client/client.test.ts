import { describe, expect, it } from 'vitest';
import { createStatlineClient, type AnyResult, type LeagueId, type StatlineClient } from '../../lib/client/index.ts';
import { ROUTES } from '../../lib/http/route-keys.ts';
import { createRouter } from '../../lib/http/router.ts';
import { leagueOf, LEAGUES } from '../../lib/sports/leagues.ts';
import { fakeApi, json, problem } from './fake-api.ts';

// Every question, with everything that it takes.
const HINTS = { team: 'BUF', position: 'QB' } as const;
const QUESTIONS: readonly (readonly [string, string, (client: StatlineClient) => Promise<AnyResult>])[] = [
  ['health', 'GET /v1/health', (client) => client.health()],
  ['leagues', 'GET /v1/leagues', (client) => client.leagues()],
  ['usage', 'GET /v1/usage?hours=3', (client) => client.usage({ hours: 3 })],
  ['searchAll', 'GET /v1/players?name=josh%20allen&limit=5', (client) => client.search('josh allen', { limit: 5 })],
  [
    'autocompleteAll',
    'GET /v1/players/autocomplete?q=josh%20a&limit=5',
    (client) => client.autocomplete('josh a', { limit: 5 }),
  ],
  ['teams', 'GET /v1/nfl/teams', ({ nfl }) => nfl.teams()],
  ['team', 'GET /v1/nfl/teams/KC', ({ nfl }) => nfl.team('KC')],
  ['roster', 'GET /v1/nfl/teams/12/roster', ({ nfl }) => nfl.roster(12)],
  [
    'search',
    'GET /v1/nfl/players?name=allen&team=BUF&position=QB&limit=5',
    ({ nfl }) => nfl.search('allen', { ...HINTS, limit: 5 }),
  ],
  ['autocomplete', 'GET /v1/nfl/players/autocomplete?q=&limit=25', ({ nfl }) => nfl.autocomplete('', { limit: 25 })],
  ['player', 'GET /v1/nfl/players/allen?team=BUF&position=QB', ({ nfl }) => nfl.player('allen', HINTS)],
  [
    'stats',
    'GET /v1/nfl/players/3918298/stats?season=2024-25&type=postseason&include=labels&team=BUF&position=QB',
    ({ nfl }) => nfl.stats(3918298, { season: '2024-25', type: 'postseason', include: 'labels', ...HINTS }),
  ],
  [
    'games',
    'GET /v1/nfl/players/allen/games?season=2024&last=5&team=BUF&position=QB',
    ({ nfl }) => nfl.games('allen', { season: 2024, last: 5, ...HINTS }),
  ],
  [
    'card',
    'GET /v1/nfl/players/allen/card?season=2024&type=regular&team=BUF&position=QB',
    ({ nfl }) => nfl.card('allen', { season: 2024, type: 'regular', ...HINTS }),
  ],
  [
    'statsBatch',
    'POST /v1/nfl/players/stats?include=labels',
    async ({ nfl }) => {
      const [first] = await nfl.statsBatch(['allen', 'nix'], { season: 2024, type: 'regular', include: 'labels' });
      if (first === undefined) throw new Error('A batch has an answer for each player');
      return first;
    },
  ],
  ['glossary', 'GET /v1/nfl/stats/glossary', ({ nfl }) => nfl.glossary()],
  [
    'compare',
    'GET /v1/nfl/compare?players=allen%2C3139477&season=2024&type=regular',
    ({ nfl }) => nfl.compare(['allen', 3139477], { season: 2024, type: 'regular' }),
  ],
  [
    'leaders',
    'GET /v1/nfl/leaders?stat=passing.passingYards&season=2024&type=regular&position=QB&order=asc&qualified=false&limit=3',
    ({ nfl }) =>
      nfl.leaders('passing.passingYards', {
        season: 2024,
        type: 'regular',
        position: 'QB',
        order: 'asc',
        qualified: false,
        limit: 3,
      }),
  ],
  ['live', 'GET /v1/nfl/live', ({ nfl }) => nfl.live()],
  [
    'moves',
    'GET /v1/nfl/moves?since=2026-11-20&team=KC&limit=9',
    ({ nfl }) => nfl.moves({ since: '2026-11-20', team: 'KC', limit: 9 }),
  ],
];

describe('a question', () => {
  const router = createRouter(Object.values(ROUTES).map(({ key }) => key));

  it.each(QUESTIONS)('%s is %s', async (name, request, ask) => {
    const { client, clock, sent } = fakeApi(() => problem('unauthorized'));
    const asked = ask(client);
    await clock.advance(0);
    expect(await asked).toMatchObject({ kind: 'unauthorized', code: 'unauthorized' });
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([request]);
    const [method = '', path = ''] = request.split(' ');
    const found = router(method, new URL(path, 'https://api.test').pathname.slice(1).split('/'));
    expect(found).toMatchObject({ routeKey: ROUTES[name as keyof typeof ROUTES].key });
  });

  it('is there for every route that a reader may use', () => {
    // What operators look at is asked for by the command line and the dashboard: a bot's bundle does without.
    const operators = ['root', 'usagePopular', 'usageEvents'];
    const read = Object.entries(ROUTES).filter(([name, { access }]) => access !== 'admin' && !operators.includes(name));
    expect(QUESTIONS.map(([name]) => name).sort()).toEqual(read.map(([name]) => name).sort());
  });

  it('is there for every league', async () => {
    const { client, clock, sent } = fakeApi(() => json({ teams: [] }));
    const ids = LEAGUES.map(({ id }) => leagueOf(id).id);
    for (const id of ids) {
      const asked = client[id].teams();
      await clock.advance(0);
      expect(await asked).toMatchObject({ kind: 'ok' });
      expect(client.league(id)).toBe(client[id]);
    }
    expect(sent.map(({ path }) => path)).toEqual(ids.map((id) => `/v1/${id}/teams`));
  });

  it('of a league that only a newer release has is for the service to answer', async () => {
    const { client, clock } = fakeApi(() => problem('league-not-found', { field: 'league' }));
    const asked = client.league('xfl' as LeagueId).teams();
    await clock.advance(0);
    expect(await asked).toMatchObject({ kind: 'not-offered', code: 'league-not-found' });
  });

  it('that compares a name with a comma is not sent: it would be two players', async () => {
    const { client, sent } = fakeApi(() => json({}));
    expect(await client.nfl.compare(['Nix', 'Brown, A.J.'])).toMatchObject({ kind: 'invalid', field: 'players.1' });
    expect(sent).toEqual([]);
  });
});

describe('an option that can be none', () => {
  const url = 'https://api.test';

  it.each([
    [{ url: 'api.test' }],
    [{ url: '' }],
    [{ url: 'ftp://api.test' }],
    [{ url: 'https://api.test/?key=1' }],
    [{ url: 'https://api.test/#docs' }],
    [{ url, key: 'a b' }],
    [{ url, key: 'a\nb' }],
    [{ url, key: '' }],
    [{ url, timeout: 0 }],
    [{ url, timeout: Number.NaN }],
    [{ url, timeout: 1e10 }],
    [{ url, retries: -1 }],
    [{ url, maxRetryDelay: -1 }],
    [{ url, heldAnswers: -1 }],
  ])('throws at once: %j', (options) => {
    expect(() => createStatlineClient(options)).toThrow(
      /^(url|key|timeout|retries|maxRetryDelay|heldAnswers|Invalid URL)/,
    );
  });

  it.each([{ wait: 2500 }, { wait: 0 }, { timeout: -1 }])('rejects the call that has it: %j', async (options) => {
    const client = createStatlineClient({ url });
    await expect(client.nfl.teams(options)).rejects.toThrow(RangeError);
    await expect(client.nfl.stats('x y', { season: 2024, ...options })).rejects.toThrow(RangeError);
  });

  it.each(['..', '', '1', '/admin'])('throws for the league %j', (id) => {
    expect(() => createStatlineClient({ url }).league(id as LeagueId)).toThrow(TypeError);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { ROUTE } from '../../../lib/http/route-keys.ts';
import { createTestApi, type Said, type TestApi } from '../../support/api.ts';
import { createFakeClock } from '../../support/fake-clock.ts';
import { createFakeUpstream, type FakeUpstream } from '../../support/fake-upstream.ts';

const MAHOMES = '3139477';

let upstream: FakeUpstream;
let api: TestApi;

beforeEach(() => {
  upstream = createFakeUpstream();
  api = createTestApi({ upstream, clock: createFakeClock() });
});

/** One season of a league, as each of the routes is asked for it. */
const WAYS: readonly (readonly [string, (league: string, season: unknown) => Promise<Said>])[] = [
  ['stats', (league, season) => api.get(ROUTE.stats, { league, player: MAHOMES }, { season: String(season) })],
  ['stats by year', (league, year) => api.get(ROUTE.stats, { league, player: MAHOMES }, { year: String(year) })],
  [
    'compare',
    (league, season) => api.get(ROUTE.compare, { league }, { players: `${MAHOMES},4361423`, season: String(season) }),
  ],
  ['batch', (league, season) => api.post(ROUTE.statsBatch, { league }, { player_ids: [MAHOMES], season })],
];

describe.each(WAYS)('the season in %s', (_way, ask) => {
  it('is the current one by that word, in any case', async () => {
    const { season } = (await api.post(ROUTE.statsBatch, { league: 'nfl' }, { player_ids: [MAHOMES] })).json as {
      readonly season: number;
    };
    const byYear = await ask('nfl', season);
    for (const word of ['current', 'Current']) expect((await ask('nfl', word)).json).toEqual(byYear.json);
  });

  it.each(['nba', 'nhl', 'mbb', 'wbb'])('of the %s is named by both years, as the league does', async (league) => {
    const byYear = await ask(league, 2025);
    for (const label of ['2024-25', '2024-2025']) expect((await ask(league, label)).json).toEqual(byYear.json);
    expect((await ask(league, '1999-00')).json).toEqual((await ask(league, '2000')).json);
  });

  it.each(['nfl', 'mlb', 'wnba', 'cfb'])(
    'of the %s is a single year: a label of two may mean either',
    async (league) => {
      const { status, json } = await ask(league, '2024-25');
      const detail = expect.stringMatching(/^season must be a year from \d{4} to \d{4}, or current$/) as string;
      expect({ status, json }).toMatchObject({ status: 400, json: { field: 'season', detail } });
      expect(upstream.asked()).toEqual([]);
    },
  );

  it.each(['2024-26', '2024-24', '2024-2026', '2099-00'])('refuses %s, and says what is taken', async (label) => {
    const detail = expect.stringMatching(
      /^season must be a year from 1947 to \d{4}, a label such as \d{4}-\d\d, or current$/,
    ) as string;
    expect(await ask('nba', label)).toMatchObject({ status: 400, json: { field: 'season', detail } });
    expect(upstream.asked()).toEqual([]);
  });

  it.each(['last', '2024/25', '24-25', '2024-', 'currently'])('refuses %s', async (text) => {
    const { status, json } = await ask('nba', text);
    expect(status).toBe(400);
    expect(json).toMatchObject({ detail: expect.stringContaining('current') as string });
    expect(upstream.asked()).toEqual([]);
  });
});

describe('labels', () => {
  const stats = (query: Record<string, string>, player = MAHOMES): Promise<Said> =>
    api.get(ROUTE.stats, { league: 'nfl', player }, query);

  it('come with the numbers where they are asked for, one for each', async () => {
    const plain = await stats({ season: '2024' });
    const labelled = await stats({ season: '2024', include: 'labels' });
    const { labels, ...rest } = labelled.json as { readonly labels: unknown; readonly categories: object };
    expect(rest).toEqual(plain.json);
    expect(labels).toMatchObject({ passing: { passingYards: 'YDS' } });
    const namesIn = (value: object): unknown =>
      Object.entries(value).map(([category, of]) => [category, Object.keys(of as object)]);
    expect(namesIn(labels as object)).toEqual(namesIn(rest.categories));
    expect(labelled.headers.etag).not.toBe(plain.headers.etag);
  });

  it('are of every category that a career has, and of a player by name', async () => {
    const career = await stats({ include: 'labels' });
    expect(career.json).toMatchObject({ labels: { passing: { passingYards: 'YDS' } } });
    expect((await stats({ include: 'labels' }, 'patrick-mahomes')).json).toEqual(career.json);
  });

  it('stand once in a batch, and in a comparison anyway', async () => {
    const event = {
      routeKey: ROUTE.statsBatch,
      headers: {},
      pathParameters: { league: 'nfl' },
      queryStringParameters: { include: 'labels' },
      body: JSON.stringify({ player_ids: [MAHOMES, '999', 'nobody at all'], season: 2024 }),
      isBase64Encoded: false,
    };
    const { statusCode, body } = await api.raw(event);
    expect(statusCode).toBe(200);
    expect(JSON.parse(body)).toMatchObject({
      results: [{ status: 'ok' }, { status: 'not-found' }, { status: 'invalid' }],
      labels: { passing: { passingYards: 'YDS' } },
    });
    const compared = await api.get(ROUTE.compare, { league: 'nfl' }, { players: `${MAHOMES},1`, include: 'labels' });
    expect(compared.status).toBe(200);
  });

  it('are the one thing that can be asked for so', async () => {
    const { status, json } = await stats({ season: '2024', include: 'descriptions' });
    expect({ status, json }).toMatchObject({ status: 400, json: { detail: 'include must be labels, or absent' } });
  });
});

import { describe, expect, it } from 'vitest';
import { compare } from '../../../functions/api/routes/compare.ts';
import { HttpProblem } from '../../../lib/http/problem.ts';
import type { BatchItem, BatchOutcome, BatchRequest } from '../../../lib/sports/lookup/stats-batch.ts';
import type { Player, PlayerId, StatLine } from '../../../lib/sports/model/index.ts';
import { minutes, type Entry, type Found } from '../../../lib/cache/index.ts';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { replyContext } from '../../support/reply-context.ts';

const NOW = Date.UTC(2026, 10, 22);
const context = replyContext({ now: () => NOW }, { tiers: ['l1', 'l2'] });

const HEADLINE = { category: 'passing', name: 'passingYards', label: 'Pass Yds', value: 3928, display: '3,928' };

const lineOf = (id: string, name: string, passingYards: number, category = 'passing'): StatLine => ({
  player: { id: id as PlayerId, name, position: 'QB' },
  league: 'nfl',
  season: 2024,
  seasonType: 'regular',
  teams: [],
  categories: { [category]: { passingYards } },
  headline: [HEADLINE],
});

const found = <V>(value: V): Found<V> => ({
  kind: 'value',
  entry: {
    etag: `W/"${JSON.stringify(value)}"`,
    loadedAt: NOW - minutes(2),
    freshUntil: NOW + minutes(3),
    staleUntil: NOW + minutes(60),
  } as Entry,
  served: { by: 'tier', tier: 'l1', state: 'fresh' },
  value: () => value,
});

const young = { id: '4428633', name: 'Byron Young', position: 'LB' } as Player;

const OUTCOMES: Readonly<Record<string, BatchOutcome>> = {
  '3139477': { kind: 'ok', answer: found(lineOf('3139477', 'Patrick Mahomes', 3928)) },
  'josh allen': { kind: 'ok', answer: found(lineOf('3918298', 'Josh Allen', 3731)) },
  'myles garrett': { kind: 'ok', answer: found(lineOf('3122132', 'Myles Garrett', 0, 'defensive')) },
  'A.J. Brown': { kind: 'ok', answer: found(lineOf('4047646', 'A.J. Brown', 0)) },
  'byron young': { kind: 'ambiguous', searched: 'directory', players: [young], consulted: [] },
  'zzz qqq': { kind: 'none', searched: 'directory', suggestions: [], consulted: [] },
  '1': { kind: 'failed', error: new UpstreamError('blocked', 'a page instead of an answer') },
};

/** A batch that knows these few; it answers ids first, then names, as the real one does. */
const fakeBatch = () => {
  const requests: BatchRequest[] = [];
  const itemOf = (key: string, subject: BatchItem['subject']): BatchItem => ({
    subject,
    resolution: undefined,
    outcome: OUTCOMES[key] ?? { kind: 'failed', error: new Error(`nobody said what ${key} is`) },
  });
  const ask = (request: BatchRequest): Promise<readonly BatchItem[]> => {
    requests.push(request);
    return Promise.resolve([
      ...request.ids.map((id) => itemOf(id, { id })),
      ...request.names.map(({ text }) => itemOf(text, { name: text })),
    ]);
  };
  return { requests, ask };
};

const asking = async (query: Record<string, string>, batch = fakeBatch()) => {
  const seasons = {
    current: () => Promise.resolve(2025),
    state: () => Promise.reject(new Error('not asked here')),
  };
  const event = {
    routeKey: 'GET /v1/{league}/compare',
    headers: {},
    pathParameters: { league: 'nfl' },
    queryStringParameters: query,
    isBase64Encoded: false,
  };
  const { statusCode, headers, body } = await compare({ batch, seasons }, event, context);
  return { status: statusCode, headers, json: JSON.parse(body) as unknown };
};

describe('a comparison', () => {
  it('has the players in the order asked, and their numbers side by side', async () => {
    const { status, headers, json } = await asking({ players: 'josh allen, 3139477', season: '2024' });
    expect(status).toBe(200);
    expect(json).toEqual({
      league: 'nfl',
      season: 2024,
      seasonType: 'regular',
      note: null,
      players: [
        {
          query: 'josh allen',
          status: 'ok',
          player: { id: '3918298', name: 'Josh Allen', position: 'QB' },
          teams: [],
          headline: [HEADLINE],
        },
        {
          query: '3139477',
          status: 'ok',
          player: { id: '3139477', name: 'Patrick Mahomes', position: 'QB' },
          teams: [],
          headline: [HEADLINE],
        },
      ],
      categories: {
        passing: {
          passingYards: {
            label: 'YDS',
            direction: 'higher',
            values: { '3139477': 3928, '3918298': 3731 },
            leaders: ['3139477'],
          },
        },
      },
    });
    expect(headers).toMatchObject({ age: '120', 'cache-status': 'l1; hit; ttl=180' });
    expect(headers['cache-control']).toBe('private, max-age=30, stale-if-error=3570');
  });

  it('is one question to the batch, about the current season where none is named, and says which', async () => {
    const batch = fakeBatch();
    const { json } = await asking({ players: 'A.J. Brown,3139477,josh allen', type: 'postseason' }, batch);
    expect(batch.requests).toMatchObject([
      { league: 'nfl', ids: ['3139477'], names: [{ text: 'A.J. Brown' }, { text: 'josh allen' }], season: 2025 },
    ]);
    expect(json).toMatchObject({ season: 2025, seasonType: 'postseason' });
  });

  it('says of each who cannot be compared why, and compares the others', async () => {
    const { status, json } = await asking({ players: 'zzz qqq,3139477,byron young,1,josh allen' });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      players: [
        { query: 'zzz qqq', status: 'not-found', suggestions: [] },
        { query: '3139477', status: 'ok' },
        { query: 'byron young', status: 'ambiguous', candidates: [young] },
        { query: '1', status: 'unavailable', reason: 'blocked' },
        { query: 'josh allen', status: 'ok' },
      ],
      categories: { passing: { passingYards: { leaders: ['3139477'] } } },
    });
  });

  it('of whom nobody could be read is an answer that nobody keeps, as in a batch', async () => {
    const { status, headers, json } = await asking({ players: '1,1' });
    expect(status).toBe(200);
    expect(headers['cache-control']).toBe('no-store');
    expect(json).toMatchObject({ players: [{ status: 'unavailable' }, { status: 'unavailable' }], categories: {} });
  });

  it('of a player with himself compares nothing', async () => {
    const { json } = await asking({ players: '3139477,3139477' });
    expect(json).toMatchObject({ players: [{ status: 'ok' }, { status: 'ok' }], categories: {} });
  });

  it.each([
    [{}, 'players'],
    [{ players: '' }, 'players'],
    [{ players: '3139477' }, 'players'],
    [{ players: Array(11).fill('3139477').join(',') }, 'players'],
    [{ players: '3139477,josh allen', season: '1850' }, 'season'],
    [{ players: '3139477,josh allen', season: '24' }, 'season'],
    [{ players: '3139477,josh allen', type: 'summer' }, 'type'],
    [{ players: '3139477,josh allen', season: '2024', year: '2023' }, 'year'],
  ] as const)('refuses %j', async (query: Record<string, string>, field) => {
    const batch = fakeBatch();
    const refused = await asking(query, batch).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(HttpProblem);
    expect(refused).toMatchObject({ status: 400, code: 'invalid-parameter', details: { field } });
    expect(batch.requests).toEqual([]);
  });

  it.each([
    '3139477,',
    'josh allen,,3139477',
    '3139477,x',
    '3139477,12345678901234567890',
    `3139477,${'x'.repeat(101)}`,
  ])('of %j compares whom it can, and says of the other why not', async (players) => {
    const { status, json } = await asking({ players });
    expect(status).toBe(200);
    const { players: said } = json as { players: readonly { status: string }[] };
    expect(said.filter((each) => each.status === 'invalid')).toHaveLength(1);
    expect(said.filter((each) => each.status === 'ok')).toHaveLength(players.split(',').length - 1);
  });

  it('of players who share nothing says what each of them has', async () => {
    const { json } = await asking({ players: 'myles garrett,3139477' });
    expect(json).toMatchObject({
      categories: {},
      note: 'No two of these players share a stat: Myles Garrett has defensive; Patrick Mahomes has passing',
    });
  });

  it('says when fewer than two have a line, and says nothing where there is something to see', async () => {
    expect((await asking({ players: '1,3139477' })).json).toMatchObject({
      note: 'Fewer than two have a line to compare',
    });
    expect((await asking({ players: '3139477,3139477' })).json).toMatchObject({
      note: 'Fewer than two have a line to compare',
    });
    expect((await asking({ players: 'josh allen,3139477' })).json).toMatchObject({ note: null });
  });

  it('takes ten', async () => {
    const { status } = await asking({ players: Array(10).fill('3139477').join(',') });
    expect(status).toBe(200);
  });
});

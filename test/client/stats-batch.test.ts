import { describe, expect, it } from 'vitest';
import { batchOf, fakeApi, json, lineOf, problem } from './fake-api.ts';

const SEASON = { season: 2024 } as const;
const names = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `player ${index}`);
const ok = (player: string): object => ({ query: {}, status: 'ok', stats: lineOf(player) });
const answerAll = (request: Parameters<typeof batchOf>[0]): Response => batchOf(request, ok);

describe('stat questions of one tick', () => {
  it('are one request, and each has its own answer', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const asked = Promise.all(names(50).map((name) => client.nfl.stats(name, SEASON)));
    await clock.advance(0);
    const results = await asked;
    expect(sent).toMatchObject([
      { method: 'POST', path: '/v1/nfl/players/stats', body: { player_ids: [], names: names(50), season: 2024 } },
    ]);
    expect(results.map((result) => result.kind === 'ok' && result.data.player.name)).toEqual(names(50));
    expect(results[7]).toMatchObject({
      asked: 'nfl stats of player 7, season 2024',
      meta: { sharedBy: 50, ageSeconds: 41 },
    });
  });

  it('are one request, too, where each was asked behind an await', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const ask = async (name: string, depth: number) => {
      for (let step = 0; step < depth; step += 1) await Promise.resolve();
      return client.nfl.stats(name, SEASON);
    };
    const asked = Promise.all(names(10).map((name, depth) => ask(name, depth)));
    await clock.advance(0);
    expect((await asked).every(({ kind }) => kind === 'ok')).toBe(true);
    expect(sent.length).toBe(1);
  });

  it('are as many requests as the API needs for them', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const asked = client.nfl.statsBatch(names(250));
    await clock.advance(0);
    expect((await asked).map((result) => result.kind === 'ok' && result.data.player.name)).toEqual(names(250));
    expect(sent.map(({ body }) => (body as { names: string[]; season: string }).names.length)).toEqual([100, 100, 50]);
    expect(sent[0]).toMatchObject({ body: { season: 'current' } });
  });

  it('name a player once, by id or name', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const asked = client.nfl.statsBatch(['mahomes', 3139477, '3139477', 'mahomes ', 'kelce'], { season: 2024 });
    await clock.advance(0);
    const found = (await asked).map((result) => result.kind === 'ok' && result.data.player.name);
    expect(found).toEqual(['mahomes', '3139477', '3139477', 'mahomes', 'kelce']);
    expect(sent).toMatchObject([{ body: { player_ids: ['3139477'], names: ['mahomes', 'kelce'] } }]);
  });

  it.each([
    ['seasons', { season: 2023 }],
    ['types', { season: 2024, type: 'postseason' }],
    ['labels', { season: 2024, include: 'labels' }],
    ['waits', { season: 2024, wait: 2 }],
  ] as const)('of different %s are different requests', async (_, options) => {
    const { client, clock, sent } = fakeApi(answerAll);
    const two = ['a b', 'c d'];
    const asked = Promise.all(two.flatMap((name) => [client.nfl.stats(name, SEASON), client.nfl.stats(name, options)]));
    await clock.advance(0);
    expect((await asked).every(({ kind }) => kind === 'ok')).toBe(true);
    expect(sent.length).toBe(2);
  });

  it('of different leagues are different requests', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const asked = Promise.all([
      ...names(2).map((name) => client.nfl.stats(name, SEASON)),
      ...names(2).map((name) => client.nba.stats(name, SEASON)),
      ...names(2).map((name) => client.league('nba').stats(`${name} jr`, SEASON)),
    ]);
    await clock.advance(0);
    await asked;
    expect(sent.map(({ path }) => path)).toEqual(['/v1/nfl/players/stats', '/v1/nba/players/stats']);
  });

  it('have the labels of their batch', async () => {
    const labels = { passing: { passingYards: 'Pass Yds' } };
    const { client, clock } = fakeApi(async (request) => {
      const body = (await answerAll(request).json()) as object;
      return json({ ...body, labels });
    });
    const asked = client.nfl.statsBatch(names(2), { ...SEASON, include: 'labels' });
    await clock.advance(0);
    expect(await asked).toMatchObject([{ data: { labels } }, { data: { labels } }]);
  });

  it('that a batch cannot hold are asked alone: careers, and names with hints', async () => {
    const { client, clock, sent } = fakeApi(() => json(lineOf('x')));
    const asked = Promise.all([
      client.nfl.stats('allen'),
      client.nfl.stats('allen', { season: 2024, team: 'BUF' }),
      client.nfl.stats('allen', { season: 2024, position: 'QB' }),
    ]);
    await clock.advance(0);
    await asked;
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/nfl/players/allen/stats',
      'GET /v1/nfl/players/allen/stats?season=2024&team=BUF',
      'GET /v1/nfl/players/allen/stats?season=2024&position=QB',
    ]);
  });

  it('that have no company are a GET, whose answer is held', async () => {
    const { client, clock, sent } = fakeApi(() => json(lineOf('allen'), { etag: '"a"' }));
    for (let time = 0; time < 2; time += 1) {
      const asked = client.nfl.stats('allen', { season: '2024-25', include: 'labels' });
      await clock.advance(0);
      expect(await asked).toMatchObject({ kind: 'ok', meta: { sharedBy: 1 } });
    }
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(
      Array(2).fill('GET /v1/nfl/players/allen/stats?season=2024-25&include=labels'),
    );
    expect(sent[1]?.headers.get('if-none-match')).toBe('"a"');
  });
});

describe('a player of a batch', () => {
  const ITEMS: Readonly<Record<string, object>> = {
    good: { status: 'ok', stats: lineOf('good') },
    nobody: { status: 'not-found', suggestions: [{ id: '1', name: 'Body' }], searched: 'directory' },
    several: {
      status: 'ambiguous',
      candidates: [
        { id: '1', name: 'A' },
        { id: '2', name: 'B' },
      ],
      searched: 'provider',
      note: 'n',
    },
    lineless: { status: 'no-stats', player: { id: '1', name: 'Rookie' }, seasons: [2025] },
    typo: { status: 'invalid', reason: 'must have two letters at least' },
    late: { status: 'pending', reason: 'still-loading' },
    blocked: { status: 'unavailable', reason: 'over-budget', allowance: 'all' },
    unsupported: { status: 'unavailable', reason: 'unsupported' },
    novel: { status: 'something-new' },
  };

  it('fails alone, with all that is known of it', async () => {
    const { client, clock, sent } = fakeApi((request) => batchOf(request, (player) => ITEMS[player] ?? {}));
    const asked = client.nfl.statsBatch(Object.keys(ITEMS), SEASON);
    await clock.advance(0);
    expect(await asked).toMatchObject([
      { kind: 'ok', data: lineOf('good') },
      { kind: 'not-found', what: 'player', suggestions: [{ id: '1' }], note: null },
      { kind: 'ambiguous', what: 'player', candidates: [{ id: '1' }, { id: '2' }], note: 'n' },
      { kind: 'no-stats', player: { name: 'Rookie' }, seasons: [2025] },
      { kind: 'invalid', field: 'player', code: 'invalid-parameter', detail: 'player must have two letters at least' },
      { kind: 'pending', code: 'still-loading', retryAfterSeconds: 1 },
      { kind: 'unavailable', code: 'upstream-unavailable', reason: 'over-budget', allowance: 'all', until: null },
      { kind: 'not-offered', code: 'not-offered' },
      { kind: 'unavailable', reason: 'not-understood' },
    ]);
    expect(sent.length).toBe(1);
  });

  it('cannot spoil the request of the others', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const asked = client.nfl.statsBatch(['a b', 'x'.repeat(10_000_000), 'c d', ''], SEASON);
    await clock.advance(0);
    expect((await asked).map(({ kind }) => kind)).toEqual(['ok', 'invalid', 'ok', 'invalid']);
    expect(sent).toMatchObject([{ body: { names: ['a b', 'c d'] } }]);
  });

  it('whose caller has gone is not asked for, and the others are', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const controller = new AbortController();
    const { signal } = controller;
    const gone = client.nfl.stats('a b', { ...SEASON, signal }).catch((error: unknown) => error);
    const others = client.nfl.statsBatch(['c d', 'e f'], SEASON);
    controller.abort();
    await clock.advance(0);
    expect(await gone).toMatchObject({ name: 'AbortError' });
    expect((await others).map(({ kind }) => kind)).toEqual(['ok', 'ok']);
    expect(sent).toMatchObject([{ body: { names: ['c d', 'e f'] } }]);
  });

  it('whose caller goes while it is asked for does not end the request', async () => {
    const answer = Promise.withResolvers<undefined>();
    const { client, clock, givenUp } = fakeApi(async (request) => {
      await answer.promise;
      return answerAll(request);
    });
    const controller = new AbortController();
    const { signal } = controller;
    const gone = client.nfl.stats('a b', { ...SEASON, signal }).catch((error: unknown) => error);
    const hasty = client.nfl.stats('c d', { ...SEASON, timeout: 100 });
    const other = client.nfl.stats('e f', SEASON);
    await clock.advance(100);
    controller.abort();
    expect(await gone).toMatchObject({ name: 'AbortError' });
    expect(await hasty).toMatchObject({ reason: 'client-timeout' });
    expect(givenUp).toEqual([]);
    answer.resolve(undefined);
    expect(await other).toMatchObject({ kind: 'ok' });
  });

  it('is asked for by nobody where all have gone before the tick is over', async () => {
    const { client, clock, sent } = fakeApi(answerAll);
    const controller = new AbortController();
    const { signal } = controller;
    const gone = client.nfl.statsBatch(names(3), { ...SEASON, signal }).catch((error: unknown) => error);
    controller.abort();
    await clock.advance(1000);
    expect(await gone).toMatchObject({ name: 'AbortError' });
    expect(sent).toEqual([]);
    expect(clock.timers()).toBe(0);
  });
});

describe('a batch that fails', () => {
  it('fails for each of its players', async () => {
    const { client, clock } = fakeApi(() => problem('invalid-body', { field: 'season' }));
    const asked = client.nfl.statsBatch(names(3), SEASON);
    await clock.advance(0);
    expect(await asked).toMatchObject(Array(3).fill({ kind: 'invalid', field: 'season' }));
  });

  it('is sent again, as it only reads', async () => {
    const { client, clock, sent } = fakeApi((request, nth) =>
      nth === 1 ? new Response('{"message":"Too Many Requests"}', { status: 429 }) : answerAll(request),
    );
    const asked = client.nfl.statsBatch(names(3), SEASON);
    await clock.advance(1000);
    expect((await asked).map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
    expect(sent.length).toBe(2);
  });

  it.each([
    ['no results', {}],
    ['too few of them', { results: [{ status: 'ok', stats: lineOf('x') }] }],
    ['no list of them', { results: 'all' }],
    ['another document', []],
    ['results that are none', { results: [null, 3, 'ok'] }],
    ['lines that are none', { results: Array(3).fill({ status: 'ok', stats: 'x' }) }],
  ])('with %s is not understood', async (_, body) => {
    const { client, clock } = fakeApi(() => json(body));
    const asked = client.nfl.statsBatch(names(3), SEASON);
    await clock.advance(0);
    expect(await asked).toMatchObject(Array(3).fill({ kind: 'unavailable', reason: 'not-understood' }));
  });
});

import { describe, expect, it } from 'vitest';
import { fakeApi, json, lineOf, problem, type Answer } from './fake-api.ts';

const THROTTLED = (): Response => new Response('{"message":"Too Many Requests"}', { status: 429 });

/** Answers in turn, the last one for ever. */
const inTurn =
  (...answers: (() => Answer)[]) =>
  (_request: unknown, nth: number): Answer =>
    (answers[nth - 1] ?? answers.at(-1) ?? THROTTLED)();

const line = (): Response => json(lineOf('1'));

describe('a request', () => {
  it('has the key, and how long its caller waits', async () => {
    const { client, clock, sent } = fakeApi(line, { key: 'k-1', url: 'https://api.test/stage/' });
    const result = client.nfl.player('1', { wait: 2.5 });
    await clock.advance(0);
    expect(await result).toMatchObject({ kind: 'ok' });
    expect(sent.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /stage/v1/nfl/players/1']);
    expect(Object.fromEntries(sent[0]?.headers ?? [])).toEqual({ authorization: 'Bearer k-1', prefer: 'wait=2.5' });
  });

  it('is shared by those who ask the same at the same time', async () => {
    const { client, clock, sent } = fakeApi(() => json({ league: 'nfl', teams: [] }));
    const both = Promise.all([client.nfl.teams(), client.nfl.teams(), client.nfl.teams({ wait: 1 })]);
    await clock.advance(0);
    expect((await both).map(({ kind }) => kind)).toEqual(['ok', 'ok', 'ok']);
    // Another wait is another answer.
    expect(sent.length).toBe(2);
    await client.nfl.teams();
    expect(sent.length).toBe(3);
  });

  it.each([
    ['a surname', 'Dončić', '/v1/nfl/players/Don%C4%8Di%C4%87'],
    ['a slash', 'a/../b', '/v1/nfl/players/a%2F..%2Fb'],
    ['a query', 'who?season=1', '/v1/nfl/players/who%3Fseason%3D1'],
    ['half a pair', 'x\uD83D', '/v1/nfl/players/x%EF%BF%BD'],
    ['spaces around it', '  Bo Nix ', '/v1/nfl/players/Bo%20Nix'],
  ])('holds what people type: %s', async (_, typed, path) => {
    const { client, clock, sent } = fakeApi(line);
    const result = client.nfl.player(typed);
    await clock.advance(0);
    await result;
    expect(sent.map((request) => request.path)).toEqual([path]);
  });

  it.each(['', '  ', '.', '..', 'x'.repeat(101), '\n'])('is not sent for %j, which can be nobody', async (typed) => {
    const { client, sent } = fakeApi(line);
    for (const result of [
      client.nfl.player(typed),
      client.nfl.stats(typed, { season: 2024 }),
      client.nfl.card(typed),
    ]) {
      expect(await result).toMatchObject({ kind: 'invalid', field: 'player', code: null });
    }
    expect(await client.nfl.roster(typed)).toMatchObject({ kind: 'invalid', field: 'team' });
    expect(sent).toEqual([]);
  });

  it('leaves nothing behind: no timer, nothing that listens to a signal', async () => {
    const { client, clock } = fakeApi(line);
    const { signal } = new AbortController();
    const result = client.nfl.stats('1', { season: 2024, signal });
    await clock.advance(1);
    expect(await result).toMatchObject({ kind: 'ok' });
    expect(clock.timers()).toBe(0);
  });
});

describe('a failure that passes', () => {
  it.each([
    ['a gateway that throttles', THROTTLED],
    ['a gateway without a backend', () => new Response('<html>', { status: 502 })],
    ['a connection that is cut', () => new TypeError('terminated')],
    ['an error of the service', () => problem('internal-error')],
    ['keys that cannot be checked', () => problem('keys-unavailable')],
    ['a provider that is back in a second', () => problem('upstream-unavailable', { retryAfterSeconds: 1 })],
  ])('is tried again: %s', async (_, failure) => {
    const { client, clock, sent } = fakeApi(inTurn(failure, failure, line));
    const result = client.nfl.player('1');
    await clock.advance(5000);
    expect(await result).toMatchObject({ kind: 'ok' });
    expect(sent.length).toBe(3);
  });

  it('is tried again as often as was said', async () => {
    const { client, clock, sent } = fakeApi(THROTTLED, { retries: 4 });
    const result = client.nfl.player('1');
    await clock.advance(9000);
    expect(await result).toMatchObject({ kind: 'unavailable', reason: 'throttled', retryAfterSeconds: null });
    expect(sent.length).toBe(5);
  });

  it.each([
    ['wrong input', () => problem('invalid-parameter')],
    ['a player who is not there', () => problem('player-not-found')],
    ['a wrong key', () => problem('unauthorized')],
    ['too many wrong keys', () => problem('too-many-wrong-keys', { retryAfterSeconds: 1 })],
    ['an answer that is being loaded', () => problem('still-loading', { retryAfterSeconds: 1 })],
    ['what the provider does not have', () => problem('not-offered')],
    ['what is no answer of Statline', () => new Response('<html>')],
  ])('is another than %s, which is told at once', async (_, failure) => {
    const { client, clock, sent } = fakeApi(failure);
    const result = client.nfl.player('1');
    await clock.advance(0);
    await result;
    expect(sent.length).toBe(1);
  });
});

describe('Retry-After', () => {
  const wait = (seconds: number) => () => problem('upstream-unavailable', { retryAfterSeconds: seconds });

  it('is never undercut, and jittered', async () => {
    // 2 s, and a chance of a quarter more.
    for (const [chance, at] of [
      [0, 2000],
      [0.999, 2499],
    ] as const) {
      const { client, clock, sent } = fakeApi(inTurn(wait(2), line), { chance });
      const result = client.nfl.player('1');
      await clock.advance(at - 1);
      expect(sent.length).toBe(1);
      await clock.advance(2);
      expect(sent.length).toBe(2);
      expect(await result).toMatchObject({ kind: 'ok' });
    }
  });

  it('is told at once where it is longer than the caller lets it be', async () => {
    const { client, clock, sent } = fakeApi(wait(3));
    const result = client.nfl.player('1');
    await clock.advance(0);
    expect(await result).toMatchObject({ kind: 'unavailable', retryAfterSeconds: 3 });
    expect(sent.length).toBe(1);
  });

  it('is not waited for where the time does not last', async () => {
    const { client, clock, sent } = fakeApi(wait(2), { timeout: 1500 });
    const result = client.nfl.player('1');
    await clock.advance(0);
    expect(await result).toMatchObject({ kind: 'unavailable', reason: 'service-failed' });
    expect(sent.length).toBe(1);
  });

  it('where nobody says it, doubles, by chance between a half and the whole', async () => {
    const { client, clock, sent } = fakeApi(THROTTLED, { chance: 0, retries: 3 });
    const result = client.nfl.player('1');
    const counts: number[] = [];
    for (const ms of [99, 1, 199, 1, 399, 1]) {
      await clock.advance(ms);
      counts.push(sent.length);
    }
    expect(counts).toEqual([1, 2, 2, 3, 3, 4]);
    expect(await result).toMatchObject({ reason: 'throttled' });
  });
});

describe('the time of a question', () => {
  it('ends in a result, and the request with it', async () => {
    const { client, clock, givenUp } = fakeApi(() => 'silence', { timeout: 3000 });
    const result = client.nfl.player('1');
    await clock.advance(2999);
    expect(givenUp).toEqual([]);
    await clock.advance(1);
    expect(await result).toMatchObject({
      kind: 'unavailable',
      reason: 'client-timeout',
      detail: 'no answer within 3 s',
    });
    expect(givenUp).toEqual(['/v1/nfl/players/1']);
  });

  it('counts retries', async () => {
    const { client, clock, sent } = fakeApi(
      inTurn(THROTTLED, () => 'silence'),
      { timeout: 1000 },
    );
    const result = client.nfl.player('1');
    await clock.advance(1000);
    expect(await result).toMatchObject({ reason: 'client-timeout' });
    expect(sent.length).toBe(2);
  });

  it('is each caller’s own', async () => {
    const { client, clock, sent, givenUp } = fakeApi(() => 'silence');
    const patient = client.nfl.player('1', { timeout: 5000 });
    const hasty = client.nfl.player('1', { timeout: 1000 });
    await clock.advance(1000);
    expect(await hasty).toMatchObject({ reason: 'client-timeout' });
    expect(givenUp).toEqual([]);
    await clock.advance(4000);
    expect(await patient).toMatchObject({ reason: 'client-timeout' });
    expect(sent.length).toBe(1);
    expect(givenUp.length).toBe(1);
  });

  it('ends a body that hangs', async () => {
    const hanging = (): Response =>
      new Response(new ReadableStream({ start: (body) => body.enqueue(new TextEncoder().encode('{"pla')) }));
    const { client, clock } = fakeApi(hanging, { timeout: 1000 });
    const result = client.nfl.player('1');
    await clock.advance(1000);
    expect(await result).toMatchObject({ reason: 'client-timeout' });
  });
});

describe('a signal', () => {
  it('rejects its caller alone, with its reason', async () => {
    const { client, clock, givenUp, sent } = fakeApi(() => 'silence');
    const controller = new AbortController();
    const mine = client.nfl.player('1', { signal: controller.signal });
    const other = client.nfl.player('1');
    await clock.advance(10);
    const failure = mine.catch((error: unknown) => error);
    controller.abort();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    expect(givenUp).toEqual([]);
    await clock.advance(10_000);
    expect(await other).toMatchObject({ kind: 'unavailable' });
    expect(sent.length).toBe(1);
  });

  it('ends a request for which nobody waits any more', async () => {
    const { client, clock, givenUp } = fakeApi(() => 'silence');
    const controller = new AbortController();
    const mine = client.nfl.player('1', { signal: controller.signal });
    const failure = mine.catch((error: unknown) => error);
    await clock.advance(10);
    controller.abort(new Error('the user went away'));
    expect(await failure).toEqual(new Error('the user went away'));
    expect(givenUp).toEqual(['/v1/nfl/players/1']);
    expect(clock.timers()).toBe(0);
  });

  it('that was aborted before asks nothing', async () => {
    const { client, sent } = fakeApi(line);
    await expect(client.nfl.player('1', { signal: AbortSignal.abort() })).rejects.toThrow();
    await expect(client.nfl.stats('1', { season: 2024, signal: AbortSignal.abort() })).rejects.toThrow();
    expect(sent).toEqual([]);
  });

  it('ends the wait before a retry', async () => {
    const { client, clock, sent } = fakeApi(THROTTLED);
    const controller = new AbortController();
    const failure = client.nfl.player('1', { signal: controller.signal }).catch((error: unknown) => error);
    await clock.advance(0);
    controller.abort();
    expect(await failure).toMatchObject({ name: 'AbortError' });
    await clock.advance(10_000);
    expect(sent.length).toBe(1);
  });
});

describe('a body', () => {
  it('that is held is confirmed by its ETag, and not sent again', async () => {
    const { client, clock, sent } = fakeApi(
      inTurn(
        () => json(lineOf('1'), { etag: 'W/"a"' }),
        () => new Response(null, { status: 304, headers: { age: '99', 'cache-status': 'l1; hit; ttl=1' } }),
      ),
    );
    const ask = async () => {
      const result = client.nfl.player('1');
      await clock.advance(0);
      return result;
    };
    expect(await ask()).toMatchObject({ kind: 'ok', meta: { reused: false, source: 'l2' } });
    const second = await ask();
    expect(second).toMatchObject({
      kind: 'ok',
      data: lineOf('1'),
      meta: { reused: true, ageSeconds: 99, source: 'l1' },
    });
    expect(sent.map(({ headers }) => headers.get('if-none-match'))).toEqual([null, 'W/"a"']);
    // Whoever changes an answer changes nobody else's.
    if (second.kind === 'ok') Object.assign(second.data, { name: 'Somebody else' });
    expect(await ask()).toMatchObject({ data: lineOf('1') });
  });

  it('is held in a bounded store, and none where nobody wants it', async () => {
    for (const [heldAnswers, tags] of [
      [2, [null, null, null, '"1"', '"3"', null]],
      [0, [null, null, null, null, null, null]],
    ] as const) {
      const { client, clock, sent } = fakeApi(({ path }) => json(lineOf('x'), { etag: `"${path.slice(-1)}"` }), {
        heldAnswers,
      });
      for (const player of ['2', '1', '3', '1', '3', '2']) {
        const result = client.nfl.player(player);
        await clock.advance(0);
        await result;
      }
      expect(sent.map(({ headers }) => headers.get('if-none-match'))).toEqual(tags);
    }
  });

  it('that was not asked for is no answer: a 304 without a held body', async () => {
    const { client, clock } = fakeApi(() => new Response(null, { status: 304 }));
    const result = client.nfl.player('1');
    await clock.advance(0);
    expect(await result).toMatchObject({ kind: 'unavailable', reason: 'not-understood' });
  });

  it('that never ends is not read to its end', async () => {
    let chunks = 0;
    const chunk = new TextEncoder().encode('"x",'.repeat(250_000));
    const endless = (): Response =>
      new Response(
        new ReadableStream({
          pull(body) {
            chunks += 1;
            body.enqueue(chunk);
          },
        }),
      );
    const { client, clock } = fakeApi(endless);
    const result = client.nfl.player('1');
    await clock.advance(1);
    expect(await result).toMatchObject({ kind: 'unavailable', reason: 'not-understood' });
    expect(chunks).toBeLessThan(40);
  });

  it('that is cut in the middle is asked for again', async () => {
    const cut = (): Response =>
      new Response(
        new ReadableStream({
          start(body) {
            body.enqueue(new TextEncoder().encode('{"player":'));
            body.error(new TypeError('terminated'));
          },
        }),
      );
    const { client, clock, sent } = fakeApi(inTurn(cut, line));
    const result = client.nfl.player('1');
    await clock.advance(1000);
    expect(await result).toMatchObject({ kind: 'ok' });
    expect(sent.length).toBe(2);
  });
});

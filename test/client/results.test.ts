import { describe, expect, it } from 'vitest';
import type { AnyResult } from '../../lib/client/index.ts';
import type { ProblemCode } from '../../lib/http/answers/index.ts';
import type { ProblemDetails } from '../../lib/http/problem.ts';
import { fakeApi, json, lineOf, problem, type Answer } from './fake-api.ts';

const asked = async (answer: Answer): Promise<AnyResult> => {
  const { client, clock } = fakeApi(() => answer, { retries: 0 });
  const result = client.nfl.stats('mahomes');
  await clock.advance(0);
  return result;
};

const JOSH = { id: '3918298', name: 'Josh Allen', team: null, position: 'QB' };

describe('a result', () => {
  it('is ok with the document, its age and its source', async () => {
    expect(await asked(json(lineOf('mahomes')))).toEqual({
      kind: 'ok',
      asked: 'nfl stats of mahomes',
      data: lineOf('mahomes'),
      meta: { ageSeconds: 41, source: 'l2', stale: false, reused: false, sharedBy: 1, requestId: 'r-1' },
    });
  });

  it.each([
    ['l1; hit; ttl=83', 'l1', false],
    ['l3; hit; ttl=-1200; detail=stale-if-error, l2; fwd=miss, l1; fwd=miss', 'l3', 'stale-if-error'],
    ['l2; hit; ttl=-7; detail=stale-while-revalidate, l1; fwd=miss', 'l2', 'stale-while-revalidate'],
    ['l3; fwd=miss, l2; fwd=miss, l1; fwd=miss', 'provider', false],
    ['l1; fwd=miss; collapsed', 'provider', false],
    ['"CloudFront"; hit, l2; hit; ttl=3', 'l2', false],
    ['CDN; hit; detail=stale-if-error', null, false],
    ['', null, false],
  ] as const)('says of %s that it is from %s, stale: %s', async (status, source, stale) => {
    const { kind, ...rest } = await asked(json(lineOf('mahomes'), { 'cache-status': status }));
    expect([kind, rest]).toMatchObject(['ok', { meta: { source, stale } }]);
  });

  it.each([
    ['-1', null],
    ['soon', null],
    ['0', 0],
  ] as const)('says of the age %s that it is %s', async (age, ageSeconds) => {
    expect(await asked(json(lineOf('mahomes'), { age }))).toMatchObject({ meta: { ageSeconds } });
  });
});

/** What each code means for a question about a player's numbers. A new code stands here or does not compile. */
const KINDS: Readonly<Record<ProblemCode, AnyResult['kind']>> = {
  'invalid-parameter': 'invalid',
  'invalid-body': 'invalid',
  'malformed-event': 'invalid',
  unauthorized: 'unauthorized',
  forbidden: 'unauthorized',
  'too-many-wrong-keys': 'unauthorized',
  'daily-limit-reached': 'unavailable',
  'keys-unavailable': 'unavailable',
  'body-too-large': 'invalid',
  'route-not-found': 'not-offered',
  'method-not-allowed': 'not-offered',
  'league-not-found': 'not-offered',
  'team-not-found': 'not-found',
  'team-ambiguous': 'unavailable',
  'player-not-found': 'not-found',
  'player-ambiguous': 'ambiguous',
  'no-stats': 'no-stats',
  'no-table': 'not-offered',
  'not-offered': 'not-offered',
  'upstream-unavailable': 'unavailable',
  'still-loading': 'pending',
  'purge-incomplete': 'unavailable',
  'usage-unavailable': 'unavailable',
  'internal-error': 'unavailable',
};

describe('a problem', () => {
  it.each(Object.entries(KINDS) as [ProblemCode, AnyResult['kind']][])('%s is %s', async (code, kind) => {
    const result = await asked(problem(code, { field: 'season' }, 'What the service says'));
    expect(result).toMatchObject({ kind, asked: 'nfl stats of mahomes', detail: 'What the service says' });
    if ('code' in result) expect([result.code, result.requestId]).toEqual([code, 'r-1']);
  });

  it.each([
    [
      'player-not-found',
      { extra: { suggestions: [JOSH], searched: 'provider', note: 'Not everywhere' } },
      { kind: 'not-found', what: 'player', suggestions: [JOSH], note: 'Not everywhere' },
    ],
    ['player-not-found', {}, { kind: 'not-found', what: 'player', suggestions: [], note: null }],
    [
      'player-ambiguous',
      { extra: { candidates: [JOSH], searched: 'directory' } },
      { kind: 'ambiguous', what: 'player', candidates: [JOSH] },
    ],
    ['team-not-found', { extra: { suggestions: [{ id: '12' }] } }, { what: 'team', suggestions: [{ id: '12' }] }],
    [
      'no-stats',
      { extra: { player: { id: '1', name: 'A' }, seasons: [2023, 2022] } },
      { kind: 'no-stats', player: { id: '1', name: 'A' }, seasons: [2023, 2022] },
    ],
    ['no-stats', {}, { kind: 'no-stats', player: null, seasons: null }],
    ['invalid-parameter', { field: 'season' }, { field: 'season', suggestions: [] }],
    [
      'invalid-parameter',
      { field: 'stat', extra: { candidates: ['passing.yards', 'rushing.yards'] } },
      { field: 'stat', suggestions: ['passing.yards', 'rushing.yards'] },
    ],
    [
      'upstream-unavailable',
      { retryAfterSeconds: 300, extra: { reason: 'over-budget', allowance: 'key' } },
      {
        reason: 'over-budget',
        allowance: 'key',
        retryAfterSeconds: 300,
        until: new Date(Date.UTC(2026, 10, 29, 17, 5)),
      },
    ],
    ['keys-unavailable', {}, { reason: 'service-failed', allowance: null, retryAfterSeconds: null, until: null }],
    [
      'still-loading',
      { retryAfterSeconds: 2 },
      { retryAfterSeconds: 2, until: new Date(Date.UTC(2026, 10, 29, 17, 0, 2)) },
    ],
    ['too-many-wrong-keys', { retryAfterSeconds: 30 }, { kind: 'unauthorized', retryAfterSeconds: 30 }],
  ] as [ProblemCode, ProblemDetails, object][])(
    '%s with %j tells what there is to tell',
    async (code, details, told) => {
      expect(await asked(problem(code, details))).toMatchObject(told);
    },
  );
});

describe('what is in front of the service', () => {
  const gateway = (status: number, body: string, headers: Readonly<Record<string, string>> = {}): Response =>
    new Response(body, { status, headers });

  it.each([
    [429, '{"message":"Too Many Requests"}', 'unavailable', 'throttled', /HTTP 429 .*: Too Many Requests/],
    [503, '{"message":"Service Unavailable"}', 'unavailable', 'service-failed', /HTTP 503/],
    [502, '<html><h1>Bad Gateway</h1></html>', 'unavailable', 'service-failed', /HTTP 502/],
    [504, '', 'unavailable', 'service-failed', /HTTP 504/],
    [500, 'null', 'unavailable', 'service-failed', /HTTP 500/],
    [403, '{"message":"Forbidden"}', 'unauthorized', undefined, /HTTP 403 .*: Forbidden/],
    [401, '', 'unauthorized', undefined, /HTTP 401/],
    [413, '{"message":"Request Too Long"}', 'invalid', undefined, /HTTP 413/],
    [414, '', 'invalid', undefined, /HTTP 414/],
    [404, '{"message":"Not Found"}', 'unavailable', 'not-understood', /HTTP 404/],
    [200, '<html>Log in to the hotel</html>', 'unavailable', 'not-understood', /HTTP 200/],
    [200, '', 'unavailable', 'not-understood', /HTTP 200/],
    [200, '{"message":"OK"}', 'unavailable', 'not-understood', /not the document/],
    [200, '["player"]', 'unavailable', 'not-understood', /not the document/],
    [200, 'null', 'unavailable', 'not-understood', /not the document/],
    [200, '{"player":{"id":"1","na', 'unavailable', 'not-understood', /HTTP 200/],
  ] as const)('is understood: %s %s is %s, %s', async (status, body, kind, reason, detail) => {
    const result = await asked(gateway(status, body));
    expect(result).toMatchObject({ kind, code: null, detail: expect.stringMatching(detail) as string });
    expect('reason' in result ? result.reason : undefined).toBe(reason);
  });

  it('may say when to come back, by a number or a date', async () => {
    expect(await asked(gateway(503, '', { 'retry-after': '120' }))).toMatchObject({ retryAfterSeconds: 120 });
    const date = new Date(Date.UTC(2026, 10, 29, 17, 1)).toUTCString();
    expect(await asked(gateway(503, '', { 'retry-after': date }))).toMatchObject({ retryAfterSeconds: 60 });
    expect(await asked(gateway(503, '', { 'retry-after': 'soon' }))).toMatchObject({ retryAfterSeconds: null });
  });

  it('may let nothing through at all', async () => {
    expect(await asked(new TypeError('fetch failed'))).toMatchObject({
      kind: 'unavailable',
      reason: 'connection',
      detail: 'no connection (TypeError: fetch failed)',
      requestId: null,
    });
  });
});

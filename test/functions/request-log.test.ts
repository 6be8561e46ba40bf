import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describe, expect, it } from 'vitest';
import { createKeySource } from '../../functions/auth/key-source.ts';
import { requireKey } from '../../functions/auth/require-key.ts';
import { checkEvent } from '../../functions/check-event.ts';
import { matchRoute } from '../../functions/api/match-route.ts';
import type { ApiEvent } from '../../functions/api/request/event.ts';
import { answerProblems, createRequestLog, stampReplies, traceRequests } from '../../functions/middleware.ts';
import { createRequestLines } from '../../functions/request-lines.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import type { Reply } from '../../lib/http/reply.ts';
import { DEFAULT_ROUTE, ROUTE, ROUTE_KEYS } from '../../lib/http/route-keys.ts';
import { UpstreamError } from '../../lib/sports/upstream/index.ts';
import { tracedLog } from '../../lib/telemetry/lazy-log.ts';
import { createTestApi } from '../support/api.ts';
import { createFakeClock } from '../support/fake-clock.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';

const KEY = 'statline_bc4TQnbvXyQ1-i6ZZ7f5mJ0oX2kq9sYw3uE8rD1aHcM';
const TEAMS = { routeKey: ROUTE.teams, pathParameters: { league: 'nfl' } };

type Line = Readonly<Record<string, unknown>>;

interface Setup {
  readonly sample?: number;
  readonly keyed?: boolean;
}

/** The function with all that is around it, its log, and how often what writes lines was loaded. */
const start = ({ sample = 1, keyed = false }: Setup = {}) => {
  const clock = createFakeClock();
  const lines: Line[] = [];
  const write = (message: string, fields: object): void => void lines.push({ message, ...fields });
  const log = tracedLog({ info: write, warn: write, error: write });
  const writeLine = createRequestLines({ log, clock });
  let loads = 0;
  const upstream = createFakeUpstream();
  const api = createTestApi({ upstream, clock });
  const answer = middy<ApiEvent, Reply>()
    .use(checkEvent())
    .use(matchRoute())
    .use(
      stampReplies({
        clock,
        onReplied: createRequestLog({
          sample,
          lines() {
            loads += 1;
            return Promise.resolve(writeLine);
          },
        }),
      }),
    )
    .use(answerProblems({ onUnexpected: (error) => log.error('request failed', { error }) }))
    .use(
      requireKey({
        keys: keyed
          ? createKeySource({
              listed: [{ role: 'read', sha256: sha256Of(KEY), name: 'discord' }],
              readSecret: undefined,
              clock,
              onFailure: (error) => expect.fail(String(error)),
            })
          : undefined,
      }),
    )
    .handler(async (event) => {
      const reply = await api.raw(event);
      if (reply.statusCode < 400) return reply;
      const { code, detail, reason } = JSON.parse(reply.body) as {
        readonly code: HttpProblem['code'];
        readonly detail: string;
        readonly reason?: 'blocked';
      };
      throw new HttpProblem(code, detail, { headers: reply.headers, ...(reason && { extra: { reason } }) });
    });
  const invoke = traceRequests<ApiEvent, Reply>(async (event, context) => {
    const reply = await answer(event, context, { signal: new AbortController().signal });
    return reply ?? expect.fail('no reply');
  });
  const ask = (event: Partial<ApiEvent>, requestId = 'gateway-1'): Promise<Reply> =>
    invoke({ routeKey: DEFAULT_ROUTE, headers: {}, isBase64Encoded: false, requestContext: { requestId }, ...event }, {
      awsRequestId: 'lambda-1',
    } as Context);
  return { ask, lines, clock, upstream, loads: () => loads };
};

describe('the line of a request', () => {
  it('says who asked what, how it was answered and what that cost', async () => {
    const { ask, lines } = start({ keyed: true });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const forwarded = 'JKJaXmPLvHcESHA=';
    await ask({ ...TEAMS, headers: { 'x-api-key': KEY, traceparent, 'x-request-id': forwarded } });
    await ask({ ...TEAMS, headers: { 'x-api-key': KEY } }, 'gateway-2');
    const common = {
      message: 'request',
      route: 'GET /v1/{league}/teams',
      league: 'nfl',
      caller: 'discord',
      status: 200,
    };
    expect(lines).toEqual([
      {
        ...common,
        trace: '4bf92f3577b34da6a3ce929d0e0e4736',
        request: 'gateway-1',
        forwarded,
        served: 'provider',
        entries: 1,
        outcomes: { miss: 1 },
        ms: { total: 0 },
        coldStart: true,
        weight: 1,
      },
      {
        ...common,
        request: 'gateway-2',
        served: 'l1',
        entries: 1,
        outcomes: { l1: 1 },
        ms: { total: 0 },
        weight: 1,
      },
    ]);
  });

  it('says why there was no answer', async () => {
    const { ask, lines, upstream } = start();
    upstream.fail(new UpstreamError('blocked', 'a page'));
    await ask(TEAMS);
    await ask({ ...TEAMS, queryStringParameters: { nonsense: '1' } });
    expect(lines).toMatchObject([
      { status: 503, served: 'failed', problem: 'upstream-unavailable', reason: 'blocked', failed: 1, weight: 1 },
      { status: 400, problem: 'invalid-parameter', weight: 1 },
    ]);
  });

  it('calls a route that is none by no name of the caller’s', async () => {
    const { ask, lines } = start();
    await ask({ routeKey: 'GET /v1/secret-of-mine', rawPath: '/v1/secret-of-mine' });
    await ask({ ...TEAMS, pathParameters: { league: 'secret-of-mine' } });
    expect(lines).toMatchObject([
      { route: '$default', status: 404 },
      { route: 'GET /v1/{league}/teams', status: 404 },
    ]);
    expect(JSON.stringify(lines)).not.toContain('secret-of-mine');
  });
});

describe('which requests have a line', () => {
  const ids = Array.from({ length: 4000 }, (_, index) => `JKJaXmPL${index.toString(36).padStart(6, 'H')}A=`);

  it('one hit in so many, and every other answer; a hit without one loads nothing', async () => {
    const { ask, lines, loads } = start({ sample: 100 });
    await ask(TEAMS);
    expect(lines).toMatchObject([{ served: 'provider', weight: 1 }]);
    const before = loads();
    for (const id of ids) await ask(TEAMS, id);
    const hits = lines.slice(1);
    expect(hits.every(({ served, weight }) => served === 'l1' && weight === 100)).toBe(true);
    expect(loads() - before).toBe(hits.length);
    // Scaled by their weight they come to what was asked.
    expect(hits.length * 100).toBeGreaterThan(ids.length * 0.5);
    expect(hits.length * 100).toBeLessThan(ids.length * 1.5);
    // Asked again, the same ones have a line.
    for (const id of ids) await ask(TEAMS, id);
    expect(lines.slice(1 + hits.length).map(({ request }) => request)).toEqual(hits.map(({ request }) => request));
  });

  it('no hit at 0, every hit at 1', async () => {
    for (const [sample, expected] of [
      [0, 1],
      [1, 11],
    ] as const) {
      const { ask, lines } = start({ sample });
      for (const id of ['first', ...ids.slice(0, 10)]) await ask(TEAMS, id);
      expect(lines).toHaveLength(expected);
    }
  });

  it('the trace decides, not the request', async () => {
    const { ask, lines } = start({ sample: 50 });
    await ask(TEAMS);
    const digits = Array.from({ length: 200 }, (_, index) => (index + 1).toString(16).padStart(32, '0'));
    for (const trace of digits) {
      const headers = { traceparent: `00-${trace}-00f067aa0ba902b7-01` };
      for (const id of ids.slice(0, 3)) await ask({ ...TEAMS, headers }, id);
    }
    const traces = lines.slice(1).map(({ trace }) => trace);
    expect(new Set(traces).size).toBeGreaterThan(0);
    expect(traces).toHaveLength(3 * new Set(traces).size);
  });

  it('probes have as few as hits', async () => {
    const { ask, lines } = start({ sample: 0 });
    await ask({ routeKey: ROUTE.health });
    expect(lines).toEqual([]);
  });

  it('what is refused has sixty a minute, and the next one says how many it stands for', async () => {
    const { ask, lines, clock } = start({ keyed: true });
    for (let index = 0; index < 100; index += 1) await ask(TEAMS);
    expect(lines).toHaveLength(60);
    clock.advance(60_000);
    await ask(TEAMS);
    expect(lines.at(-1)).toMatchObject({ status: 401, problem: 'unauthorized', weight: 41 });
    expect(lines.reduce((sum, { weight }) => sum + Number(weight), 0)).toBe(101);
  });
});

describe('no line holds a key', () => {
  const headers = [
    'authorization',
    'x-api-key',
    'x-request-id',
    'traceparent',
    'tracestate',
    'x-amzn-trace-id',
    'user-agent',
    'cookie',
    'origin',
    'prefer',
    'if-none-match',
    'accept-encoding',
    'x-forwarded-for',
  ];
  const spellings = [KEY, `Bearer ${KEY}`, `00-${KEY}-00f067aa0ba902b7-01`, `Root=1-${KEY}`, KEY.slice(0, 36)];

  it('wherever a caller has put it', async () => {
    const { ask, lines } = start({ keyed: true });
    const known = { 'x-api-key': KEY };
    for (const routeKey of [...ROUTE_KEYS, DEFAULT_ROUTE]) {
      for (const given of [{}, known]) {
        for (const text of spellings) {
          for (const name of headers) await ask({ ...TEAMS, headers: { ...given, [name]: text } }).catch(String);
          const query = { q: text, season: text, name: text, [text]: text };
          const inPath = (league: string) => ({
            ...(routeKey.includes('{league}') && { league }),
            ...(routeKey.includes('{player}') && { player: text }),
            ...(routeKey.includes('{team}') && { team: text }),
          });
          const whole = { routeKey, headers: given, rawPath: `/v1/${text}`, body: JSON.stringify({ key: text }) };
          await ask({ ...whole, pathParameters: inPath(text), queryStringParameters: query }).catch(String);
          await ask({ ...whole, pathParameters: inPath('nfl') }).catch(String);
        }
      }
    }
    await ask({ routeKey: `GET /v1/${KEY}` });
    expect(lines.length).toBeGreaterThan(100);
    const text = JSON.stringify(lines.filter(({ message }) => message === 'request'));
    for (let from = 0; from + 20 <= KEY.length; from += 5) expect(text).not.toContain(KEY.slice(from, from + 20));
  });
});

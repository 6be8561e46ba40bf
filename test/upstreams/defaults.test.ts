import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PlayerId } from '../../lib/sports/model/index.ts';
import type { Upstream } from '../../lib/sports/upstream/index.ts';
import { createEspnUpstream } from '../../lib/upstreams/espn/upstream.ts';
import { withLimits } from '../../lib/upstreams/limits.ts';
import { createRapidApiUpstream } from '../../lib/upstreams/rapidapi/upstream.ts';
import { anyCall } from '../support/fake-espn.ts';
import { sendTo } from '../support/fake-send.ts';
import { createFakeUpstream } from '../support/fake-upstream.ts';

// Other tests set their own limits to be quick. Deployed adapters set none: these are the limits they have.
type Reply = Parameters<typeof sendTo>[0];

const ID = '3139477' as PlayerId;
const MIB = 1024 * 1024;

const espnWith = (reply: Reply, options: { readonly timeout?: number; readonly maxBytes?: number } = {}): Upstream =>
  createEspnUpstream({
    siteUrl: 'http://site',
    webUrl: 'http://web',
    coreUrl: 'http://core',
    partnersUrl: 'http://partners',
    userAgent: 'Statline/1.0',
    send: sendTo(reply),
    ...options,
  });
const rapidApiWith = (reply: Reply): Upstream =>
  createRapidApiUpstream({
    url: 'http://metered',
    key: 'a-secret-key',
    userAgent: 'Statline/1.0',
    send: sendTo(reply),
  });

const askPlayer = (upstream: Upstream): Promise<unknown> => upstream.player('nfl', ID, anyCall);
const askTable = (upstream: Upstream): Promise<unknown> =>
  upstream.seasonTable('nfl', { season: 2024, type: 'regular', group: 'all', page: 1 }, anyCall);

const CASES = [
  { what: 'an ESPN document', create: espnWith, ask: askPlayer, timeout: 4000, maxBytes: 8 * MIB },
  { what: "a page of ESPN's season table", create: espnWith, ask: askTable, timeout: 30_000, maxBytes: 32 * MIB },
  { what: 'a RapidAPI document', create: rapidApiWith, ask: askPlayer, timeout: 4000, maxBytes: 8 * MIB },
] as const;

const FAILURES: readonly (readonly [string, Reply])[] = [
  ['a 500', () => new Response('', { status: 500 })],
  ['a 429', () => new Response('', { status: 429 })],
  ['no JSON', () => new Response('<h1>Hello</h1>')],
  ['no connection', () => Promise.reject(new Error('connect ECONNREFUSED'))],
];

const codeOf = (outcome: Promise<unknown>): Promise<unknown> =>
  outcome.then(
    () => 'answered',
    (error: unknown) => (error as { code?: unknown }).code,
  );

describe.each(CASES)('$what, without options,', ({ create, ask, timeout, maxBytes }) => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
  afterEach(() => void vi.useRealTimers());

  it(`is waited for ${timeout / 1000} seconds`, async () => {
    let isAsked: () => void;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    const silent: Reply = (_url, signal) =>
      new Promise((_resolve, reject) => {
        isAsked();
        signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    let code: unknown;
    const settled = codeOf(ask(create(silent))).then((end) => (code = end));
    await asked;
    await vi.advanceTimersByTimeAsync(timeout - 1);
    expect(code).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1);
    await settled;
    expect(code).toBe('timeout');
  });

  it(`may have ${maxBytes / MIB} MiB`, async () => {
    const announcing =
      (bytes: number): Reply =>
      () =>
        new Response('no JSON', { headers: { 'content-length': String(bytes) } });
    expect(await codeOf(ask(create(announcing(maxBytes))))).toBe('malformed');
    expect(await codeOf(ask(create(announcing(maxBytes + 1))))).toBe('too-large');
  });

  it.each(FAILURES)('is asked for once when there is %s', async (_what, reply) => {
    let calls = 0;
    await codeOf(
      ask(
        create((...request) => {
          calls += 1;
          return reply(...request);
        }),
      ),
    );
    expect(calls).toBe(1);
  });
});

it('a page of the season table keeps to the limits that the options set', async () => {
  const large: Reply = () => new Response('{}', { headers: { 'content-length': '101' } });
  expect(await codeOf(askTable(espnWith(large, { maxBytes: 100 })))).toBe('too-large');
});

it('a deployed environment runs 10 calls at once, and lets 400 more wait', async () => {
  const running: (() => void)[] = [];
  const limited = withLimits({
    ...createFakeUpstream(),
    player: () => new Promise((resolve) => running.push(() => resolve(null))),
  });
  const calls = Array.from({ length: 410 }, () => askPlayer(limited));
  expect(running).toHaveLength(10);
  expect(await codeOf(askPlayer(limited))).toBe('rate-limited');
  for (let ended = 0; ended < calls.length; ended += 1) {
    running[ended]?.();
    await calls[ended];
  }
  expect(running).toHaveLength(410);
});

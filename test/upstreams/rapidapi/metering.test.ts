import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { UpstreamError } from '../../../lib/sports/upstream/index.ts';
import { createRapidApiUpstream } from '../../../lib/upstreams/rapidapi/upstream.ts';
import { anyCall } from '../../support/fake-espn.ts';
import type { UpstreamServer } from '../../support/upstream-server.ts';
import { startUpstreamServer } from '../../support/upstream-server.ts';

const KEY = 'a-secret-key';
const spent = { 'x-ratelimit-requests-limit': '100', 'x-ratelimit-requests-remaining': '0' };

describe('RapidAPI, which is paid for by the call', () => {
  let server: UpstreamServer;

  beforeAll(async () => {
    server = await startUpstreamServer();
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });
  beforeEach(() => server.reply(() => ({ status: 500 })));

  const ask = async (options: { readonly admit?: () => Promise<void> } = {}) => {
    const upstream = createRapidApiUpstream({ url: `${server.url}/`, key: KEY, userAgent: 'Statline/1.0', ...options });
    const outcome: unknown = await upstream.teams('nfl', anyCall).catch((error: unknown) => error);
    if (!(outcome instanceof UpstreamError)) throw new Error('the call did not fail');
    return outcome;
  };

  it('is shown the key and the host it is asked at', async () => {
    await ask();
    expect(server.requests.at(-1)).toMatchObject({
      path: '/nfl-team-listing/v1/data',
      headers: { 'x-rapidapi-key': KEY, 'x-rapidapi-host': new URL(server.url).host, 'user-agent': 'Statline/1.0' },
    });
  });

  it.each([
    [403, 'You are not subscribed to this API.'],
    [401, 'Invalid API key. Go to https://docs.rapidapi.com/docs/keys for more info.'],
  ])('blocks us with a %i that says: %s', async (status, message) => {
    server.reply(() => ({ status, body: { message } }));
    expect(await ask()).toMatchObject({ code: 'blocked' });
  });

  it.each([
    ['Retry-After', { 'retry-after': '30' }, 30_000],
    ['Retry-After before the quota', { ...spent, 'retry-after': '30', 'x-ratelimit-requests-reset': '900' }, 30_000],
    ['the quota, when it is spent', { ...spent, 'x-ratelimit-requests-reset': '900' }, 900_000],
    ['an hour of a month', { ...spent, 'x-ratelimit-requests-reset': '2163603' }, 3_600_000],
    [
      'nothing of a quota that is not spent',
      { 'x-ratelimit-requests-remaining': '7', 'x-ratelimit-requests-reset': '9' },
      undefined,
    ],
    ['nothing of a quota without an end', spent, undefined],
    ['nothing of an end that is no number', { ...spent, 'x-ratelimit-requests-reset': 'Tuesday' }, undefined],
  ])('sends us away for as long as says %s', async (_what, headers, retryAfter) => {
    server.reply(() => ({ status: 429, headers, body: { message: 'Too many requests' } }));
    expect(await ask()).toMatchObject({ code: 'rate-limited', retryAfter });
  });

  it('is asked only when the call is admitted', async () => {
    const before = server.requests.length;
    const refusal = new UpstreamError('over-budget', 'The budget of the day is spent');
    expect(await ask({ admit: () => Promise.reject(refusal) })).toBe(refusal);
    expect(server.requests).toHaveLength(before);
    let admitted = 0;
    await ask({
      admit: () => {
        admitted += 1;
        return Promise.resolve();
      },
    });
    expect({ admitted, requests: server.requests.length - before }).toEqual({ admitted: 1, requests: 1 });
  });

  it.each<[string, () => void]>([
    ['refused', () => server.reply(() => ({ status: 401, body: { message: `Invalid key ${KEY}` } }))],
    ['failing', () => server.reply(() => ({ status: 500 }))],
    ['garbage', () => server.reply(() => ({ body: KEY }))],
  ])('never has its key told by an error: %s', async (_what, script) => {
    script();
    const error = await ask();
    expect(`${error.message} ${String(error.cause)} ${error.stack ?? ''}`).not.toContain(KEY);
  });

  it('refuses a key that cannot be sent, without telling it', () => {
    const create = () => createRapidApiUpstream({ url: server.url, key: `${KEY}\nx`, userAgent: 'Statline/1.0' });
    expect(create).toThrow(expect.not.stringContaining(KEY) as string);
    expect(create).toThrow('printable ASCII');
  });
});

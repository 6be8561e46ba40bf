import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type Stack } from '../../infra/local/stack/stack.ts';
import { encodeEntry, hours } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { ask } from '../support/ask.ts';

let stack: Stack;

beforeAll(async () => {
  stack = await startStack({ environments: 1 });
});
afterEach(() => stack.upstream?.configure({ fail: 'none' }));
afterAll(() => stack.close());

const FAULTS = [
  ['error500', 'failed'],
  ['hang', 'timeout'],
  ['html403', 'blocked'],
  ['truncated', 'malformed'],
  ['empty', 'malformed'],
  ['429', 'rate-limited'],
] as const;

/** Puts an entry into Redis that went stale so long ago. */
const plant = async (key: string, text: string, staleFor: number): Promise<void> => {
  const now = Date.now();
  const { header, body } = encodeEntry({
    body: { encoding: 'identity', text },
    etag: '"planted"',
    loadedAt: now - staleFor - hours(6),
    freshUntil: now - staleFor,
    staleUntil: now + hours(6),
    scopes: ['*'],
  });
  const response = await fetch(stack.redis.url, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.redis.token}` },
    body: JSON.stringify(['SET', `statline:1:simulated-1:${key}`, `${header}\n${String(body)}`]),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`Redis answered ${response.status}`);
};

describe('a provider that fails', () => {
  it.each(FAULTS)('with %s: unavailable, with nothing wrong kept afterwards', async (fail, reason) => {
    // Another player for each fault, so that nothing is cached.
    const id = ['3918298', '3916387', '3929630', '4362628', '15847', '3915511'][
      FAULTS.findIndex(([name]) => name === fail)
    ];
    const url = `${stack.url}/v1/nfl/players/${id ?? ''}/stats?season=2025`;
    stack.upstream?.configure({ fail });
    const out = await ask(url);
    expect(out.status).toBe(503);
    expect(out.json).toMatchObject({ code: 'upstream-unavailable', reason });
    expect(Number(out.headers.get('retry-after'))).toBeGreaterThan(0);

    stack.upstream?.configure({ fail: 'none' });
    const back = await ask(url);
    expect(back.status).toBe(200);
    expect(back.json).toMatchObject({ player: { id }, season: 2025 });
  });

  it.each(FAULTS)('with %s: what has gone stale is served, and says so', async (fail) => {
    const url = `${stack.url}/v1/nba/teams/13/roster`;
    const planted = '{"league":"nba","team":{"id":"13"},"season":2025,"players":[]}';
    await ask(`${stack.url}/v1/nba/teams`);
    await plant('nba:roster:13', planted, hours(8));
    stack.upstream?.configure({ fail });
    const { status, from, json } = await ask(url);
    expect([status, from]).toEqual([
      200,
      expect.stringMatching(/^l2; hit; ttl=-288\d\d; detail=stale-if-error, l1; fwd=miss$/),
    ]);
    expect(json).toEqual(JSON.parse(planted));
  });

  it.each(FAULTS)('with %s: what is fresh is served on', async (fail) => {
    const url = `${stack.url}/v1/nfl/teams/KC/roster`;
    await ask(url);
    stack.upstream?.configure({ fail });
    const { status, from } = await ask(url);
    expect([status, from]).toEqual([200, expect.stringMatching(/^l1; hit; ttl=\d+$/)]);
  });
});

describe('a provider that refuses our name', () => {
  it('is blocked, never not found', async () => {
    const anonymous = await startStack({ environments: 1, variables: { [ENV.userAgent]: 'Mozilla/5.0' } });
    try {
      const { status, json } = await ask(`${anonymous.url}/v1/nfl/players?name=patrick%20mahomes`);
      expect(status).toBe(503);
      expect(json).toMatchObject({ reason: 'blocked' });
    } finally {
      await anonymous.close();
    }
  });
});

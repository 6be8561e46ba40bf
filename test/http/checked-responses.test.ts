import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HttpProblem } from '../../lib/http/problem.ts';
import { ROUTE } from '../../lib/http/route-keys.ts';
import { checkedTable } from '../checked-responses.ts';
import { faultsOf, type SeenResponse } from '../support/contract/faults.ts';

const HEALTH = { status: 'ok', version: '1.2.3', tiers: ['l1'], upstream: { name: 'espn', label: 'simulated' } };

const healthy = (over: Partial<SeenResponse> = {}): SeenResponse => ({
  routeKey: ROUTE.health,
  method: 'GET',
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store', etag: 'W/"1"', vary: 'accept-encoding' },
  body: JSON.stringify(HEALTH),
  isWhole: false,
  ...over,
});

const refused = (over: Partial<SeenResponse> = {}): SeenResponse => {
  const problem = new HttpProblem('unauthorized', 'Send a key', { headers: { 'www-authenticate': 'Bearer' } });
  return {
    ...healthy(),
    routeKey: ROUTE.teams,
    status: 401,
    headers: problem.headers,
    body: JSON.stringify(problem),
    ...over,
  };
};

describe('a response of the suite', () => {
  it('fits', () => {
    expect(faultsOf(healthy())).toEqual([]);
    expect(faultsOf(refused())).toEqual([]);
    expect(faultsOf(healthy({ method: 'HEAD', body: '' }))).toEqual([]);
  });

  it.each([
    ['a member too many', healthy({ body: JSON.stringify({ ...HEALTH, uptime: 1 }) }), 'uptime: Invalid key'],
    ['a member too few', healthy({ body: '{"status":"ok"}' }), 'tiers: Invalid key'],
    ['no JSON', healthy({ body: '<html>' }), 'is not JSON'],
    ['another type', healthy({ headers: { ...healthy().headers, 'content-type': 'text/html' } }), 'has the type text/'],
    ['a body to HEAD', healthy({ method: 'HEAD' }), 'has a body'],
    ['no tag', healthy({ headers: { ...healthy().headers, etag: undefined } }), 'lacks the header etag'],
    ['an age alone', healthy({ headers: { ...healthy().headers, age: '1' } }), 'only one of the headers age and'],
    [
      'a header of its own',
      healthy({ headers: { ...healthy().headers, 'x-powered-by': 'us' } }),
      'header x-powered-by',
    ],
    ['no request id', healthy({ isWhole: true }), 'lacks the header x-request-id'],
    ['a problem that the route does not give', refused({ routeKey: ROUTE.health }), 'no such response'],
    ['a problem with another status', refused({ status: 403 }), 'another status than the response, 403'],
    ['a problem without a challenge', refused({ headers: new HttpProblem('unauthorized', '').headers }), 'www-auth'],
  ])('with %s does not fit', (_what, seen, fault) => {
    expect(faultsOf(seen)).toContainEqual(expect.stringContaining(fault));
  });
});

describe('the table of a run', () => {
  it('adds up what the workers have checked, a line for each route', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'statline-checked-'));
    try {
      await writeFile(join(folder, '1.json'), '[["200 GET /a",2],["404 GET /a",1],["200 GET /bb",1]]');
      await writeFile(join(folder, '2.json'), '[["200 GET /a",3]]');
      const [head, ...lines] = (await checkedTable(folder)).split('\n');
      expect(head).toMatch(/^7 responses checked/);
      expect(lines).toEqual(['  GET /a   200: 5, 404: 1', '  GET /bb  200: 1', '']);
    } finally {
      await rm(folder, { recursive: true });
    }
    expect(await checkedTable(folder)).toBe('');
  });
});

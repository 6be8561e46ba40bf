import { request } from 'node:http';
import { describe, expect, it } from 'vitest';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import { ask, askJson, at, list, PATHS, simulate } from './support.ts';

const post = (espn: SimulatedEspn, path: string, body: string): Promise<Response> =>
  fetch(espn.url + path, { method: 'POST', body, signal: AbortSignal.timeout(5000) });

/** The status of a call with exactly these headers: fetch always adds a User-Agent. */
const statusFor = (espn: SimulatedEspn, userAgent: string | undefined): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const headers = userAgent === undefined ? {} : { 'user-agent': userAgent };
    const call = request(espn.url + PATHS.teams.nba, { headers, timeout: 5000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    call.on('error', reject).end();
  });

describe('the edge in front', () => {
  it.each([
    ['Statline/1.0 (+https://github.com/statline/statline)', 200],
    ['curl/8.5.0', 200],
    ['python-requests/2.32', 200],
    ['node', 403],
    ['undici', 403],
    ['Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36', 403],
    ['Statline/1.0', 403],
    ['Wget/1.21', 403],
    ['', 403],
    [undefined, 403],
  ])('answers a client named %s with %i', async (userAgent, status) => {
    expect(await statusFor(await simulate(), userAgent)).toBe(status);
  });

  it('refuses with a page, and can be told not to', async () => {
    const espn = await simulate();
    const refused = await ask(espn, `${PATHS.teams.nfl}?limit=<b>`, 'node');
    expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'text/html']);
    expect(await refused.text()).toMatch(/Access Denied.*Reference/s);
    espn.configure({ blockUserAgents: false });
    expect((await ask(espn, PATHS.teams.nfl, 'node')).status).toBe(200);
  });
});

describe('the knobs', () => {
  it.each([
    ['error500', 500, 'application/json;charset=UTF-8'],
    ['html403', 403, 'text/html'],
    ['429', 429, 'application/json;charset=UTF-8'],
    ['empty', 200, 'application/json;charset=UTF-8'],
  ] as const)('fail: %s', async (fail, status, type) => {
    const espn = await simulate({ fail });
    const response = await ask(espn, PATHS.roster('nfl', '12'));
    expect([response.status, response.headers.get('content-type')]).toEqual([status, type]);
    if (fail === 'empty') expect(await response.text()).toBe('{}');
    if (fail === '429') expect(response.headers.get('retry-after')).toBe('2');
    espn.configure({ fail: 'none' });
    expect((await ask(espn, PATHS.roster('nfl', '12'))).status).toBe(200);
  });

  it('fail: truncated sends half of the JSON as if it were all', async () => {
    const espn = await simulate({ fail: 'truncated' });
    const response = await ask(espn, PATHS.roster('nfl', '12'));
    const cut = await response.text();
    expect(response.status).toBe(200);
    expect(() => JSON.parse(cut) as unknown).toThrow(SyntaxError);
    espn.configure({ fail: 'none' });
    expect(await (await ask(espn, PATHS.roster('nfl', '12'))).text()).toContain(cut);
  });

  it('fail: hang answers nobody, and closing ends it', async () => {
    const espn = await simulate({ fail: 'hang' });
    const hanging = ask(espn, PATHS.teams.nfl);
    const outcome = hanging.then(
      () => 'answered',
      () => 'cut off',
    );
    await expect.poll(() => espn.calls().total).toBe(1);
    await espn.close();
    expect(await outcome).toBe('cut off');
  });

  it('closing ends a slow answer, too', async () => {
    const espn = await simulate({ latency: 60_000 });
    const outcome = ask(espn, PATHS.teams.nfl).then(
      () => 'answered',
      () => 'cut off',
    );
    await expect.poll(() => espn.calls().total).toBe(1);
    await espn.close();
    expect(await outcome).toBe('cut off');
  });

  it('latency comes before the answer', async () => {
    const espn = await simulate({ latency: 40 });
    const before = performance.now();
    await ask(espn, PATHS.teams.nba);
    // Timers may fire a millisecond early.
    expect(performance.now() - before).toBeGreaterThan(38);
  });

  it('errorRate fails the same share of calls, the same ones for one seed', async () => {
    const statuses = async (): Promise<readonly number[]> => {
      const espn = await simulate({ errorRate: 0.3, seed: 7 });
      const all: number[] = [];
      for (let call = 0; call < 60; call += 1) all.push((await ask(espn, PATHS.athlete('nfl', '3139477'))).status);
      return all;
    };
    const first = await statuses();
    const failed = first.filter((status) => status === 500).length;
    expect(failed).toBeGreaterThan(8);
    expect(failed).toBeLessThan(30);
    expect(await statuses()).toEqual(first);
  });

  it('refuse a value that they cannot have', async () => {
    await expect(simulate({ errorRate: 2 })).rejects.toMatchObject({ name: 'KnobError', field: 'errorRate' });
    const espn = await simulate();
    expect(() => espn.configure({ latency: -1 })).toThrow(/from 0 to 60000/);
  });
});

describe('the control address', () => {
  it('turns the knobs of a running simulation', async () => {
    const espn = await simulate();
    const turned = await post(espn, '/__control', JSON.stringify({ fail: 'error500', latency: 1 }));
    const knobs = {
      latency: 1,
      errorRate: 0,
      fail: 'error500',
      blockUserAgents: true,
      hollow: [],
      fields: [],
      live: {},
      unlisted: {},
    };
    expect(await turned.json()).toEqual(knobs);
    expect((await ask(espn, PATHS.teams.nfl)).status).toBe(500);
    // Control is never in the way of itself.
    await post(espn, '/__control', '{"fail":"none"}');
    expect((await ask(espn, PATHS.teams.nfl)).status).toBe(200);
    expect(await askJson(espn, '/__control')).toMatchObject({ fail: 'none', latency: 1 });
  });

  it.each([
    ['a mode that there is not', '{"fail":"sometimes"}', 'fail'],
    ['a number as text', '{"latency":"10"}', 'latency'],
    ['null', '{"errorRate":null}', 'errorRate'],
    ['a number for yes', '{"blockUserAgents":1}', 'blockUserAgents'],
    ['an unknown knob', '{"speed":1}', 'speed'],
    ['teams without a league', '{"live":["KC"]}', 'live'],
    ['a league that there is not', '{"live":{"xfl":["KC"]}}', 'live'],
    ['a team that there is not', '{"live":{"nfl":["LAL"]}}', 'live'],
    ['a team of another kind', '{"live":{"nfl":[12]}}', 'live'],
    ['a list', '[]', 'body'],
    ['nothing at all', 'null', 'body'],
    ['what is not JSON', 'nonsense', 'body'],
    ['too much', `{"x":"${'x'.repeat(5000)}"}`, 'body'],
  ])('answers %s with a 400 that names the field', async (_, body, field) => {
    const espn = await simulate();
    const refused = await post(espn, '/__control', body);
    expect(refused.status).toBe(400);
    expect(at(await refused.json(), 'field')).toBe(field);
    expect(await askJson(espn, '/__control')).toMatchObject({ latency: 0, errorRate: 0, fail: 'none' });
  });

  it('counts the calls of the provider by what they asked for', async () => {
    const espn = await simulate();
    await ask(espn, PATHS.teams.nfl);
    await ask(espn, PATHS.roster('nba', 'LAL'));
    await ask(espn, PATHS.search('watt'));
    await ask(espn, PATHS.athlete('nfl', '3045282'));
    await ask(espn, PATHS.athlete('nfl', '1'));
    await ask(espn, PATHS.stats('nfl', '3045282'));
    await ask(espn, '/apis/site/v2/sports/hockey/nhl/scoreboard');
    await ask(espn, '/apis/common/v3/sports/hockey/nhl/season');
    await ask(espn, '/apis/site/v2/sports/hockey/nhl/transactions');
    await ask(espn, '/apis/common/v3/sports/hockey/nhl/statistics/byathlete?limit=1');
    await ask(espn, '/v2/sports/hockey/nhl/athletes?limit=1');
    await ask(espn, '/nowhere');
    await ask(espn, PATHS.stats('nfl', '3045282'), 'node');
    const report = {
      total: 13,
      byEndpoint: {
        ...{ teams: 1, roster: 1, search: 1, athlete: 2, stats: 2, other: 1 },
        ...{ gameLog: 0, team: 0, scoreboard: 1, season: 1, transactions: 1, seasonTable: 1, everyPlayer: 1 },
      },
      failed: 1,
      since: '2026-11-22T12:00:00.000Z',
    };
    expect(await askJson(espn, '/__calls')).toEqual(report);
    expect(espn.calls()).toEqual(report);
    await post(espn, '/__calls/reset', '');
    expect(espn.calls()).toMatchObject({ total: 0, failed: 0 });
    await ask(espn, PATHS.teams.nfl);
    espn.reset();
    expect(espn.calls().total).toBe(0);
    expect((await ask(espn, '/__elsewhere')).status).toBe(404);
  });
});

describe('the wire', () => {
  it('sends gzip to whoever takes it, and plain text to whoever does not', async () => {
    const espn = await simulate();
    const signal = AbortSignal.timeout(5000);
    const headers = (encoding: string) => ({ 'user-agent': 'curl/8.5.0', 'accept-encoding': encoding });
    const get = (encoding: string) =>
      fetch(espn.url + PATHS.roster('nfl', '12'), { headers: headers(encoding), signal });
    const [zipped, plain, refused] = [await get('gzip, br'), await get('identity'), await get('gzip;q=0')];
    expect(zipped.headers.get('content-encoding')).toBe('gzip');
    expect(plain.headers.get('content-encoding')).toBeNull();
    expect(refused.headers.get('content-encoding')).toBeNull();
    expect(Number(plain.headers.get('content-length'))).toBeGreaterThan(150_000);
    expect(Number(zipped.headers.get('content-length'))).toBeLessThan(40_000);
    expect(list(await zipped.json(), 'athletes')).toHaveLength(6);
  });

  it('only lets itself be read', async () => {
    const espn = await simulate();
    const headers = { 'user-agent': 'curl/8.5.0' };
    const signal = AbortSignal.timeout(5000);
    expect((await fetch(espn.url + PATHS.teams.nfl, { method: 'DELETE', headers, signal })).status).toBe(405);
    expect((await fetch(espn.url + PATHS.teams.nfl, { method: 'HEAD', headers, signal })).status).toBe(200);
  });

  it('is up within the time that a start may take', async () => {
    const before = performance.now();
    await simulate();
    expect(performance.now() - before).toBeLessThan(300);
  });
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../cli/doctor/finding.ts';
import examples from '../../infra/contract/examples.json' with { type: 'json' };
import type { AdminHealthAnswer, ProblemCode } from '../../lib/http/answers/index.ts';
import { systemClock } from '../../lib/client/clock.ts';
import { runLine, type RunOptions } from './run.ts';

const URL_ = 'https://api.test';
const NOW = Date.parse('2026-11-23T17:00:00.000Z');
const WELL = examples.routes.adminHealth as unknown as AdminHealthAnswer;
const HEALTH = { ...examples.routes.health, version: '0.0.0-test' };

const answer = (status: number, body: unknown): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { date: new Date(NOW).toUTCString(), 'content-type': 'application/json' },
  });

const problem = (status: number, code: ProblemCode, detail: string = code): Response =>
  answer(status, { code, detail, status });

type Answers = Readonly<Record<string, () => Response>>;

/** A deployment in which all is well, but for what is given. */
const deployment =
  (answers: Answers = {}): NonNullable<RunOptions['fetch']> =>
  (url) => {
    const path = url.slice(URL_.length);
    const usual: Answers = {
      '/v1/health': () => answer(200, HEALTH),
      '/v1/leagues': () => answer(200, examples.routes.leagues),
      '/v1/admin/health?probe=provider': () => answer(200, WELL),
    };
    const said = new Map(Object.entries({ ...usual, ...answers })).get(path);
    return said === undefined ? Promise.reject(new Error(`nobody asks ${path}`)) : Promise.resolve(said());
  };

const health = (change: Partial<AdminHealthAnswer>): Answers => ({
  '/v1/admin/health?probe=provider': () => answer(200, { ...WELL, ...change }),
});

const clock = (skew = 0): NonNullable<RunOptions['clock']> => ({ ...systemClock, now: () => NOW + skew });

const [redis] = WELL.tiers;
if (redis === undefined) throw new Error('The example has no tier');
const { budget, runs } = WELL;
if (budget === null || runs === null) throw new Error('The example has neither budget nor runs');

interface Diagnosis {
  readonly code: number;
  readonly bad: readonly string[];
  readonly findings: readonly Finding[];
}

const diagnosis = async (
  fetch: RunOptions['fetch'],
  options: RunOptions = {},
  words: readonly string[] = ['--url', URL_],
): Promise<Diagnosis> => {
  const { code, out } = await runLine(['doctor', '--json', ...words], {
    clock: clock(),
    ...(fetch && { fetch }),
    ...options,
  });
  const { ok, findings } = JSON.parse(out) as { readonly ok: boolean; readonly findings: readonly Finding[] };
  expect(ok).toBe(code === 0);
  const bad = findings.filter(({ state }) => state === 'fault').map(({ check, says }) => `${check}: ${says}`);
  expect(findings.filter(({ state, advice }) => state !== 'ok' && advice === undefined)).toEqual([]);
  return { code, bad, findings };
};

const failing = (code: string) => () => Promise.reject(new TypeError('fetch failed', { cause: new Error(code) }));

describe('statline doctor', () => {
  it('finds nothing wrong where nothing is', async () => {
    const { code, findings } = await diagnosis(deployment());
    expect(code).toBe(0);
    expect(findings.map(({ check, state }) => `${check} ${state}`)).toEqual([
      'configuration ok',
      'address ok',
      'clock ok',
      'key ok',
      'l2 ok',
      'budget ok',
      'warm ok',
      'purge ok',
      'provider ok',
    ]);
  });

  it.each<[string, RunOptions['fetch'], string]>([
    ['nothing listens', failing('connect ECONNREFUSED 127.0.0.1:1'), 'address: Nothing listens there'],
    ['there is no such host', failing('getaddrinfo ENOTFOUND api.test'), 'address: There is no such host'],
    ['the certificate is another’s', failing('self-signed certificate'), 'address: No secure connection'],
    [
      'a page answers',
      deployment({ '/v1/health': () => answer(200, '<html>') }),
      'address: https://api.test answers, but is no',
    ],
    [
      'other JSON answers',
      deployment({ '/v1/health': () => answer(200, {}) }),
      'address: https://api.test answers, but is no',
    ],
    [
      'the function fails',
      deployment({ '/v1/health': () => answer(500, { message: 'x' }) }),
      'address: The service fails',
    ],
    [
      'a key is needed',
      deployment({ '/v1/admin/health?probe=provider': () => problem(401, 'unauthorized') }),
      'key: The deployment needs a key, and none is given',
    ],
    [
      'keys cannot be checked',
      deployment({ '/v1/admin/health?probe=provider': () => problem(503, 'keys-unavailable', 'no secret') }),
      'key: no secret',
    ],
    [
      'Redis fails',
      deployment(health({ tiers: [{ ...redis, state: 'failed', roundTripMs: null, fault: 'ECONNRESET' }] })),
      'l2: Redis (l2) fails (ECONNRESET)',
    ],
    [
      'the plan of Redis is spent',
      deployment(
        health({
          tiers: [
            {
              ...redis,
              state: 'failed',
              roundTripMs: null,
              fault: 'ERR max requests limit exceeded',
              limitReached: true,
            },
          ],
        }),
      ),
      'l2: Redis (l2) refuses everything: its plan is spent (ERR max requests limit exceeded)',
    ],
    [
      'DynamoDB hangs',
      deployment(health({ tiers: [{ ...redis, name: 'l3', state: 'timed-out', roundTripMs: null }], budget: null })),
      'l3: DynamoDB (l3) does not answer',
    ],
    [
      'the budget is spent',
      deployment(health({ budget: { ...budget, spent: { day: 20_000, minute: 0 } } })),
      'budget: 20000 of 20000 calls are spent today: nothing is loaded until 2026-11-24T00:00:00.000Z',
    ],
    [
      'warming fails',
      deployment(
        health({
          runs: { ...runs, warm: runs.warm && { ...runs.warm, outcome: 'failed', failures: { nfl: 'broken' } } },
        }),
      ),
      'warm: The last run ended 1 min ago, failed',
    ],
    [
      'the provider refuses the User-Agent',
      deployment(
        health({
          provider: {
            ...WELL.provider,
            probe: { outcome: 'refused', at: WELL.now, elapsedMs: 9, asked: 'nfl teams', detail: 'It answered 403' },
          },
        }),
      ),
      'provider: espn was asked for nfl teams: refused after 9 ms. It answered 403',
    ],
  ])('names the cause where %s', async (_, fetch, cause) => {
    const { code, bad } = await diagnosis(fetch);
    expect(code).toBe(1);
    expect(bad[0]).toContain(cause);
  });

  it('names a wrong key, and one that may read only', async () => {
    const env = { STATLINE_KEY: 'k-wrong' };
    const refused = { '/v1/admin/health?probe=provider': () => problem(401, 'unauthorized') };
    const wrong = await diagnosis(deployment(refused), { env });
    expect(wrong.bad).toEqual(['key: The deployment does not know this key']);
    const forbidden = { '/v1/admin/health?probe=provider': () => problem(403, 'forbidden') };
    const reading = await diagnosis(deployment(forbidden), { env });
    expect([reading.code, reading.findings.map(({ check, state }) => `${check} ${state}`)]).toEqual([
      0,
      ['configuration ok', 'address ok', 'clock ok', 'key ok', 'operations not checked'],
    ]);
    expect(JSON.stringify([wrong, reading])).not.toContain('k-wrong');
  });

  it.each([
    [600_000, 'clock: This machine is 10 min ahead of the service'],
    [-7_200_000, 'clock: This machine is 2 h behind the service'],
  ])('names a clock that is %i ms off', async (skew, cause) => {
    expect(await diagnosis(deployment(), { clock: clock(skew) })).toMatchObject({ code: 1, bad: [cause] });
  });

  it('warns where the functions have a clock of their own, and of runs that are overdue', async () => {
    const now = '2026-11-23T18:00:00.000Z';
    const { code, findings } = await diagnosis(deployment(health({ now })));
    expect(code).toBe(0);
    expect(findings.filter(({ state }) => state === 'warning').map(({ check }) => check)).toEqual([
      'clock',
      'warm',
      'purge',
    ]);
  });

  it('names a profile file that others may read', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'statline-doctor-'));
    try {
      const file = join(folder, 'config.json');
      await writeFile(file, JSON.stringify({ default: 'a', profiles: { a: { url: URL_, key: 'k' } } }), {
        mode: 0o644,
      });
      const { bad } = await diagnosis(deployment(), { env: { STATLINE_CONFIG: file } }, []);
      expect(bad).toEqual([expect.stringContaining('holds a key, and others may read it: chmod 600')]);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('asks the provider nothing where it is told so', async () => {
    const { lastFailure: _, ...provider } = WELL.provider;
    const failed = {
      ...provider,
      probe: undefined,
      lastFailure: { at: '2026-11-23T16:59:59.000Z', source: 'nfl:live', reason: 'timeout' },
    };
    const answers = { '/v1/admin/health': () => answer(200, { ...WELL, provider: failed }) };
    const { findings } = await diagnosis(deployment(answers), {}, ['--no-probe', '--url', URL_]);
    expect(findings.at(-1)).toMatchObject({ check: 'provider', state: 'warning' });
  });

  it('names what the provider’s documents lack, and says before what it costs', async () => {
    const gone = [{ field: 'athletes.jersey', since: '2026-11-20T10:00:00.000Z' }];
    const documents = {
      league: 'nba',
      at: '2026-11-23T17:00:00.000Z',
      calls: 11,
      documents: [
        { kind: 'teams', outcome: 'answered', detail: '', gone: [] },
        { kind: 'roster', outcome: 'answered', detail: '', gone },
        { kind: 'player', outcome: 'answered', detail: '', gone: [{ field: 'position', since: null }] },
        { kind: 'career', outcome: 'failed', detail: 'ESPN sent no stats', gone: [] },
        { kind: 'search', outcome: 'not-asked', detail: 'A probe is 20 calls at most', gone: [] },
      ],
    } as const;
    const changed = { ...WELL, provider: { ...WELL.provider, documents } };
    const asked = '/v1/admin/health?documents=nba';
    const options = { clock: clock(), fetch: deployment({ [asked]: () => answer(200, changed) }) };
    const words = ['--provider', '--league', 'nba', '--url', URL_];
    const { bad, findings, code } = await diagnosis(options.fetch, {}, words);
    expect(code).toBe(1);
    expect(bad).toEqual([
      'documents: nba roster lacks athletes.jersey, since 2026-11-20T10:00:00.000Z',
      'documents: nba player lacks position, which nobody has noticed before',
      'documents: nba career: failed. ESPN sent no stats',
    ]);
    expect(findings.filter(({ check, state }) => check === 'documents' && state === 'not checked')).toHaveLength(1);
    const { err, out } = await runLine(['doctor', ...words], options);
    expect(err).toBe('Asks the provider for one document of each kind: up to 20 calls, which its budget counts.\n');
    expect(out).toContain('✗ documents      nba roster lacks athletes.jersey, since 2026-11-20');
  });

  it('is quiet where they lack nothing, and takes a league with them only', async () => {
    const documents = { league: 'nfl', at: '2026-11-23T17:00:00.000Z', calls: 2, documents: [] };
    const whole = { ...WELL, provider: { ...WELL.provider, documents } };
    const fetch = deployment({ '/v1/admin/health?documents=nfl': () => answer(200, whole) });
    expect(await diagnosis(fetch, {}, ['--provider', '--url', URL_])).toMatchObject({ code: 0, bad: [] });
    const { code, err } = await runLine(['doctor', '--league', 'nba', '--url', URL_], { fetch });
    expect([code, err]).toEqual([2, 'statline: --league goes with --provider\n']);
  });

  it('draws what it has found', async () => {
    const { out } = await runLine(['doctor', '--url', URL_], {
      clock: clock(),
      fetch: deployment(health({ tiers: [{ ...redis, state: 'failed', roundTripMs: null, fault: 'ECONNRESET' }] })),
    });
    expect(out.split('\n').slice(0, 6)).toEqual([
      '✓ configuration  https://api.test (from --url), without a key',
      '✓ address        Statline 0.0.0-test answers in 0 ms; its provider is fake',
      '✓ clock          agrees with the service',
      '✓ key            none is needed here',
      '✗ l2             Redis (l2) fails (ECONNRESET)',
      '                 → Check UPSTASH_REDIS_REST_URL and its token: docs/runbook.md, Everything is slow',
    ]);
  });
});

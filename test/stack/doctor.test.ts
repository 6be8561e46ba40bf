import { beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../cli/doctor/finding.ts';
import { createStackClock } from '../../infra/local/clock/stack-clock.ts';
import { minutes } from '../../lib/cache/index.ts';
import { ENV } from '../../lib/config.ts';
import { sha256Of } from '../../lib/http/api-keys.ts';
import { runLine } from '../cli/run.ts';
import { realBundles } from '../support/bundles.ts';
import { shareStack } from '../support/share-stack.ts';
import { startStackWithFaults } from '../support/stack-with-faults.ts';

// The doctor on real set-ups: one that is well, and six of which each has one thing wrong.

const ADMIN = 'key-of-an-operator';
const clock = createStackClock();

const faulty = shareStack(async () =>
  startStackWithFaults({
    bundles: await realBundles(),
    clock,
    environments: 1,
    schedules: 'off',
    variables: { [ENV.apiKeyHashes]: `admin:${sha256Of(ADMIN)}` },
  }),
);

/** What is at fault, by check. */
const diagnosis = async ({ key = ADMIN, url = faulty().stack.url, words = [] as readonly string[] } = {}) => {
  const { code, out } = await runLine(['doctor', '--json', '--url', url, ...words], { env: { STATLINE_KEY: key } });
  const { findings } = JSON.parse(out) as { readonly findings: readonly Finding[] };
  const faults = findings.filter(({ state }) => state === 'fault');
  for (const { check, advice } of faults) expect(advice, check).toBeTypeOf('string');
  return { code, faults: faults.map(({ check, says }) => `${check}: ${says}`) };
};

describe('a doctor', () => {
  beforeEach(() => {
    const { redis, table, stack } = faulty();
    redis.set('none');
    table.set('none');
    stack.upstream?.configure({ fail: 'none', fields: [] });
    faulty().redisRest.setLimitReached(undefined);
    // Whatever was given up is tried again, and nothing is remembered of the last look.
    clock.advance(minutes(2));
  });

  it('finds no fault where there is none', async () => {
    expect(await diagnosis()).toEqual({ code: 0, faults: [] });
  });

  it.each([
    ['Redis refuses', () => faulty().redis.set('refused'), /^l2: /],
    ['the plan of Redis is spent', () => faulty().redisRest.setLimitReached('day'), /^l2: .*its plan is spent/],
    ['the table refuses', () => faulty().table.set('refused'), /^l3: /],
    [
      'the provider refuses the User-Agent',
      () => faulty().stack.upstream?.configure({ fail: 'html403' }),
      /^provider: .*403/,
    ],
    ['the provider hangs', () => faulty().stack.upstream?.configure({ fail: 'hang' }), /^provider: /],
  ] as const)('finds that %s', async (_what, spoil, fault) => {
    spoil();
    const { code, faults } = await diagnosis();
    expect(code).toBe(1);
    expect(faults).toContainEqual(expect.stringMatching(fault));
  });

  it('finds that the key is wrong', async () => {
    const { code, faults } = await diagnosis({ key: 'guess' });
    expect([code, faults]).toEqual([1, [expect.stringMatching(/^key: /)]]);
  });

  it('finds that nobody listens', async () => {
    const { code, faults } = await diagnosis({ url: 'http://127.0.0.1:9' });
    expect([code, faults]).toEqual([1, [expect.stringMatching(/^address: /)]]);
  });

  it('names what the provider has changed in each kind of document, and nothing where it has not', async () => {
    const words = ['--provider', '--league', 'nba'];
    // The first page of a simulated table takes a busy machine longer than a probe has.
    await diagnosis({ words });
    clock.advance(minutes(1));
    expect(await diagnosis({ words })).toEqual({ code: 0, faults: [] });
    faulty().stack.upstream?.configure({
      fields: [
        { endpoint: 'roster', path: 'athletes.*.jersey', change: 'drop' },
        { endpoint: 'athlete', path: 'displayHeight', change: 'rename' },
        { endpoint: 'team', path: 'team.location', change: 'retype' },
      ],
    });
    clock.advance(minutes(1));
    const { code, faults } = await diagnosis({ words });
    expect(code).toBe(1);
    expect(faults.map((fault) => fault.replace(/, .*/, '')).sort()).toEqual([
      'documents: nba player lacks profile.height',
      'documents: nba roster lacks athletes.jersey',
      'documents: nba team lacks team.location',
    ]);
  });

  it('is told apart from an outage by the answers: while the plan of Redis is spent, DynamoDB gives them', async () => {
    const { stack, redisRest } = faulty();
    const ask = () => fetch(`${stack.url}/v1/nfl/teams`, { headers: { 'x-api-key': ADMIN } });
    expect((await ask()).status).toBe(200);
    redisRest.setLimitReached('month');
    const before = redisRest.commands();
    for (let minute = 0; minute < 5; minute += 1) {
      clock.advance(minutes(1));
      for (let times = 0; times < 10; times += 1) expect((await ask()).status).toBe(200);
    }
    // One command a minute, and one beside it for the refresh of what was stale.
    expect(redisRest.commands() - before).toBeLessThanOrEqual(10);
  });
});

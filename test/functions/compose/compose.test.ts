import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { compose } from '../../../functions/compose/compose.ts';
import { runWithReason } from '../../../lib/ledgers/load-reason.ts';
import { ENV, readConfig } from '../../../lib/config.ts';
import { patientDynamoDb } from './neighbours.ts';
import { startLocalTable, type LocalTable } from '../../support/local-table.ts';
import { startTap } from '../../support/tap.ts';

let table: LocalTable;
beforeAll(async () => {
  table = await startLocalTable();
  // What the SDK reads for itself.
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await table.close();
});

// Nobody listens there: a call is counted as it is made, whatever comes of it.
const NOWHERE = 'http://127.0.0.1:9';

const environment = (variables: Readonly<Record<string, string>> = {}) => {
  const failures: unknown[] = [];
  const config = readConfig({
    [ENV.tableName]: table.tableName,
    [ENV.tableTimeout]: '5000',
    [ENV.espnSiteUrl]: NOWHERE,
    [ENV.espnWebUrl]: NOWHERE,
    ...variables,
  });
  const composed = compose(config, () => undefined, {
    service: 'statline-test',
    flushEvery: 0,
    onFlushFailure: (error) => void failures.push(error),
    dynamoDb: patientDynamoDb(),
  });
  const call = { signal: AbortSignal.timeout(5000) };
  const ask = () => composed.upstream.teams('nfl', call).catch((error: unknown) => error);
  return { ...composed, ask, failures };
};

it('lets all environments spend one budget, and count what they spent in one place', async () => {
  const budget = { [ENV.upstreamLabel]: 'one', [ENV.dailyBudget]: '5' };
  const [a, b] = [environment(budget), environment(budget)];
  await runWithReason('warm', () => a.ask());
  await a.ask();
  await b.ask();
  await b.ask();
  // Four fifths are spent.
  expect(await runWithReason('predict', () => b.ask())).toMatchObject({ code: 'over-budget' });
  await b.ask();
  expect(await a.ask()).toMatchObject({ code: 'over-budget' });
  expect((await a.budget.state()).spent.day).toBe(5);
  await a.drain();
  await b.drain();
  expect([a.failures, b.failures]).toEqual([[], []]);
  expect(a.ledgers.scope).toBe('table');
  const hour = new Date().toISOString().slice(0, 13);
  const pages = await a.ledgers.counters.read([`usage:${hour}`]);
  expect(pages.get(`usage:${hour}`)).toEqual({
    'call.warm': 1,
    'call.ask': 4,
    'refused.predict': 1,
    'refused.ask': 1,
    'env.test': 2,
    'start.test': 2,
  });
});

it('shares documents, and knows who is popular before anybody has asked', async () => {
  const [a, b] = [environment(), environment()];
  expect(await a.documents.compareAndSet('position', '7', undefined)).toBe(true);
  expect(await b.documents.read('position')).toEqual({ text: '7', version: 1 });
  expect(await a.popularity.merge('nfl')).toBeGreaterThan(0);
  expect(await b.popularity.top('nfl', 5)).toEqual([]);
});

it('counts for itself where there is no table', async () => {
  const { ledgers, budget, ask } = environment({ [ENV.tableName]: '' });
  await ask();
  expect(ledgers.scope).toBe('environment');
  expect((await budget.state()).spent.day).toBe(1);
});

it('counts a call that has waited for its turn for what it was made for', async () => {
  const { ledgers, ask, drain } = environment({ [ENV.tableName]: '' });
  // Ten may be under way at once.
  const refreshes = Array.from({ length: 12 }, () => runWithReason('refresh', ask));
  await Promise.all([...refreshes, runWithReason('purge', ask), ask()]);
  await drain();
  const page = `usage:${new Date().toISOString().slice(0, 13)}`;
  const counts = (await ledgers.counters.read([page])).get(page);
  expect(counts).toEqual({
    'call.refresh': 12,
    'call.purge': 1,
    'call.ask': 1,
    'env.test': 1,
    'start.test': 1,
  });
});

it('gives the table as long for one request as the deployment allows it', async () => {
  await using tap = await startTap(table.url);
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', tap.url);
  const config = readConfig({ [ENV.tableName]: table.tableName, [ENV.tableTimeout]: '5000' });
  const options = { service: 'statline-test', flushEvery: 0, onFlushFailure: () => undefined };
  const { budget } = compose(config, () => undefined, options);
  await budget.state();
  // Longer than the 400 ms of the default limit.
  tap.rule(async () => {
    await pause(600);
    return 'pass' as const;
  });
  expect(await budget.state()).toMatchObject({ spent: { day: expect.any(Number) as number } });
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', table.url);
});

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { compose } from '../../../functions/compose/compose.ts';
import { composeLedgers } from '../../../functions/compose/ledgers.ts';
import { minutes } from '../../../lib/cache/index.ts';
import { ENV, readConfig } from '../../../lib/config.ts';
import { later, open, question, withNeighbours, type Composed } from './neighbours.ts';

const neighbours = withNeighbours();

const HOUR = (): string => `usage:${new Date().toISOString().slice(0, 13)}`;
/** The sums of the hour, without those of environments. */
const counted = async ({ ledgers }: Composed): Promise<unknown> => {
  const sums = (await ledgers.counters.read([HOUR()])).get(HOUR());
  return sums && Object.fromEntries(Object.entries(sums).filter(([name]) => !/^(?:env|start)\./.test(name)));
};

const nothing = (): void => undefined;

/** Ledgers over a table whose client does what `call` does. */
const ledgersOver = (
  call: () => Promise<never>,
  variables: Readonly<Record<string, string>> = {},
  ready: () => Promise<void> = () => Promise.resolve(),
) => {
  const config = readConfig({ [ENV.tableName]: 'statline', ...variables });
  const dynamoDb = {
    preload: nothing,
    ready,
    batchGet: call,
    batchWrite: call,
    put: call,
    update: call,
  };
  const options = { dynamoDb, clock: Date, flushEvery: 0, service: 'statline-test', functionName: undefined };
  const memory = () => ({ bytes: 0, entries: 0, maxBytes: 1 });
  return composeLedgers(config, { ...options, memory, onFailure: nothing });
};

const refuse = (): Promise<never> => Promise.reject(new Error('out of order'));

describe('what is counted', () => {
  it('stands under the label of the provider', async () => {
    const { onlyTable, table } = neighbours();
    const { budget, ledgers, config } = open(onlyTable);
    await ledgers.counters.add('usage:page', { 'call.ask': 1 }, Date.now() + minutes(60));
    await budget.state();
    const prefix = `"statline:${config.upstreamLabel}:`;
    expect(table.requests.map(({ body }) => body.includes(prefix))).toEqual([true, true]);
    expect(table.requests.map(({ operation }) => operation)).toEqual(['UpdateItem', 'BatchGetItem']);
  });

  it('is every load and every purge, and is logged as well', async () => {
    const a = open(neighbours().onlyTable);
    await a.cache.read(question('counted'));
    await a.cache.purge('nba', ['teams']);
    expect(a.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['load', 'purge']));
    await a.drain();
    expect(await counted(a)).toEqual({ 'nfl.load': 1, 'nba.purge': 1 });
  });

  it('is handed on once a minute, where the function is told so', async () => {
    const a = open(neighbours().onlyTable, { flushEvery: minutes(1) });
    await a.cache.read(question('minutely'));
    later(minutes(1) - 1);
    await a.drain();
    expect(await counted(a)).toBeUndefined();
    later(1);
    await a.drain();
    expect(await counted(a)).toEqual({ 'nfl.load': 1 });
  });

  it('asks the ledger for the budget where a call was made, and for nothing where none was', async () => {
    const reads: string[] = [];
    const dynamoDb = {
      preload: nothing,
      ready: () => Promise.resolve(),
      batchGet: () => {
        reads.push('budget');
        return Promise.reject(new Error('out of order'));
      },
      batchWrite: () => Promise.resolve({}),
      put: () => Promise.resolve({}),
      update: () => Promise.resolve({}),
    };
    const options = { dynamoDb, clock: Date, flushEvery: 0, service: 'statline-test', functionName: undefined };
    const memory = () => ({ bytes: 0, entries: 0, maxBytes: 1 });
    const config = readConfig({ [ENV.tableName]: 'statline' });
    const { flush, usage } = composeLedgers(config, { ...options, memory, onFailure: nothing });
    usage.answered('nfl', { entries: [], farthest: undefined, failed: 1, bytes: 0, caller: 'nobody' });
    await flush.now();
    expect(reads).toEqual([]);
    usage.called('ask', { admitted: true });
    await flush.now();
    expect(reads).toEqual(['budget']);
  });

  it('is kept for the next time while the table does not take it', async () => {
    const { onlyTable, table } = neighbours();
    const a = open(onlyTable);
    await a.cache.read(question('kept'));
    await a.drain();
    await a.cache.read(question('kept too'));
    table.rule(({ operation }) => (operation === 'UpdateItem' ? 'refuse' : 'pass'));
    await a.drain();
    expect(a.failures).toHaveLength(1);
    table.rule(() => 'pass');
    await a.drain();
    expect(await counted(a)).toEqual({ 'nfl.load': 2 });
    expect(a.failures).toHaveLength(1);
  });
});

describe('a table that is out', () => {
  it('leaves ESPN 60 calls a minute for those who wait for an answer', async () => {
    const { admit } = ledgersOver(refuse);
    for (let call = 0; call < 60; call += 1) await admit();
    await expect(admit()).rejects.toMatchObject({ code: 'ledger-unavailable' });
    later(minutes(1));
    await expect(admit()).resolves.toBeUndefined();
  });

  it('leaves RapidAPI none: its calls are billed', async () => {
    const { admit } = ledgersOver(refuse, { [ENV.upstream]: 'rapidapi', [ENV.rapidApiKey]: 'key' });
    await expect(admit()).rejects.toMatchObject({ code: 'ledger-unavailable' });
  });

  it('is waited for twice as long as a read may take: one second', async () => {
    const { budget } = ledgersOver(() => new Promise(() => undefined));
    const started = performance.now();
    await expect(budget.state()).rejects.toThrow('1000 ms');
    expect(performance.now() - started).toBeGreaterThan(900);
  });

  it('is waited for only after its SDK has been loaded', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const quick = { [ENV.tableTimeout]: '50' };
    const loaded = Promise.withResolvers<undefined>();
    const slow = ledgersOver(never, quick, () => loaded.promise);
    let isOver = false;
    const asked = slow.budget.state().finally(() => (isOver = true));
    // Others with the same limit give up meanwhile, twice.
    await expect(ledgersOver(never, quick).budget.state()).rejects.toThrow('100 ms');
    await expect(ledgersOver(never, quick).budget.state()).rejects.toThrow('100 ms');
    expect(isOver).toBe(false);
    loaded.resolve(undefined);
    await expect(asked).rejects.toThrow('100 ms');
  });

  it('is asked by a client with the limits of a deployment, where no other is given', async () => {
    const { onlyTable } = neighbours();
    const options = { service: 'statline-test', flushEvery: 0, onFlushFailure: nothing };
    const { budget } = compose(readConfig(onlyTable), nothing, options);
    // It gives up after 150 ms without a connection; on a busy machine the next attempt has it.
    const state = await vi.waitFor(() => budget.state(), { timeout: 20_000 });
    expect(state).toMatchObject({
      provider: 'espn',
      plan: { perDay: 20_000, perMinute: 120 },
      foresightStopsAt: 16_000,
    });
  });
});

describe('the metrics', () => {
  const lines: string[] = [];
  const write = process.stdout.write.bind(process.stdout);
  beforeEach(() => {
    vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
    // Lambda says so; without it Powertools cannot tell a cold start.
    vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
    lines.splice(0);
    // Powertools writes to a console of its own, which writes to the process's output.
    process.stdout.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  });
  afterEach(() => {
    process.stdout.write = write;
  });
  const emitted = (): readonly Readonly<Record<string, unknown>>[] =>
    lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);

  it('say once that the environment is new, by its name and service', async () => {
    const { drain } = open({}, { service: 'statline-api', functionName: 'Statline-Api-1' });
    await drain();
    await drain();
    const starts = emitted().filter((line) => 'ColdStart' in line);
    expect(starts).toMatchObject([{ service: 'statline-api', function_name: 'Statline-Api-1', ColdStart: 1 }]);
  });

  it('say with each flush what was counted and how much of the budget is spent', async () => {
    const a = open(neighbours().onlyTable, { service: 'statline-warm' });
    await a.cache.read(question('metered'));
    await a.ledgers.admit();
    await a.drain();
    const [line, ...more] = emitted().filter((each) => 'Loads' in each);
    expect(line).toMatchObject({ service: 'statline-warm', Loads: 1, UpstreamCalls: 1, BudgetUsed: 0.005 });
    expect(more).toEqual([]);
  });

  it('say the rest while the budget cannot be read', async () => {
    const { onlyTable, table } = neighbours();
    const a = open(onlyTable);
    await a.cache.read(question('unread'));
    await a.drain();
    lines.splice(0);
    await a.cache.read(question('unread too'));
    await a.ledgers.admit();
    table.rule(({ operation }) => (operation === 'BatchGetItem' ? 'refuse' : 'pass'));
    await a.drain();
    const [line] = emitted().filter((each) => 'Loads' in each);
    expect(line).toMatchObject({ Loads: 1 });
    expect(line).not.toHaveProperty('BudgetUsed');
    expect(a.failures).toEqual([]);
  });
});

import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createStackClock, type StackClock } from '../../infra/local/clock/stack-clock.ts';
import { buildBundles, startStack, type Bundles, type Stack } from '../../infra/local/stack/stack.ts';
import { ask, type Seen } from '../support/ask.ts';
import { realBundles } from '../support/bundles.ts';
import { GENEROUS_LIMITS } from '../support/generous-limits.ts';
import { callRedis } from '../support/redis-rest-call.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const noLog = (): void => undefined;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

const start = async (options: Parameters<typeof startStack>[0]): Promise<Stack> => {
  const stack = await startStack(options);
  open.push(stack);
  return stack;
};

describe('a function in a stack with a clock of its own', () => {
  interface Told {
    readonly imported: number;
    readonly now: number;
    readonly apart: number;
    readonly drift: number;
    readonly remaining: number;
    readonly native: string;
    readonly variables: readonly unknown[];
  }

  let bundles: Bundles;
  beforeAll(async () => {
    const entry = join(import.meta.dirname, 'fixtures', 'telling-time.ts');
    bundles = await buildBundles({ entries: { api: entry, purge: entry }, log: noLog });
  });
  afterAll(() => bundles.close());

  const tell = async (stack: Stack): Promise<Told> => {
    const result = await stack.api.invoke({});
    if (result.kind !== 'response') throw new Error(result.kind);
    return JSON.parse(result.payload) as Told;
  };

  it('lives in its time from the import on, and jumps between invocations only', async () => {
    const clock = createStackClock({ start: Date.UTC(2026, 10, 10, 20) });
    const stack = await start({ bundles, clock, environments: 1 });
    const first = await tell(stack);
    expect(first.imported).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 10, 20));
    expect(first.now - first.imported).toBeLessThan(5 * MINUTE);
    clock.advance(3 * HOUR);
    const second = await tell(stack);
    expect(second.now - first.now).toBeGreaterThanOrEqual(3 * HOUR);
    expect(second.now - first.now).toBeLessThan(3 * HOUR + MINUTE);
    for (const { apart, drift, remaining, variables } of [first, second]) {
      // Text has whole seconds.
      expect(apart).toBeLessThan(1100);
      expect(drift).toBeLessThan(10);
      expect(remaining).toBeGreaterThan(10_000);
      expect(remaining).toBeLessThanOrEqual(15_000);
      expect(variables).toEqual([]);
    }
  });

  it('is left alone where time is this machine’s', async () => {
    const { native, now } = await tell(await start({ bundles }));
    expect(native).toBe('function Date() { [native code] }');
    expect(Math.abs(now - Date.now())).toBeLessThan(MINUTE);
  });

  it('is invoked by its schedule, in that time', async () => {
    const clock = createStackClock({ start: Date.UTC(2026, 10, 10, 20) });
    const stack = await start({ bundles, clock });
    expect(stack.schedules.rules).toEqual([{ name: 'purge', every: 10 * MINUTE }]);
    await stack.schedules.tick();
    clock.advance(10 * MINUTE);
    const [run] = await stack.schedules.tick();
    if (run?.result.kind !== 'response') throw new Error('It did not run');
    const { now } = JSON.parse(run.result.payload) as Told;
    expect(now).toBeGreaterThanOrEqual(Date.UTC(2026, 10, 10, 20, 10));
    expect(await stack.schedules.tick()).toEqual([]);
  });
});

describe('time that is advanced', () => {
  let bundles: Bundles;
  beforeAll(async () => {
    bundles = await realBundles();
  });

  const rig = async (): Promise<{
    readonly stack: Stack;
    readonly clock: StackClock;
    readonly roster: () => Promise<Seen>;
    readonly calls: () => number;
  }> => {
    // A Wednesday in the season, and far from any window: a roster is fresh for six hours.
    const clock = createStackClock({ start: Date.UTC(2026, 9, 7, 12) });
    const stack = await start({ bundles, clock, environments: 1, variables: GENEROUS_LIMITS });
    return {
      stack,
      clock,
      roster: () => ask(`${stack.url}/v1/nfl/teams/KC/roster`),
      calls: () => stack.upstream?.calls().total ?? NaN,
    };
  };

  it('ends what every tier keeps, each in its time, and nothing before', async () => {
    const { clock, roster, calls } = await rig();
    await roster();
    const cold = calls();
    expect((await roster()).from).toMatch(/^l1; hit/);
    clock.advance(31 * MINUTE);
    expect((await roster()).from).toMatch(/^l2; hit.*l1; fwd=miss/);
    clock.advance(61 * MINUTE);
    const far = await roster();
    expect(far.from).toMatch(/^l3; hit.*l2; fwd=miss.*l1; fwd=miss/);
    expect(Number(far.headers.get('age'))).toBeGreaterThanOrEqual(92 * 60);
    expect(calls()).toBe(cold);
    // Past its freshness: answered stale at once, and loaded again behind it.
    clock.advance(5.1 * HOUR);
    expect((await roster()).from).toMatch(/^l3; hit; ttl=-\d+; detail=stale/);
    // Who looked in vain in a near tier has the right to load for a second, used or not.
    clock.advance(MINUTE);
    await roster();
    await expect.poll(calls, { interval: 5, timeout: 10_000 }).toBeGreaterThan(cold);
  });

  it('ends a lease', async () => {
    const { stack, clock } = await rig();
    const lease = () => callRedis(stack.redis, ['SET', 'lease', 'me', 'NX', 'PX', 10_000]);
    expect([await lease(), await lease()]).toEqual(['OK', null]);
    clock.advance(HOUR);
    expect([await lease(), await lease()]).toEqual(['OK', null]);
  });

  it('is the provider’s and the gateway’s, too', async () => {
    const { stack, clock } = await rig();
    clock.set(Date.UTC(2027, 0, 2));
    expect(stack.upstream?.calls().since).toMatch(/^2026-10-07T12:00/);
    stack.upstream?.reset();
    expect(stack.upstream?.calls().since).toMatch(/^2027-01-02T00:00/);
  });
});

describe('trades that are asked for', () => {
  let bundles: Bundles;
  beforeAll(async () => {
    const entry = join(import.meta.dirname, 'fixtures', 'telling-time.ts');
    bundles = await buildBundles({ entries: { api: entry }, log: noLog });
  });
  afterAll(() => bundles.close());

  const donesOf = async (stack: Stack): Promise<unknown> => {
    const response = await fetch(`${stack.upstream?.url ?? ''}/__control/trades`);
    return response.json();
  };

  it('take place at once or at their moment', async () => {
    const clock = createStackClock({ start: Date.UTC(2026, 10, 10, 20) });
    const at = Date.UTC(2026, 10, 10, 21);
    const trades = [
      { league: 'nfl', athlete: '3139477', to: 'BUF' },
      { league: 'nfl', athlete: '4361423', to: 'KC', at },
    ];
    const stack = await start({ bundles, clock, trades });
    expect(await donesOf(stack)).toMatchObject({ trades: [{ name: 'Patrick Mahomes', to: 'BUF' }] });
    clock.advance(HOUR);
    expect(await donesOf(stack)).toMatchObject({ trades: [{ to: 'BUF' }, { name: 'Micah Parsons', to: 'KC', at }] });
  });

  it('are refused by their number when they cannot', async () => {
    const trades = [
      { league: 'nfl', athlete: '3139477', to: 'BUF' },
      { league: 'nfl', athlete: 'Nobody At All', to: 'BUF' },
    ];
    await expect(startStack({ bundles, trades })).rejects.toThrow(
      "The simulated provider could not start: trade 2 cannot take place: its player or team is nobody's in nfl: Nobody At All",
    );
  });
});

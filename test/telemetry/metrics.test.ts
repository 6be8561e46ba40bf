import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMetrics } from '../../lib/telemetry/metrics.ts';

// Powertools writes to a console of its own, which writes to the process's output.
const lines: string[] = [];
const write = process.stdout.write.bind(process.stdout);
beforeEach(() => {
  lines.splice(0);
  process.stdout.write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
});
afterEach(() => {
  process.stdout.write = write;
  vi.unstubAllEnvs();
});

const emitted = (): readonly Readonly<Record<string, unknown>>[] =>
  lines.filter((line) => line.startsWith('{')).map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the metrics', () => {
  it('say what a flush handed on, under the names the alarms watch', () => {
    const amounts = {
      'nfl.hit.l1': 8,
      'nba.hit.l1': 1,
      'nfl.hit.l2': 2,
      'nfl.stale': 3,
      'nfl.miss': 1,
      'nfl.collapsed': 4,
      'nfl.load': 2,
      'nfl.load-failed': 1,
      'call.ask': 2,
      'call.warm': 5,
    };
    const plan = { perDay: 200, perMinute: undefined };
    const allowances = { unknown: 0, unknownByKey: {}, keys: {}, speculative: 0 };
    const spent = { day: 50, minute: 1 };
    const budget = { provider: 'espn', plan, spent, allowances, foresightStopsAt: 160, resetsAt: 0 };
    createMetrics('statline-api', 'Statline').flushed(amounts, budget);
    const [l1, l2, all] = emitted();
    expect(l1).toMatchObject({ service: 'statline-api', tier: 'l1', Hits: 9 });
    expect(l2).toMatchObject({ tier: 'l2', Hits: 2 });
    // Nothing is sent of what did not happen: each metric is charged for every hour in which it is.
    expect(emitted()).toHaveLength(3);
    expect(all).not.toHaveProperty('Contradictions');
    expect(all).toMatchObject({
      service: 'statline-api',
      Misses: 1,
      Stale: 3,
      Collapsed: 4,
      Loads: 2,
      LoadFailures: 1,
      UpstreamCalls: 7,
      CallsSaved: 18,
      BudgetUsed: 25,
    });
    expect(JSON.stringify(all?._aws)).toContain('"Namespace":"Statline"');
  });

  it('say of all functions together what alarms watch, where there is anything of it', () => {
    createMetrics('statline-warm', 'Statline').flushed({ 'redis-commands': 120, 'limit-reached.l2': 2 }, undefined);
    expect(emitted().at(-1)).toMatchObject({ service: 'statline', RedisCommands: 120, LimitReached: 2 });
    lines.splice(0);
    createMetrics('statline-warm', 'Statline').flushed({ 'nfl.load': 1 }, undefined);
    expect(emitted().filter(({ service }) => service === 'statline')).toEqual([]);
  });

  it('say how much of the budget is used while something is spent or refused, and not otherwise', () => {
    const plan = { perDay: 200, perMinute: undefined };
    const allowances = { unknown: 0, unknownByKey: {}, keys: {}, speculative: 0 };
    const spent = { day: 200, minute: 1 };
    const budget = { provider: 'espn', plan, spent, allowances, foresightStopsAt: 160, resetsAt: 0 };
    const metrics = createMetrics('statline-api', 'Statline');
    expect(metrics.tellsBudget({ 'redis-commands': 3, 'nfl.hit.l1': 1 })).toBe(false);
    expect(metrics.tellsBudget({ 'call.warm': 1 })).toBe(true);
    expect(metrics.tellsBudget({ 'refused.ask': 1 })).toBe(true);
    metrics.flushed({ 'redis-commands': 3 }, budget);
    expect(emitted()).toHaveLength(1);
    metrics.flushed({ 'refused.ask': 1 }, budget);
    expect(emitted().at(-1)).toMatchObject({ service: 'statline-api', BudgetUsed: 100 });
  });

  it('say nothing of a budget that cannot be read', () => {
    createMetrics('statline-api', 'Statline').flushed({ 'call.ask': 1 }, undefined);
    expect(emitted().at(-1)).not.toHaveProperty('BudgetUsed');
    expect(emitted().at(-1)).toMatchObject({ UpstreamCalls: 1 });
  });

  it('say once that an environment is new, and of which function', () => {
    // Lambda says so; without it Powertools cannot tell a cold start.
    vi.stubEnv('AWS_LAMBDA_INITIALIZATION_TYPE', 'on-demand');
    const metrics = createMetrics('statline-warm', 'Statline');
    metrics.coldStart('statline-warm-1A2B');
    metrics.coldStart('statline-warm-1A2B');
    expect(emitted()).toHaveLength(1);
    expect(emitted()[0]).toMatchObject({ service: 'statline-warm', function_name: 'statline-warm-1A2B', ColdStart: 1 });
  });
});

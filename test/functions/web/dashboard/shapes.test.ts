import { describe, expect, it } from 'vitest';
import { causesByHour, causesOf, spendingOf } from '../../../../functions/web/pages/dashboard/causes.ts';
import { latencyRows, onScale } from '../../../../functions/web/pages/dashboard/latency.ts';
import { moneyOf, operationsOf } from '../../../../functions/web/pages/dashboard/money.ts';
import { countedOf, outcomesByHour, outcomesOf } from '../../../../functions/web/pages/dashboard/outcomes.ts';
import { usageOf } from './usage-answers.ts';

const USAGE = usageOf({
  '2026-11-22T18': {
    'nfl.question.hit.l1': 7,
    'nfl.question.miss': 2,
    'nba.question.stale': 1,
    'call.ask': 2,
    'call.warm': 30,
  },
  '2026-11-22T20': { 'nfl.question.failed': 1, 'nba.question.hit.l2': 3, 'call.new-cause': 4 },
});

const valuesOf = (parts: ReturnType<typeof outcomesOf>): unknown =>
  Object.fromEntries(parts.map(({ id, figure }) => [id, figure.value]));

describe('outcomes', () => {
  it('are those of all leagues, or of one, each with the place that it has in the answer', () => {
    const all = countedOf(USAGE, null);
    const nba = countedOf(USAGE, 'nba');
    if (all === undefined || nba === undefined) throw new Error('both were asked about');
    expect(valuesOf(outcomesOf(all))).toEqual({ l1: 7, l2: 3, l3: 0, collapsed: 0, stale: 1, misses: 2, failed: 1 });
    expect(valuesOf(outcomesOf(nba))).toMatchObject({ l1: 0, l2: 3, stale: 1, failed: 0 });
    expect(outcomesOf(nba).map(({ figure }) => figure.of)).toContain('usage.leagues.nba.questions.hits.l2');
    expect(countedOf(USAGE, 'mlb')).toBeUndefined();
  });

  it('by hour have every hour, and nothing for those in which nothing was counted', () => {
    const hours = outcomesByHour(USAGE).map(({ hour, figures }) => [hour, figures?.map(({ value }) => value) ?? null]);
    expect(hours).toEqual([
      ['2026-11-22T18', [7, 0, 0, 0, 1, 2, 0]],
      ['2026-11-22T19', null],
      ['2026-11-22T20', [0, 3, 0, 0, 0, 0, 1]],
    ]);
  });

  it('by hour are those of a league where one was asked for', () => {
    const { hours } = USAGE;
    const [first] = hours;
    if (first === undefined) throw new Error('there are hours');
    const [hour] = outcomesByHour({ ...USAGE, leagueHours: [first] });
    expect(hour?.figures?.[0]?.of).toBe('usage.leagueHours.0.questions.hits.l1');
  });
});

describe('provider calls', () => {
  it('are told by cause, a new one under its own name', () => {
    const causes = causesOf(USAGE);
    expect(causes.map(({ label, figure }) => [label, figure.value])).toEqual([
      ['Somebody waits', 2],
      ['Warming', 30],
      ['new-cause', 4],
    ]);
    expect(
      causesByHour(USAGE, causes)
        .at(-1)
        ?.figures?.map(({ value }) => value),
    ).toEqual([0, 0, 4]);
  });

  it('are within the plan, tight or spent', () => {
    const budget = USAGE.budget;
    if (budget === null) throw new Error('there is a budget');
    const stateAt = (day: number) => spendingOf({ budget: { ...budget, spent: { day, minute: 0 } } })?.state;
    expect([20, 800, 1000, 1100].map(stateAt)).toEqual(['normal', 'tight', 'spent', 'spent']);
    expect(spendingOf({ budget: null })).toBeNull();
  });
});

describe('latency', () => {
  it('has a row for each place that answers come from, and its place on a scale by powers of ten', () => {
    const rows = latencyRows(usageOf({}, { latencyAmounts: { 'l1.0': 99, 'l1.2': 1, 'p.5': 2 } }));
    const told = rows.map(({ label, questions, p50, p99 }) => [label, questions.value, p50.value, p99.value]);
    expect(told).toContainEqual(['Memory', 100, 1, 1]);
    expect(told).toContainEqual(['Redis', 0, null, null]);
    expect(rows[0]?.reach).toEqual({ from: 0, to: 0 });
    expect(rows[1]?.reach).toBeNull();
    expect([1, 30_000, 60_000].map(onScale)).toEqual([0, 1, 1]);
  });
});

describe('money', () => {
  it('is of what was counted, by how it was answered', () => {
    expect(operationsOf(USAGE)).toEqual({ memory: 7, shared: 3, stale: 1, load: 3, start: 1 });
    const { questions, items, month, idle } = moneyOf(USAGE, 24, true);
    const sum = items.reduce((all, { dollars }) => all + (dollars.value ?? 0), 0);
    expect(questions.value).toBeCloseTo(sum, 12);
    expect(month.value).toBeGreaterThan(idle.value ?? Infinity);
    const without = moneyOf(USAGE, 24, false).items.map(({ label }) => label);
    expect(without.some((label) => label.startsWith('Upstash'))).toBe(false);
  });

  it('without a question is nothing, and what goes on all the same', () => {
    const quiet = usageOf({}, { environments: { most: {}, coldStarts: {} } });
    const { questions, month, idle } = moneyOf(quiet, 24, true);
    expect(questions.value).toBe(0);
    expect(month.value).toBe(idle.value);
  });
});

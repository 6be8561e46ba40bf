import type { UsageAnswer, UsageBudget, UsageReport } from '../http/answers/index.ts';
import type { BudgetState } from '../ledgers/budget.ts';
import { LEAGUES } from '../sports/leagues.ts';
import type { Amounts } from '../ledgers/counters.ts';
import { hourOf, isoHour, usageKey } from '../ledgers/usage-hours.ts';
import type { Ledgers } from './ledgers.ts';
import { sumProvider, sumUsage } from './usage-sums.ts';

export const readUsage = async (
  { scope, counters, budget }: Ledgers,
  wanted: readonly number[],
): Promise<UsageAnswer> => {
  const [amounts, state] = await Promise.all([counters.read(wanted.map(usageKey)), budget.state().catch(() => null)]);
  return {
    scope,
    ...reportUsage(wanted, amounts),
    budget: state === null ? null : reportBudget(state),
  };
};

export const reportBudget = ({ plan: { perDay, perMinute }, resetsAt, ...state }: BudgetState): UsageBudget => ({
  ...state,
  plan: { perDay, ...(perMinute !== undefined && { perMinute }) },
  resetsAt: new Date(resetsAt).toISOString(),
});

/** The hours up to now, as numbers since the epoch. */
export const hoursUntil = (now: number, count: number): readonly number[] =>
  Array.from({ length: count }, (_, index) => hourOf(now) - count + 1 + index);

export const reportUsage = (wanted: readonly number[], byKey: ReadonlyMap<string, Amounts>): UsageReport => {
  const found = wanted.flatMap((hour) => {
    const amounts = byKey.get(usageKey(hour));
    return amounts === undefined ? [] : [{ hour, amounts }];
  });
  const all = sumOf(found.map(({ amounts }) => amounts));
  const asked = LEAGUES.filter(({ id }) => Object.keys(all).some((name) => name.startsWith(`${id}.`)));
  return {
    from: isoHour(wanted.at(0) ?? 0),
    to: isoHour(wanted.at(-1) ?? 0),
    totals: sumUsage(all),
    provider: sumProvider(all),
    leagues: Object.fromEntries(asked.map(({ id }) => [id, sumUsage(all, id)])),
    hours: found.map(({ hour, amounts }) => ({
      hour: isoHour(hour),
      ...sumUsage(amounts),
      provider: sumProvider(amounts),
    })),
  };
};

const sumOf = (hourly: readonly Amounts[]): Amounts => {
  const sums: Record<string, number> = {};
  for (const each of hourly) for (const [name, amount] of Object.entries(each)) sums[name] = (sums[name] ?? 0) + amount;
  return sums;
};

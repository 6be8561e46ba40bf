import type { UsageAnswer } from '../../../../lib/http/answers/index.ts';
import { count, share, type Figure } from './figures.ts';
import { stackHours, type Part, type StackedHour } from './outcomes.ts';

/** Why the provider is called. */
const KNOWN = [
  { id: 'ask', label: 'Somebody waits' },
  { id: 'refresh', label: 'Refreshing' },
  { id: 'warm', label: 'Warming' },
  { id: 'follow', label: 'Following games' },
  { id: 'predict', label: 'Prediction' },
  { id: 'purge', label: 'Purges' },
  { id: 'probe', label: 'Probes' },
] as const satisfies readonly Part[];

/** The causes of the range, with those that this page does not know by the name that the answer has for them. */
export const causesOf = ({ provider }: UsageAnswer): readonly (Part & { readonly figure: Figure })[] => {
  const own = KNOWN.filter(({ id }) => provider.byCause[id] !== undefined);
  const others = Object.keys(provider.byCause).filter((id) => !KNOWN.some((known) => known.id === id));
  return [...own, ...others.map((id) => ({ id, label: id }))].map((part) => ({
    ...part,
    figure: count(`usage.provider.byCause.${part.id}`, provider.byCause[part.id]),
  }));
};

export const causesByHour = (usage: UsageAnswer, causes: readonly Part[]): readonly StackedHour[] =>
  stackHours(usage, usage.hours, ({ provider }, index) =>
    causes.map(({ id }) => count(`usage.hours.${index}.provider.byCause.${id}`, provider.byCause[id] ?? 0)),
  );

/** How much of the provider's plan is spent. */
export interface Spending {
  readonly spent: Figure;
  readonly plan: Figure;
  /** 0 to 1. */
  readonly part: Figure;
  /** Where nothing more is loaded that nobody waits for, 0 to 1. */
  readonly speculativeUntil: number;
  readonly state: 'normal' | 'tight' | 'spent';
}

export const spendingOf = ({ budget }: Pick<UsageAnswer, 'budget'>): Spending | null => {
  if (budget === null) return null;
  const { plan, spent, foresightStopsAt } = budget;
  const part = plan.perDay === 0 ? 1 : Math.min(1, spent.day / plan.perDay);
  return {
    spent: count('usage.budget.spent.day', spent.day),
    plan: count('usage.budget.plan.perDay', plan.perDay),
    part: share('usage.budget.spent.day/usage.budget.plan.perDay', part),
    speculativeUntil: plan.perDay === 0 ? 1 : foresightStopsAt / plan.perDay,
    state: part >= 1 ? 'spent' : spent.day >= foresightStopsAt ? 'tight' : 'normal',
  };
};

import type { UsageAnswer } from '../../../../lib/http/answers/index.ts';
import { idleCounts } from '../../../../lib/costs/counts.ts';
import { PRICES, PRICES_AS_OF, PRICES_REGION, sumOf, totalOf } from '../../../../lib/costs/prices.ts';
import { listDollars, windowCounts, type Operations } from '../../../../lib/costs/window.ts';
import { dollars, type Figure } from './figures.ts';

export interface Money {
  /** What the questions of the range have cost, at list prices. */
  readonly questions: Figure;
  /** A month in which nobody asks. */
  readonly idle: Figure;
  /** A month with questions as in the range, beyond what is free. */
  readonly month: Figure;
  readonly items: readonly {
    readonly label: string;
    readonly amount: number;
    readonly unit: string;
    readonly dollars: Figure;
  }[];
  readonly formula: string;
}

const HOURS_A_MONTH = 730;

/** `hasRedis`: what the deployment's tiers say. */
export const moneyOf = (usage: UsageAnswer, hours: number, hasRedis: boolean): Money => {
  const deployment = { redis: hasRedis };
  const used = windowCounts(operationsOf(usage), deployment);
  const priced = listDollars(used);
  const scale = HOURS_A_MONTH / hours;
  const asked = Object.fromEntries(Object.entries(used).map(([item, amount]) => [item, amount * scale]));
  const idle = idleCounts(deployment);
  return {
    questions: dollars(
      'money.questions',
      priced.reduce((sum, each) => sum + each.dollars, 0),
    ),
    idle: dollars('money.idle', totalOf(idle)),
    month: dollars('money.month', totalOf(sumOf(idle, asked))),
    items: priced.map((each) => ({
      label: PRICES[each.item].label,
      amount: used[each.item] ?? 0,
      unit: PRICES[each.item].unit,
      dollars: dollars(`money.items.${each.item}`, each.dollars),
    })),
    formula: `questions by how they were answered × what one of each was counted to use × list prices of ${PRICES_REGION}, ${PRICES_AS_OF}`,
  };
};

/** Joining a load waits as long as loading does; a question that failed has tried to load. */
export const operationsOf = ({ totals: { questions }, environments }: UsageAnswer): Operations => ({
  memory: questions.hits.l1 ?? 0,
  shared: (questions.hits.l2 ?? 0) + (questions.hits.l3 ?? 0),
  stale: questions.stale,
  load: questions.misses + questions.collapsed + questions.failed,
  start: Object.values(environments.coldStarts).reduce((sum, each) => sum + each, 0),
});

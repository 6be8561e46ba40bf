import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { BudgetState } from '../ledgers/budget.ts';
import type { Amounts } from '../ledgers/counters.ts';
import { DIMENSION, METRIC, SERVICE, TIERS } from './metric-names.ts';
import { sumProvider, sumUnder, sumUsage } from './usage/sums.ts';

/** CloudWatch metrics, as lines of the log. Loaded with the first flush. */
export interface UsageMetrics {
  /** Once in an environment's life; `functionName` is its name in this deployment. */
  coldStart(functionName: string | undefined): void;
  /** Whether anything is said of the budget: it costs a read of the ledger. */
  tellsBudget(amounts: Amounts): boolean;
  flushed(amounts: Amounts, budget: BudgetState | undefined): void;
}

export const createMetrics = (serviceName: string, namespace: string): UsageMetrics => {
  const metrics = new Metrics({ namespace, serviceName });
  const ofAll = new Metrics({ namespace, serviceName: SERVICE.all });

  const hits = (tier: string, count: number): void => {
    const single = metrics.singleMetric();
    single.addDimension(DIMENSION.tier, tier);
    single.addMetric(METRIC.hits, MetricUnit.Count, count);
  };

  const publish = (through: Metrics, counts: readonly Count[]): void => {
    if (counts.length === 0) return;
    for (const [name, count, unit = MetricUnit.Count] of counts) through.addMetric(name, unit, count);
    through.publishStoredMetrics();
  };

  return {
    coldStart: (functionName) => metrics.captureColdStartMetric(functionName),
    tellsBudget: (amounts) => isAnythingSpent(sumProvider(amounts)),
    flushed(amounts, budget) {
      const { entries, callsSaved, loads, loadFailures, contradictions } = sumUsage(amounts);
      const provider = sumProvider(amounts);
      for (const tier of TIERS) if ((entries.hits[tier] ?? 0) > 0) hits(tier, entries.hits[tier] ?? 0);
      const counts = happened([
        [METRIC.misses, entries.misses],
        [METRIC.stale, entries.stale],
        [METRIC.collapsed, entries.collapsed],
        [METRIC.loads, loads],
        [METRIC.loadFailures, loadFailures],
        [METRIC.contradictions, contradictions],
        [METRIC.upstreamCalls, provider.calls],
        [METRIC.upstreamOutages, provider.outages.begun],
        [METRIC.callsSaved, callsSaved],
      ]);
      publish(metrics, [...counts, ...budgetUsed(budget, provider)]);
      publish(
        ofAll,
        happened([
          [METRIC.fieldsGone, amounts['field-gone'] ?? 0],
          [METRIC.limitReached, sumUnder('limit-reached.', amounts)],
          [METRIC.redisCommands, amounts['redis-commands'] ?? 0],
        ]),
      );
    },
  };
};

/** While calls are made or refused: nobody needs to be told all night that nothing is spent. */
const budgetUsed = (budget: BudgetState | undefined, provider: Spent): readonly Count[] =>
  budget === undefined || !isAnythingSpent(provider)
    ? []
    : [[METRIC.budgetUsed, (100 * budget.spent.day) / budget.plan.perDay, MetricUnit.Percent]];

interface Spent {
  readonly calls: number;
  readonly refused: number;
}

const isAnythingSpent = ({ calls, refused }: Spent): boolean => calls + refused > 0;

type Count = readonly [name: string, count: number, unit?: 'Percent'];

/** Nothing is sent of what did not happen: CloudWatch charges a metric for the hours in which it is. */
const happened = (counts: readonly Count[]): readonly Count[] => counts.filter(([, count]) => count > 0);

import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { BudgetState } from '../ledgers/budget.ts';
import type { Amounts } from '../ledgers/counters.ts';
import { DIMENSION, METRIC, SERVICE, TIERS } from './metric-names.ts';
import { sumProvider, sumUnder, sumUsage } from './usage/sums.ts';

/** CloudWatch metrics, as lines of the log. Loaded with the first flush. */
export interface UsageMetrics {
  /** Once in an environment's life; `functionName` is its name in this deployment. */
  coldStart(functionName: string | undefined): void;
  flushed(amounts: Amounts, budget: BudgetState | undefined): void;
}

export const createMetrics = (serviceName: string, namespace: string): UsageMetrics => {
  const metrics = new Metrics({ namespace, serviceName });
  const ofAll = new Metrics({ namespace, serviceName: SERVICE.all });

  /** Nothing is sent of what did not happen: CloudWatch charges a metric for the hours in which it is. */
  const emitOfAll = (counts: Readonly<Record<string, number>>): void => {
    const happened = Object.entries(counts).filter(([, count]) => count > 0);
    if (happened.length === 0) return;
    for (const [name, count] of happened) ofAll.addMetric(name, MetricUnit.Count, count);
    ofAll.publishStoredMetrics();
  };

  const hits = (tier: string, count: number): void => {
    const single = metrics.singleMetric();
    single.addDimension(DIMENSION.tier, tier);
    single.addMetric(METRIC.hits, MetricUnit.Count, count);
  };

  return {
    coldStart: (functionName) => metrics.captureColdStartMetric(functionName),
    flushed(amounts, budget) {
      const { entries, callsSaved, loads, loadFailures, contradictions } = sumUsage(amounts);
      const provider = sumProvider(amounts);
      for (const tier of TIERS) hits(tier, entries.hits[tier] ?? 0);
      const counts = {
        [METRIC.misses]: entries.misses,
        [METRIC.stale]: entries.stale,
        [METRIC.collapsed]: entries.collapsed,
        [METRIC.loads]: loads,
        [METRIC.loadFailures]: loadFailures,
        [METRIC.contradictions]: contradictions,
        [METRIC.upstreamCalls]: provider.calls,
        [METRIC.upstreamOutages]: provider.outages.begun,
        [METRIC.callsSaved]: callsSaved,
      };
      for (const [name, count] of Object.entries(counts)) metrics.addMetric(name, MetricUnit.Count, count);
      if (budget !== undefined) {
        const used = (100 * budget.spent.day) / budget.plan.perDay;
        metrics.addMetric(METRIC.budgetUsed, MetricUnit.Percent, used);
      }
      metrics.publishStoredMetrics();
      emitOfAll({
        [METRIC.fieldsGone]: amounts['field-gone'] ?? 0,
        [METRIC.limitReached]: sumUnder('limit-reached.', amounts),
        [METRIC.redisCommands]: amounts['redis-commands'] ?? 0,
      });
    },
  };
};

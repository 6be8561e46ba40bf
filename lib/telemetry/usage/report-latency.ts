import type { Latency, LatencyOf } from '../../http/answers/index.ts';
import type { Amounts } from '../../ledgers/counters.ts';
import { LATENCY_BOUNDS_MS, LATENCY_STORED_AS as STORED_AS } from './latency.ts';

export const reportLatency = (amounts: Amounts): Readonly<Record<LatencyOf, Latency>> => {
  const of = (name: LatencyOf): Latency => {
    const buckets = LATENCY_BOUNDS_MS.map((atMost, index) => ({
      atMost,
      questions: amounts[`${STORED_AS[name]}.${index}`] ?? 0,
    }));
    const questions = buckets.reduce((sum, bucket) => sum + bucket.questions, 0);
    return { questions, p50: quantile(0.5, questions, buckets), p99: quantile(0.99, questions, buckets), buckets };
  };
  return {
    l1: of('l1'),
    l2: of('l2'),
    l3: of('l3'),
    provider: of('provider'),
    stale: of('stale'),
    failed: of('failed'),
  };
};

/** Within its bucket, answers are taken to be spread evenly. */
const quantile = (share: number, total: number, buckets: Latency['buckets']): number | null => {
  let left = share * total;
  let above = 0;
  for (const { atMost, questions } of buckets) {
    if (questions > 0 && left <= questions) return Math.ceil(above + ((atMost - above) * left) / questions);
    left -= questions;
    above = atMost;
  }
  return null;
};

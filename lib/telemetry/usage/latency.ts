import type { Latency, LatencyOf } from '../../http/answers/index.ts';
import type { Amounts } from '../../ledgers/counters.ts';

/** Milliseconds. The last is where API Gateway gives up; 150 and 500 are what Redis and the table may take. */
export const LATENCY_BOUNDS_MS = [1, 5, 15, 50, 150, 500, 2000, 30_000] as const;

// Short: a write is billed by the size of the page.
const STORED_AS: Readonly<Record<LatencyOf, string>> = {
  l1: 'l1',
  l2: 'l2',
  l3: 'l3',
  provider: 'p',
  stale: 's',
  failed: 'f',
};

/** The name of the amount that counts an answer: `l1.0` for one from memory within a millisecond. */
export const latencyName = (of: LatencyOf, elapsed: number): string => {
  const index = LATENCY_BOUNDS_MS.findIndex((bound) => elapsed <= bound);
  return `${STORED_AS[of]}.${index < 0 ? LATENCY_BOUNDS_MS.length - 1 : index}`;
};

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

/** What memory holds goes with the latency: both are written while there are questions, and on a page that stays small. */
export const memoryAmounts = (bytes: number): Amounts => ({
  [MEMORY.kilobytes]: Math.round(bytes / 1024),
  [MEMORY.reports]: 1,
});

const MEMORY = { kilobytes: 'kb', reports: 'kbs' } as const;

/** Bytes that an environment holds, on average; null: none has reported. */
export const meanBytes = (amounts: Amounts): number | null => {
  const reports = amounts[MEMORY.reports] ?? 0;
  return reports === 0 ? null : Math.round(((amounts[MEMORY.kilobytes] ?? 0) * 1024) / reports);
};

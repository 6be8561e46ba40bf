import type { Latency, LatencyOf, UsageAnswer } from '../../../../lib/http/answers/index.ts';
import { count, ms, type Figure } from './figures.ts';

export interface LatencyRow {
  readonly label: string;
  readonly questions: Figure;
  readonly p50: Figure;
  readonly p99: Figure;
  /** Where the two stand on the scale of all rows, 0 to 1; null: nobody asked. */
  readonly reach: { readonly from: number; readonly to: number } | null;
  readonly buckets: readonly { readonly atMost: Figure; readonly questions: Figure }[];
}

const ROWS: readonly (readonly [LatencyOf, string])[] = [
  ['l1', 'Memory'],
  ['l2', 'Redis'],
  ['l3', 'DynamoDB'],
  ['stale', 'Stale'],
  ['provider', 'Provider'],
  ['failed', 'Failed'],
];

/** By where the answer came from, on a scale by powers of ten that all rows share. */
export const latencyRows = ({ latency }: Pick<UsageAnswer, 'latency'>): readonly LatencyRow[] =>
  ROWS.map(([of, label]) => {
    const path = `usage.latency.${of}`;
    const { questions, p50, p99, buckets } = latency[of];
    return {
      label,
      questions: count(`${path}.questions`, questions),
      p50: ms(`${path}.p50`, p50),
      p99: ms(`${path}.p99`, p99),
      reach: reachOf(latency[of]),
      buckets: buckets.map((bucket, index) => ({
        atMost: ms(`${path}.buckets.${index}.atMost`, bucket.atMost),
        questions: count(`${path}.buckets.${index}.questions`, bucket.questions),
      })),
    };
  });

/** Milliseconds at the marks of the scale. */
export const SCALE_MS = [1, 10, 100, 1000, 10_000] as const;
const LONGEST_MS = 30_000;

/** Where a duration stands on the scale, 0 to 1. */
export const onScale = (duration: number): number =>
  Math.min(1, Math.max(0, Math.log(Math.max(1, duration)) / Math.log(LONGEST_MS)));

const reachOf = ({ p50, p99 }: Latency): LatencyRow['reach'] =>
  p50 === null || p99 === null ? null : { from: onScale(p50), to: onScale(p99) };

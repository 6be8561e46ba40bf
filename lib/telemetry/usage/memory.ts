import type { Amounts } from '../../ledgers/counters.ts';

/** The memory tier of an environment. */
export interface MemoryGauge {
  readonly bytes: number;
  readonly entries: number;
  readonly maxBytes: number;
}

const STORED_AS = { kilobytes: 'kb', reports: 'kbs' } as const;

/** What memory holds goes with the latency: both are written while there are questions, and on a page that stays small. */
export const memoryAmounts = (bytes: number): Amounts => ({
  [STORED_AS.kilobytes]: Math.round(bytes / 1024),
  [STORED_AS.reports]: 1,
});

/** Bytes that an environment holds, on average; null: none has reported. */
export const meanBytes = (amounts: Amounts): number | null => {
  const reports = amounts[STORED_AS.reports] ?? 0;
  return reports === 0 ? null : Math.round(((amounts[STORED_AS.kilobytes] ?? 0) * 1024) / reports);
};

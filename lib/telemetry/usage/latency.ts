import type { LatencyOf } from '../../http/answers/index.ts';

/** Milliseconds. The last is where API Gateway gives up; 150 and 500 are what Redis and the table may take. */
export const LATENCY_BOUNDS_MS = [1, 5, 15, 50, 150, 500, 2000, 30_000] as const;

// Short: a write is billed by the size of the page.
export const LATENCY_STORED_AS: Readonly<Record<LatencyOf, string>> = {
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
  return NAMES[of][index < 0 ? LATENCY_BOUNDS_MS.length - 1 : index] ?? '';
};

const namesOf = (of: LatencyOf): readonly string[] =>
  LATENCY_BOUNDS_MS.map((_bound, index) => `${LATENCY_STORED_AS[of]}.${index}`);

const NAMES: Readonly<Record<LatencyOf, readonly string[]>> = {
  l1: namesOf('l1'),
  l2: namesOf('l2'),
  l3: namesOf('l3'),
  provider: namesOf('provider'),
  stale: namesOf('stale'),
  failed: namesOf('failed'),
};

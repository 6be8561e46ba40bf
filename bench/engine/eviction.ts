// Misses are loads: `node bench/engine/eviction.ts` counts them, the memory tier's against lru-cache's.
import { countMisses } from './misses.ts';
import { drifting, replaced, scanned, steady } from './traces.ts';

const REQUESTS = 1_000_000;
const POPULATION = 20_000;
const CAPACITY = 2_000;

const percent = (hits: number): string => ((hits / REQUESTS) * 100).toFixed(2);

const rows = [steady, scanned, drifting, replaced].map((make) => {
  const trace = make({ requests: REQUESTS, population: POPULATION });
  const { ours, lru } = countMisses(trace, CAPACITY);
  return {
    trace: trace.name,
    'l1 hit %': percent(REQUESTS - ours),
    'lru-cache hit %': percent(REQUESTS - lru),
    'l1 misses': ours,
    'lru-cache misses': lru,
    ratio: (ours / lru).toFixed(3),
  };
});

console.table(rows);

// Misses cost a tier, and then a load: `node bench/engine/eviction.ts` counts them, ours beside those of lru-cache with
// room for as many bytes. First of the memory tier alone, then of a whole cache: with renewals of the purge log, stale
// answers and look-ups, where each question must count as one use.
import { countMisses, countReadMisses, type Misses } from './misses.ts';
import { drifting, replaced, scanned, steady } from './traces.ts';

const TRACES = [steady, scanned, drifting, replaced];

const ALONE = { requests: 1_000_000, population: 20_000, capacity: 2_000 };
const WHOLE = { requests: 200_000, population: 4_000, capacity: 400 };

const rowOf = (name: string, { requests }: { readonly requests: number }, { ours, lru }: Misses) => ({
  trace: name,
  'l1 hit %': percent(requests - ours, requests),
  'lru-cache hit %': percent(requests - lru, requests),
  'l1 misses': ours,
  'lru-cache misses': lru,
  ratio: (ours / lru).toFixed(3),
});

const percent = (part: number, whole: number): string => ((part / whole) * 100).toFixed(2);

console.log('The memory tier alone');
console.table(
  TRACES.map((make) => {
    const trace = make(ALONE);
    return rowOf(trace.name, ALONE, countMisses(trace, ALONE.capacity));
  }),
);

console.log('The whole read path');
const rows: Readonly<Record<string, string | number>>[] = [];
for (const make of TRACES) {
  const trace = make(WHOLE);
  const { renewals, stale, lookUps, ...misses } = await countReadMisses(trace, WHOLE.capacity);
  rows.push({ ...rowOf(trace.name, WHOLE, misses), 'log renewals': renewals, 'stale answers': stale, lookUps });
}
console.table(rows);

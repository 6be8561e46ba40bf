import { cacheKey, type CacheKey } from '../../lib/cache/index.ts';

/** Who is asked for, request after request: the same on every machine. */
export interface Trace {
  readonly name: string;
  readonly keys: readonly CacheKey[];
}

export interface TraceOptions {
  readonly requests: number;
  /** How many keys there are to be asked for. */
  readonly population: number;
}

/** From 0 up to and without 1. */
type Random = () => number;

/** Popularity falls as 1/rank and stays where it is. */
export const steady = (options: TraceOptions): Trace => {
  const rank = ranks(options);
  return { name: 'zipf', keys: listed(options, () => rank()) };
};

/** Twenty times a run through keys nobody asks for twice, a fifth of the population long. */
export const scanned = (options: TraceOptions): Trace => {
  const rank = ranks(options);
  const [every, length] = [options.requests / 20, options.population / 5];
  let next = options.population;
  return { name: 'zipf, scans', keys: listed(options, (at) => (at % every < length ? next++ : rank())) };
};

/** Popularity wanders: by the end every rank has moved on by a fifth of the population. */
export const drifting = (options: TraceOptions): Trace => {
  const rank = ranks(options);
  const step = (options.requests / options.population) * 5;
  return {
    name: 'zipf, drift',
    keys: listed(options, (at) => (rank() + Math.floor(at / step)) % options.population),
  };
};

/** Game day, ten times: the most popular tenth of the keys changes places with keys from all the others. */
export const replaced = (options: TraceOptions): Trace => {
  const rank = ranks(options);
  const random = seeded(2);
  const { requests, population } = options;
  const hot = population / 10;
  const bearers = Array.from({ length: population }, (_, index) => index);
  const replace = (): void => {
    for (let at = 0; at < hot; at += 1) {
      const other = hot + Math.floor(random() * (population - hot));
      [bearers[at], bearers[other]] = [bearers[other] ?? 0, bearers[at] ?? 0];
    }
  };
  const draw = (at: number): number => {
    if (at % (requests / 10) === 0) replace();
    return bearers[rank()] ?? 0;
  };
  return { name: 'hot set replaced', keys: listed(options, draw) };
};

const listed = ({ requests, population }: TraceOptions, draw: (at: number) => number): readonly CacheKey[] => {
  const names = new Map<number, CacheKey>();
  const named = (index: number): CacheKey => {
    const known = names.get(index) ?? cacheKey(`nfl:player:${index + 10 * population}`);
    names.set(index, known);
    return known;
  };
  return Array.from({ length: requests }, (_, at) => named(draw(at)));
};

/** Draws ranks, the most popular being 0, by Zipf's law with exponent 1. */
const ranks = ({ population }: TraceOptions): (() => number) => {
  const random = seeded(1);
  let total = 0;
  const cumulative = Float64Array.from({ length: population }, (_, rank) => (total += 1 / (rank + 1)));
  return () => firstOver(cumulative, random() * total);
};

const firstOver = (sorted: Float64Array, value: number): number => {
  let [low, high] = [0, sorted.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** Mulberry32. */
const seeded = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

/** Numbers from 0 to 1, the same ones for the same seed. */
export type Random = () => number;

export const randomFrom = (seed: number): Random => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
};

/** Draws items, each as often as it weighs. */
export const weighted = <T>(items: readonly T[], weights: readonly number[], random: Random): (() => T) => {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return () => {
    let left = random() * sum;
    const index = weights.findIndex((weight) => (left -= weight) <= 0);
    return items[Math.max(0, index)] as T;
  };
};

/** The n-th weighs n times as little as the first. */
export const zipfWeights = (count: number, exponent = 1): readonly number[] =>
  Array.from({ length: count }, (_, index) => 1 / (index + 1) ** exponent);

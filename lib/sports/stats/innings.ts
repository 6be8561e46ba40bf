type Value = number | null;

/** How many times a batter or runner was put out; null for what is not in thirds: 12.3 is no number of innings. */
export const outsOf = (innings: Value): Value => {
  if (innings === null || innings < 0) return null;
  const whole = Math.floor(innings);
  // 0.1 of binary fractions is never quite a tenth.
  const thirds = Math.round((innings - whole) * 1000) / 100;
  return Number.isInteger(thirds) && thirds <= 2 ? whole * 3 + thirds : null;
};

/** As the provider writes them: thirteen outs are 4.1. */
export const inningsOf = (outs: number): number => Math.floor(outs / 3) + (outs % 3) / 10;

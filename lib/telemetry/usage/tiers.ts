/** By their names, the nearest first. */
export const TIERS = ['l1', 'l2', 'l3'] as const;

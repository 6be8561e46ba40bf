import type { Clock } from '../cache/index.ts';
import type { Amounts, Counters } from './counters.ts';

interface Sums {
  readonly amounts: Amounts;
  readonly expiresAt: number;
}

/** Sums in this environment's memory, for where there is no table: forgotten when the environment ends. */
export const createLocalCounters = ({ clock }: { readonly clock: Clock }): Counters => {
  const byKey = new Map<string, Sums>();
  return {
    add(key, amounts, expiresAt) {
      for (const [each, sums] of byKey) if (sums.expiresAt <= clock.now()) byKey.delete(each);
      const total: Record<string, number> = { ...byKey.get(key)?.amounts };
      for (const [name, amount] of Object.entries(amounts)) total[name] = (total[name] ?? 0) + amount;
      byKey.set(key, { amounts: total, expiresAt });
      return Promise.resolve();
    },
    read: (keys) =>
      Promise.resolve(
        new Map(
          keys.flatMap((key) => {
            const sums = byKey.get(key);
            return sums === undefined ? [] : [[key, sums.amounts] as const];
          }),
        ),
      ),
  };
};

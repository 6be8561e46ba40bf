import type { Clock } from '../cache/index.ts';
import type { Amounts, Counters } from './counters.ts';

interface Sums {
  readonly amounts: Amounts;
  /** How many names there are. */
  readonly names: number;
  readonly expiresAt: number;
}

// Of all keys together, about 100 bytes each: several days of a bot's questions.
const MAX_NAMES = 100_000;

/**
 * Sums in this environment's memory, for where there is no table: forgotten when the environment ends. Where they would
 * take too much room the oldest key is forgotten before its time, and a key that is alone takes no further names.
 */
export const createLocalCounters = ({
  clock,
  maxNames = MAX_NAMES,
}: {
  readonly clock: Clock;
  readonly maxNames?: number;
}): Counters => {
  const byKey = new Map<string, Sums>();
  let names = 0;

  const forget = (key: string): void => {
    names -= byKey.get(key)?.names ?? 0;
    byKey.delete(key);
  };

  return {
    add(key, amounts, expiresAt) {
      for (const [each, sums] of byKey) if (sums.expiresAt <= clock.now()) forget(each);
      const known = byKey.get(key);
      const total: Record<string, number> = { ...known?.amounts };
      let own = known?.names ?? 0;
      for (const [name, amount] of Object.entries(amounts)) {
        const before = total[name];
        if (before === undefined && own >= maxNames) continue;
        if (before === undefined) own += 1;
        total[name] = (before ?? 0) + amount;
      }
      names += own - (known?.names ?? 0);
      byKey.set(key, { amounts: total, names: own, expiresAt });
      for (const oldest of byKey.keys()) {
        if (names <= maxNames) break;
        if (oldest !== key) forget(oldest);
      }
      return Promise.resolve(0);
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

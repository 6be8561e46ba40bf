import type { Clock } from '../cache/index.ts';
import type { Amounts, Counters } from './counters.ts';

interface Page {
  readonly sums: Amounts;
  readonly expiresAt: number;
}

/** Sums in this environment's memory, for where there is no table: forgotten when the environment ends. */
export const createLocalCounters = ({ clock }: { readonly clock: Clock }): Counters => {
  const pages = new Map<string, Page>();
  return {
    add(name, amounts, expiresAt) {
      for (const [each, page] of pages) if (page.expiresAt <= clock.now()) pages.delete(each);
      const sums: Record<string, number> = { ...pages.get(name)?.sums };
      for (const [of, amount] of Object.entries(amounts)) sums[of] = (sums[of] ?? 0) + amount;
      pages.set(name, { sums, expiresAt });
      return Promise.resolve();
    },
    read: (names) =>
      Promise.resolve(
        new Map(
          names.flatMap((name) => {
            const page = pages.get(name);
            return page === undefined ? [] : [[name, page.sums] as const];
          }),
        ),
      ),
  };
};

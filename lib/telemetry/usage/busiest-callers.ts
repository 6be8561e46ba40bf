import type { Amounts } from '../../ledgers/counters.ts';
import { CALLER_STORED_AS } from './callers.ts';

/** Those that are listed one by one. */
export const MAX_CALLERS = 50;

/** The same amount of all who are not counted by name. */
export const withoutName = (name: string): string => `${name.slice(0, 1)}+`;

export const nameIn = (amount: string): string | undefined => (amount.charAt(1) === '.' ? amount.slice(2) : undefined);

/**
 * The amounts with the callers of `named` by name, and where there is room with others, up to fifty, the busiest first;
 * whoever is left counts as one of the others. Adds to `named` who has been given a name.
 */
export const nameBusiest = (amounts: ReadonlyMap<string, number>, named: Set<string>, roomy: boolean): Amounts => {
  const busiest = [...amounts]
    .filter(([amount]) => amount.startsWith(`${CALLER_STORED_AS.questions}.`))
    .sort(([, a], [, b]) => b - a);
  for (const [amount] of busiest) {
    if (!roomy || named.size >= MAX_CALLERS) break;
    named.add(nameIn(amount) ?? '');
  }
  const written = new Map<string, number>();
  for (const [amount, count] of amounts) {
    const name = nameIn(amount);
    const kept = name === undefined || named.has(name) ? amount : withoutName(amount);
    written.set(kept, (written.get(kept) ?? 0) + count);
  }
  return Object.fromEntries(written);
};

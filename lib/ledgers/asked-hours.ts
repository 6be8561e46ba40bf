import type { Amounts } from './counters.ts';
import { usageKey, type UsagePage } from './usage-hours.ts';

/** The questions about a league's players in an hour, by id: from their page, and from the sums of a release without one. */
export const askedIn = (
  league: string,
  hour: number,
  pages: ReadonlyMap<string, Amounts>,
): ReadonlyMap<string, number> => {
  const asked = new Map<string, number>();
  const add = (page: UsagePage, prefix: string): void => {
    for (const [name, amount] of Object.entries(pages.get(usageKey(hour, page)) ?? {})) {
      if (!name.startsWith(prefix)) continue;
      const id = name.slice(prefix.length);
      asked.set(id, (asked.get(id) ?? 0) + amount);
    }
  };
  add('asked', `${league}.`);
  add('sums', `${league}.asked.`);
  return asked;
};

/** The keys of the pages that `askedIn` reads. */
export const askedKeys = (hour: number): readonly string[] => [usageKey(hour, 'asked'), usageKey(hour)];

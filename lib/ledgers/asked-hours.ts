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

/** Whether anything was asked about the league in that hour, be it about no player. */
export const isAskedIn = (league: string, hour: number, pages: ReadonlyMap<string, Amounts>): boolean =>
  Object.keys(pages.get(usageKey(hour)) ?? {}).some((name) => name.startsWith(`${league}.question.`)) ||
  askedIn(league, hour, pages).size > 0;

/** The keys of the pages that `askedIn` and `isAskedIn` read. */
export const askedKeys = (hour: number): readonly string[] => [usageKey(hour, 'asked'), usageKey(hour)];

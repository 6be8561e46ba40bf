import { minutes } from '../../cache/index.ts';
import { hasPlayedSince, type LiveState } from '../stats/index.ts';
import type { StatLine } from '../model.ts';

/** What decides whether another group's part of a line is still true. */
export interface Joining {
  /** When the first page of each other group was loaded, epoch ms. */
  readonly told: ReadonlyMap<string, number>;
  readonly live: LiveState | undefined;
  readonly now: number;
}

// The groups of one run.
const RECENT = minutes(15);

/**
 * A player's line with what other groups of the table have told of him: a pitcher bats and fields, too. A group has the
 * name of its category. What it told before he played again is left out: the joined line is as old as its newest part.
 */
export const joinGroups = (line: StatLine, known: StatLine | undefined, { told, live, now }: Joining): StatLine => {
  if (told.size === 0 || known?.source !== 'season-table') return line;
  const teams = new Set(line.teams.map((team) => team.id));
  const isTrue = (category: string): boolean => {
    const since = told.get(category);
    if (since === undefined) return false;
    return now - since < RECENT || (live !== undefined && hasPlayedSince(live, teams, { since, now }) === false);
  };
  const others = Object.entries(known.categories).filter(([category]) => isTrue(category));
  return { ...line, categories: { ...Object.fromEntries(others), ...line.categories } };
};

import { minutes } from '../../cache/index.ts';
import type { SeasonLine, StatCategories } from '../model/index.ts';

/** A line, and when it was loaded (epoch ms). */
export interface DatedLine {
  readonly line: SeasonLine;
  readonly loadedAt: number;
}

// The groups of a table are loaded one after the other, and are of one time all the same.
const SAME_TIME_MS = minutes(1);

/**
 * Two sources of one player's season as one line: `line`, with the categories that only `other` has. Of a category that
 * both have, the one that was loaded later counts, and the first line's where neither was. A category that is older than
 * the line is dated in `asOf`, and is left out once it is older than `maxAge` (milliseconds). Nothing is joined where
 * the player changed teams in between: a part of a season beside the whole of it would mislead.
 *
 * @example
 * joinLines({ line: batting, loadedAt: now }, { line: battingAndFielding, loadedAt: now - hours(1) }, { maxAge: days(7) });
 */
export const joinLines = <L extends SeasonLine>(
  { line, loadedAt }: DatedLine & { readonly line: L },
  other: DatedLine | undefined,
  { maxAge }: { readonly maxAge: number },
): L => {
  if (other === undefined || !isOfSameTeams(line, other.line)) return line;
  const own = { line, loadedAt };
  const taken = Object.keys(other.line.categories).filter((category) => {
    const at = loadedAtOf(other, category);
    if (at === undefined || at < loadedAt - maxAge) return false;
    const known = loadedAtOf(own, category);
    return known === undefined || (line.asOf?.[category] !== undefined && at > known);
  });
  if (taken.length === 0 && (line.source === undefined || other.line.missing === undefined)) return line;
  const categories = categoriesOf(line, other.line, taken);
  const asOf = Object.keys(categories).flatMap((category) => {
    const at = loadedAtOf(taken.includes(category) ? other : own, category) ?? loadedAt;
    return loadedAt - at > SAME_TIME_MS ? [[category, new Date(at).toISOString()] as const] : [];
  });
  // A career says itself what it lacks; a page of a table does not know. An older category does not fill a gap.
  const lacking = line.source === undefined ? line.missing : [...(line.missing ?? []), ...(other.line.missing ?? [])];
  const dated = new Map(asOf);
  const missing = [...new Set(lacking)].filter((name) => categories[name] === undefined || dated.has(name));
  return {
    ...withoutNotes(line),
    categories,
    ...(missing.length > 0 && { missing }),
    ...(asOf.length > 0 && { asOf: Object.fromEntries(asOf) }),
  };
};

const withoutNotes = <L extends SeasonLine>(line: L): L =>
  Object.fromEntries(Object.entries(line).filter(([name]) => name !== 'asOf' && name !== 'missing')) as L;

/** Epoch ms; undefined for a category that the line does not have. */
const loadedAtOf = ({ line, loadedAt }: DatedLine, category: string): number | undefined => {
  if (line.categories[category] === undefined) return undefined;
  const dated = line.asOf?.[category];
  return dated === undefined ? loadedAt : Date.parse(dated);
};

/** The groups of a table in the order in which they are loaded; beside a career the table's own categories come last. */
const categoriesOf = (line: SeasonLine, other: SeasonLine, taken: readonly string[]): StatCategories => {
  const own = Object.entries(line.categories).filter(([category]) => !taken.includes(category));
  const others = taken.map((category) => [category, other.categories[category] ?? {}] as const);
  return Object.fromEntries(line.source === undefined ? [...own, ...others] : [...others, ...own]);
};

/** Also where one of the lines names no team: it may be any. */
const isOfSameTeams = (a: SeasonLine, b: SeasonLine): boolean => {
  if (a.teams.length === 0 || b.teams.length === 0) return true;
  const ids = ({ teams }: SeasonLine): string => [...new Set(teams.map(({ id }) => id))].sort().join();
  return ids(a) === ids(b);
};

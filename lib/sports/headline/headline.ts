import { displayStat, statLookup } from '../glossary/index.ts';
import { leagueOf, type League } from '../leagues.ts';
import type { Headline, HeadlineStat, LeagueId, StatCategories } from '../model/index.ts';
import { BASEBALL_ROLES, twoWayRole } from './baseball.ts';
import { BASKETBALL_ROLES } from './basketball.ts';
import { FOOTBALL_ROLES } from './football.ts';
import { HOCKEY_ROLES } from './hockey.ts';
import type { Role } from './role.ts';

/** Of each sport, the roles that its players have. */
export const HEADLINE_ROLES: Readonly<Record<League['sport'], readonly Role[]>> = {
  football: FOOTBALL_ROLES,
  basketball: BASKETBALL_ROLES,
  baseball: BASEBALL_ROLES,
  hockey: HOCKEY_ROLES,
};

/** Whose numbers, and which there are. */
export interface HeadlineOf {
  readonly position: string | null;
  readonly categories: StatCategories;
}

/** The numbers that people quote of a line. Loaded lazily: it needs the glossary. */
export type HeadlineFor = (of: HeadlineOf) => Headline;

/**
 * Six numbers at the most, as many as the line has of those that its player's position is measured by. Of a position
 * that is not known, and of one whose numbers are not in the line, those of what the player did most. Nobody's line is
 * measured by nothing: a lineman has no such numbers, and an empty headline.
 *
 * @example
 * const headline = headlinesIn('nfl');
 * headline({ position: 'QB', categories: { passing: { passingYards: 3928 } } })[0]?.display; // '3,928'
 */
export const headlinesIn = (league: LeagueId): HeadlineFor => {
  const { sport } = leagueOf(league);
  const roles = HEADLINE_ROLES[sport];
  const lookup = lookupOf(league);
  const quoted = ({ stats }: Role, categories: StatCategories): Headline => {
    // A season without a pass is no quarterback's, whatever else there is of it.
    if (categories[mainCategoryOf(stats)] === undefined) return [];
    const byLabel = new Map<string, HeadlineStat>();
    for (const [path, short] of stats) {
      const [category = '', name = ''] = path.split('.');
      const value = categories[category]?.[name] ?? null;
      const known = lookup(category, name);
      const label = short ?? known.label;
      if (value === null || byLabel.has(label)) continue;
      byLabel.set(label, { category, name, label, value, display: displayStat(value, { name, unit: known.unit }) });
    }
    return [...byLabel.values()];
  };
  return ({ position, categories }) => {
    const meant = (sport === 'baseball' ? twoWayRole(categories) : undefined) ?? roleAt(roles, position);
    const byPosition = meant === undefined ? [] : quoted(meant, categories);
    if (byPosition.length > 0) return byPosition;
    // Stable: roles that are done as much as each other stand in the table's order.
    const byCount = roles.toSorted((a, b) => countOf(b, categories) - countOf(a, categories));
    return byCount.map((each) => quoted(each, categories)).find(({ length }) => length > 0) ?? [];
  };
};

const mainCategoryOf = ([first]: Role['stats']): string => first?.[0].split('.')[0] ?? '';

/** `G-F` is a guard before a forward. */
const roleAt = (roles: readonly Role[], position: string | null): Role | undefined => {
  const [first = ''] = (position ?? '').toUpperCase().split(/[-/]/);
  return first === '' ? undefined : roles.find(({ positions }) => positions.includes(first));
};

const countOf = ({ counts }: Role, categories: StatCategories): number =>
  counts.reduce((sum, path) => {
    const [category = '', name = ''] = path.split('.');
    return sum + (categories[category]?.[name] ?? 0);
  }, 0);

type StatLookup = ReturnType<typeof statLookup>;

const lookups = new Map<LeagueId, StatLookup>();

/** A page of a season's table has a thousand lines. */
const lookupOf = (league: LeagueId): StatLookup => {
  const lookup = lookups.get(league) ?? statLookup(league);
  lookups.set(league, lookup);
  return lookup;
};

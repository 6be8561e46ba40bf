import type { LeagueId, SeasonType } from '../../sports/model/index.ts';
import type { CareerCategory, CareerRow, StatCell } from '../../sports/upstream/index.ts';

/** The categories of one season type under the league's names; those that come to share a name become one. */
export const foldCategories = (
  categories: readonly CareerCategory[],
  { league, type }: { readonly league: LeagueId; readonly type: SeasonType },
): readonly CareerCategory[] => {
  const own = ofType(categories, { league, type });
  return mergeCategories(own.map((category) => ({ ...category, name: categoryName(league, category.name).name })));
};

/** Each name once: categories that share a name become one. */
export const mergeCategories = (categories: readonly CareerCategory[]): readonly CareerCategory[] => {
  const merged = new Map<string, CareerCategory>();
  for (const category of categories) {
    const known = merged.get(category.name);
    merged.set(category.name, known === undefined ? category : merge(known, category));
  }
  return [...merged.values()];
};

/** Whether the category's own name says that it is of `type`. */
export const namesType = ({ name }: CareerCategory, league: LeagueId, type: SeasonType): boolean =>
  categoryName(league, name).type === type;

// One document may hold both types. Beside a category that is named postseason, one that names no type is regular.
const ofType = (
  categories: readonly CareerCategory[],
  { league, type }: { readonly league: LeagueId; readonly type: SeasonType },
): readonly CareerCategory[] => {
  const saying = categories.filter((category) => namesType(category, league, type));
  if (saying.length > 0) return saying;
  return categories.filter(({ name }) => categoryName(league, name).type === null);
};

/** Both categories' columns, per season and team. A column that both have is taken from the first. */
const merge = (first: CareerCategory, second: CareerCategory): CareerCategory => {
  const columns = second.names.flatMap((name, column) => (first.names.includes(name) ? [] : [column]));
  const join: Join = (left, right) => [
    ...(left ?? first.names.map((name) => right?.[second.names.indexOf(name)] ?? null)),
    ...columns.map((column) => right?.[column] ?? null),
  ];
  const hasTotals = first.totals !== null || second.totals !== null;
  return {
    name: first.name,
    names: [...first.names, ...columns.flatMap((column) => second.names[column] ?? [])],
    rows: mergeRows(first.rows, second.rows, join),
    totals: hasTotals ? join(first.totals, second.totals) : null,
  };
};

type Cells = readonly StatCell[] | null;
type Join = (left: Cells, right: Cells) => readonly StatCell[];

const mergeRows = (first: readonly CareerRow[], second: readonly CareerRow[], join: Join): readonly CareerRow[] => {
  const beside = new Map(second.map((row) => [keyOf(row), row.values]));
  const known = new Set(first.map(keyOf));
  return [
    ...first.map((row) => ({ ...row, values: join(row.values, beside.get(keyOf(row)) ?? null) })),
    ...second.filter((row) => !known.has(keyOf(row))).map((row) => ({ ...row, values: join(null, row.values) })),
  ];
};

const keyOf = ({ season, teamId }: CareerRow): string => `${season} ${teamId ?? ''}`;

interface CategoryName {
  /** The league's word: baseball and hockey name their categories after a player's position and the page they fill. */
  readonly name: string;
  /** The season type that the provider's name itself states, whatever was asked for. */
  readonly type: SeasonType | null;
}

/** `career-batting` and `advanced-batting` are `batting`, `left-wing` is `skating`; other leagues keep their names. */
export const categoryName = (league: LeagueId, provided: string): CategoryName => {
  const words = provided.toLowerCase();
  const type = words.includes('postseason') ? 'postseason' : null;
  switch (league) {
    case 'mlb':
      return { name: baseballName(words) ?? provided, type };
    case 'nhl':
      return { name: hockeyName(words) ?? provided, type };
    case 'nfl':
    case 'nba':
    case 'wnba':
    case 'cfb':
    case 'mbb':
    case 'wbb':
      return { name: provided, type: null };
  }
};

const baseballName = (words: string): string | undefined =>
  // A pitcher's `opponent-batting` is what others batted.
  words.includes('opponent') ? undefined : /(?:^|-)(batting|pitching|fielding)$/.exec(words)?.[1];

const hockeyName = (words: string): string | undefined => {
  if (/goal(ies?$|tend)/.test(words)) return 'goaltending';
  return /center|wing|defen[cs]e|forward|skat/.test(words) && !words.includes('defensive') ? 'skating' : undefined;
};

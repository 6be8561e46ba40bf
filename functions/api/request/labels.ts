import type { Found } from '../../../lib/cache/index.ts';
import type { CareerAnswer, LineAnswer, StatLabels } from '../../../lib/http/answers/index.ts';
import type { Ingredient } from '../../../lib/http/cache-headers.ts';
import { composedReply, type Reply, type ReplyContext } from '../../../lib/http/reply.ts';
import { statLookup } from '../../../lib/sports/glossary/index.ts';
import type { Career, LeagueId, StatCategories, StatLine } from '../../../lib/sports/model/index.ts';

/** The glossary's label of every stat in some lines. */
export const labelsOf = (league: LeagueId, lines: readonly (StatLine | Career)[]): StatLabels => {
  const lookup = statLookup(league);
  const names = new Map<string, Set<string>>();
  for (const categories of lines.flatMap(categoriesIn)) {
    for (const [category, values] of Object.entries(categories)) {
      const known = names.get(category) ?? new Set<string>();
      for (const name of Object.keys(values)) known.add(name);
      names.set(category, known);
    }
  }
  // From entries, so that a stat called `__proto__` is a stat.
  return Object.fromEntries(
    [...names].map(([category, stats]) => [
      category,
      Object.fromEntries([...stats].map((name) => [name, lookup(category, name).label])),
    ]),
  );
};

const categoriesIn = (stats: StatLine | Career): readonly StatCategories[] =>
  'seasons' in stats
    ? [...stats.seasons.map(({ categories }) => categories), stats.career.categories]
    : [stats.categories];

// To be raised when the text changes that is made of the same stats.
const LABELLED_VERSION = 1;

/** Stats with the label of each of them. Labels are not stored: few ask for them. */
export const labelledReply = (
  league: LeagueId,
  answer: Found<StatLine | Career>,
  { context, consulted }: { readonly context: ReplyContext; readonly consulted: readonly Ingredient[] },
): Reply => {
  const text = (): string => {
    const stats = answer.value();
    return JSON.stringify({ ...stats, labels: labelsOf(league, [stats]) } satisfies LineAnswer | CareerAnswer);
  };
  const tag = JSON.stringify(['labels', LABELLED_VERSION, answer.entry.etag]);
  return composedReply({ tag, text }, { ingredients: [answer, ...consulted] }, context);
};

import type { UsageAnswer, UsageCounts } from '../../../../lib/http/answers/index.ts';
import { count, type Figure } from './figures.ts';
import { hoursBetween } from './times.ts';

/** One colour of a stack, from the bottom up. */
export interface Part {
  readonly id: string;
  readonly label: string;
}

/** How questions are answered: from what was held first, then what made somebody wait, then what could not be answered. */
export const OUTCOMES = [
  { id: 'l1', label: 'Memory' },
  { id: 'l2', label: 'Redis' },
  { id: 'l3', label: 'DynamoDB' },
  { id: 'collapsed', label: 'Joined a load' },
  { id: 'stale', label: 'Stale' },
  { id: 'misses', label: 'Missed, loaded' },
  { id: 'failed', label: 'Failed' },
] as const satisfies readonly Part[];

type OutcomeId = (typeof OUTCOMES)[number]['id'];

/** A place in an answer, and what stands there. */
interface Counted {
  readonly path: string;
  readonly counts: UsageCounts;
}

const outcomeOf = ({ path, counts: { questions } }: Counted, id: OutcomeId): Figure => {
  if (id === 'l1' || id === 'l2' || id === 'l3') return count(`${path}.questions.hits.${id}`, questions.hits[id] ?? 0);
  return count(`${path}.questions.${id}`, questions[id]);
};

/** The totals of all leagues, or of the one that is looked at; undefined: nobody asked about it. */
export const countedOf = (usage: UsageAnswer, league: string | null): Counted | undefined => {
  if (league === null) return { path: 'usage.totals', counts: usage.totals };
  const counts = usage.leagues[league];
  return counts && { path: `usage.leagues.${league}`, counts };
};

export const outcomesOf = (counted: Counted): readonly (Part & { readonly figure: Figure })[] =>
  OUTCOMES.map((part) => ({ ...part, figure: outcomeOf(counted, part.id) }));

/** An hour of a stack: a figure for each part, in their order; null: nothing was counted. */
export interface StackedHour {
  readonly hour: string;
  readonly figures: readonly Figure[] | null;
}

export const outcomesByHour = (usage: UsageAnswer): readonly StackedHour[] => {
  const [name, hours] = usage.leagueHours === undefined ? ['hours', usage.hours] : ['leagueHours', usage.leagueHours];
  return stackHours(usage, hours, (counts, index) =>
    OUTCOMES.map(({ id }) => outcomeOf({ path: `usage.${name}.${index}`, counts }, id)),
  );
};

/** Every hour of the range, those without counts included. */
export const stackHours = <Hour extends { readonly hour: string }>(
  { from, to }: Pick<UsageAnswer, 'from' | 'to'>,
  hours: readonly Hour[],
  figuresOf: (hour: Hour, index: number) => readonly Figure[],
): readonly StackedHour[] => {
  const byHour = new Map(hours.map((each, index) => [each.hour, figuresOf(each, index)]));
  return hoursBetween(from, to).map((hour) => ({ hour, figures: byHour.get(hour) ?? null }));
};

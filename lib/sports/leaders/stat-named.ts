import { suggestStats } from './suggestions.ts';

/** A stat by its category, because names repeat. */
export interface StatPath {
  readonly category: string;
  readonly name: string;
}

/** A stat and its short label. */
export interface KnownPath extends StatPath {
  readonly label: string;
}

/** Which stat a text means. */
export type NamedStat =
  | { readonly kind: 'one'; readonly stat: StatPath }
  /** The name alone stands in several categories. */
  | { readonly kind: 'several'; readonly candidates: readonly string[] }
  | { readonly kind: 'none'; readonly suggestions: readonly string[] };

export const pathText = ({ category, name }: StatPath): string => `${category}.${name}`;

/** `passing.passingYards`, or the name alone where one category has it; upper and lower case are the same. */
export const statNamed = (text: string, known: readonly KnownPath[]): NamedStat => {
  const typed = text.trim().toLowerCase();
  const paths = [...new Map(known.map((stat) => [pathText(stat), stat])).values()];
  const whole = paths.find((stat) => pathText(stat).toLowerCase() === typed);
  if (whole !== undefined) return one(whole);
  const named = paths.filter(({ name }) => name.toLowerCase() === typed);
  const [only] = named;
  if (only === undefined) {
    const labels = paths.map((stat) => ({ path: pathText(stat), label: stat.label }));
    return { kind: 'none', suggestions: suggestStats(typed, labels) };
  }
  return named.length === 1 ? one(only) : { kind: 'several', candidates: named.map(pathText) };
};

const one = ({ category, name }: StatPath): NamedStat => ({ kind: 'one', stat: { category, name } });

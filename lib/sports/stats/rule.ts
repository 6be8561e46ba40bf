/** How the rows of one season, one per team, become one value. */
export type StatRule =
  | { readonly kind: 'sum' }
  | { readonly kind: 'max' }
  /** Innings, with thirds after the point: 123.1 is a hundred and twenty-three and a third. */
  | { readonly kind: 'innings' }
  /** Computed again from combined counts, each named `category.stat`; innings come as true fractions. */
  | {
      readonly kind: 'formula';
      readonly from: readonly string[];
      readonly compute: (...counts: readonly number[]) => number;
      /** As many as the provider writes. */
      readonly decimals: number;
    }
  /** No formula is known, or its inputs are not in the rows. */
  | { readonly kind: 'none' };

/** By `category.stat`. */
export type StatRules = Readonly<Record<string, StatRule>>;

export const SUM: StatRule = { kind: 'sum' };
export const MAX: StatRule = { kind: 'max' };
export const INNINGS: StatRule = { kind: 'innings' };
export const NONE: StatRule = { kind: 'none' };

/** `over / under * times`. */
export const ratio = (over: string, under: string, { times = 1, decimals = 1 } = {}): StatRule => ({
  kind: 'formula',
  from: [over, under],
  compute: (a = NaN, b = NaN) => (a / b) * times,
  decimals,
});
export const percent = (part: string, whole: string, decimals = 1): StatRule =>
  ratio(part, whole, { times: 100, decimals });

export const inCategory = (category: string, rules: StatRules): StatRules =>
  Object.fromEntries(Object.entries(rules).map(([name, rule]) => [`${category}.${name}`, rule]));

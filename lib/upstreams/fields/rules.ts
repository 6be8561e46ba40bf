/**
 * What is known of a field of the provider's documents.
 * - `always`: every document of the kind that has been recorded has it, in all leagues; of a list, somebody in it.
 * - `often`: it is watched, and a document may lack it.
 * - `free`: it comes and goes by itself (an injury, a score, the next game), has a default, or its document is malformed
 *   without it: nobody learns from its absence.
 */
type Expectation = 'always' | 'often' | 'free';

/** `columns`: texts that name a table's columns; each is a field of its own, under the table's `name`. */
type RuleOf<Value> =
  | Expectation
  | (Value extends readonly (infer Element)[]
      ? Element extends string
        ? 'columns'
        : RuleOf<Element>
      : Value extends object
        ? FieldRules<Value>
        : never);

/** A rule for every field of what a reader makes of a document: a new field does not compile until it has one. */
export type FieldRules<Record> = Record extends readonly (infer Element)[]
  ? FieldRules<Element>
  : { readonly [Field in keyof Required<Record>]: RuleOf<NonNullable<Record[Field]>> };

/** A tree of rules, whatever it is about. */
export interface AnyRules {
  readonly [field: string]: Expectation | 'columns' | AnyRules;
}

import type * as v from 'valibot';
import type { PlayerId, TeamId } from '../../sports/model/index.ts';

type Id = PlayerId | TeamId;

/** A type as its JSON is: ids are texts, and nothing says that it must not be changed. */
export type Plain<T> = T extends Id
  ? string
  : T extends readonly (infer Element)[]
    ? Plain<Element>[]
    : T extends object
      ? { -readonly [Key in keyof T as Key extends Id ? string : Key]: Plain<T[Key]> }
      : T;

// Of two types that look alike one is assignable to the other; two functions with these results are not, unless the
// types are the same, members' modifiers included.
type Same<A, B> = (<T>(value: T) => T extends A ? 1 : 2) extends <T>(value: T) => T extends B ? 1 : 2 ? true : false;

type Proof<Schema extends v.GenericSchema, Answer> =
  Same<Plain<v.InferOutput<Schema>>, Plain<Answer>> extends true
    ? unknown
    : { readonly 'is not the schema of': Plain<Answer> };

/**
 * A schema that the compiler has found to be exactly that of a type: no member more or less, none more or less optional.
 *
 * @example
 * const VenueSchema = schemaOf<Venue>()(v.strictObject({ name: v.string(), city: v.nullable(v.string()) }));
 */
export const schemaOf =
  <Answer>() =>
  <const Schema extends v.GenericSchema>(schema: Schema & Proof<Schema, Answer>): Schema =>
    schema;

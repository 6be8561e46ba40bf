import type { GenericSchema } from 'valibot';

/** What a JSON value is like: the names and types of its members, and nothing that only narrows them. */
export type Structure =
  | 'string'
  | 'number'
  | 'boolean'
  | 'null'
  /** One of a list that grows without a change of shape, such as the leagues: each value of it is a text. */
  | { readonly named: string }
  /** One of these values, in the order of their text. */
  | { readonly values: readonly (string | number | boolean)[] }
  | { readonly array: Structure }
  | { readonly tuple: readonly Structure[]; readonly rest?: Structure }
  | { readonly record: Structure; readonly keys: Structure }
  /** By name, in the order of the names; that of an optional member ends in `?`. */
  | { readonly object: Readonly<Record<string, Structure>> }
  /** Any of these, in the order of their text, none of which is itself such a choice. */
  | { readonly anyOf: readonly Structure[] };

/** What is read of a schema of valibot's. */
interface Described {
  readonly kind: string;
  readonly type: string;
  readonly entries?: Readonly<Record<string, Described>>;
  readonly item?: Described;
  readonly items?: readonly Described[];
  readonly rest?: Described;
  readonly key?: Described;
  readonly value?: Described;
  readonly literal?: unknown;
  readonly wrapped?: Described;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly Described[];
}

/** Schemas that are told by a name of their own, and not by what they list. */
export type NamedSchemas = ReadonlyMap<unknown, string>;

/**
 * The structure of a schema. Descriptions, examples, messages and checks such as a pattern or a range are no part of it.
 * Throws a TypeError that says where, for a schema whose values are not described by structure alone.
 *
 * @example
 * structureOf(v.object({ id: v.pipe(v.string(), v.regex(/^\d+$/)) })); // { object: { id: 'string' } }
 */
export const structureOf = (schema: GenericSchema, named: NamedSchemas = new Map()): Structure =>
  createReader(named)(schema, '');

type Read = (schema: Described, at: string) => Structure;

const createReader = (named: NamedSchemas): Read => {
  const read: Read = (piped, at) => {
    const schema = withoutChecks(piped, at);
    const name = named.get(schema);
    return name === undefined ? ofType(schema, at, read) : { named: name };
  };
  return read;
};

const ofType = (schema: Described, at: string, read: Read): Structure => {
  switch (schema.type) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'null':
      return schema.type;
    case 'literal':
    case 'picklist':
      return values(schema.type === 'literal' ? [schema.literal] : (schema.options ?? []), at);
    case 'array':
      return { array: read(partOf(schema.item, at), `${at}[]`) };
    case 'tuple':
    case 'strict_tuple':
    case 'tuple_with_rest':
      return tuple(schema, at, read);
    case 'record':
      return { record: read(partOf(schema.value, at), `${at}{}`), keys: read(partOf(schema.key, at), `${at}{}`) };
    case 'object':
    case 'strict_object':
      return { object: membersOf(schema.entries ?? {}, at, read) };
    case 'nullable':
      return anyOf([read(partOf(schema.wrapped, at), at), 'null']);
    case 'union':
    case 'variant':
      return anyOf((schema.options ?? []).map((option) => read(option as Described, at)));
    default:
      throw new TypeError(`${at || 'It'} has no structure of its own: ${schema.type}`);
  }
};

// What only brands a value, or keeps it from being changed, leaves it as it is.
const TYPES_ONLY: ReadonlySet<string> = new Set(['brand', 'readonly', 'flavor']);

const isCheck = ({ kind, type }: Described): boolean =>
  kind === 'validation' || kind === 'metadata' || TYPES_ONLY.has(type);

/** What a pipe begins with, when nothing on it makes another value. */
const withoutChecks = (schema: Described, at: string): Described => {
  const [first, ...steps] = schema.pipe ?? [];
  if (first === undefined) return schema;
  for (const step of steps) {
    if (!isCheck(step)) throw new TypeError(`${at || 'It'} is changed as it is read, by ${step.type}`);
  }
  return withoutChecks(first, at);
};

const partOf = (part: Described | undefined, at: string): Described => {
  if (part === undefined) throw new TypeError(`${at || 'It'} does not say what it is made of`);
  return part;
};

const tuple = ({ items = [], rest }: Described, at: string, read: Read): Structure => ({
  tuple: items.map((item, place) => read(item, `${at}[${place}]`)),
  ...(rest !== undefined && { rest: read(rest, `${at}[…]`) }),
});

const OPTIONAL: ReadonlySet<string> = new Set(['optional', 'exact_optional', 'undefinedable']);

const membersOf = (
  entries: Readonly<Record<string, Described>>,
  at: string,
  read: Read,
): Readonly<Record<string, Structure>> =>
  Object.fromEntries(
    Object.entries(entries)
      .map(([name, piped]): readonly [string, Structure] => {
        const place = at === '' ? name : `${at}.${name}`;
        const entry = withoutChecks(piped, place);
        return OPTIONAL.has(entry.type)
          ? [`${name}?`, read(partOf(entry.wrapped, place), place)]
          : [name, read(entry, place)];
      })
      .sort(([a], [b]) => byText(a, b)),
  );

const values = (options: readonly unknown[], at: string): Structure => {
  const plain = options.filter(
    (each) => typeof each === 'string' || typeof each === 'number' || typeof each === 'boolean',
  );
  if (plain.length < options.length) throw new TypeError(`${at || 'It'} has a value that JSON has not`);
  return { values: [...new Set(plain)].sort((a, b) => byText(JSON.stringify(a), JSON.stringify(b))) };
};

/** A choice of one is that one; values of several choices are one list. */
export const anyOf = (options: readonly Structure[]): Structure => {
  const flat = options.flatMap((each) => (typeof each === 'object' && 'anyOf' in each ? each.anyOf : [each]));
  const listed = flat.flatMap((each) => (typeof each === 'object' && 'values' in each ? each.values : []));
  const others = flat.filter((each) => typeof each === 'string' || !('values' in each));
  const all = listed.length === 0 ? others : [...others, values(listed, '')];
  const unique = [...new Map(all.map((each) => [JSON.stringify(each), each])).entries()];
  const sorted = unique.sort(([a], [b]) => byText(a, b)).map(([, each]) => each);
  const [only] = sorted;
  return only !== undefined && sorted.length === 1 ? only : { anyOf: sorted };
};

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

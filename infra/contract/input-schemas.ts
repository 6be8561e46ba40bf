import { toJsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { INPUT_OVERRIDES } from './input-overrides.ts';
import { defined, omit, type Json, type JsonObject } from './json.ts';

/** An object of inputs: a query string, a path, a body; as `v.strictObject` makes it, with or without checks behind it. */
export type InputSchema = v.GenericSchema & { readonly entries: Readonly<Record<string, v.GenericSchema>> };

/** One input: a parameter, or a member of a body. */
export interface Input {
  readonly name: string;
  readonly isRequired: boolean;
  readonly schema: JsonObject;
}

/** What an input schema takes, as JSON Schema (2020-12). Parameters are texts: the numbers among them are digits. */
export const inputsOf = ({ entries }: InputSchema): readonly Input[] =>
  Object.entries(entries).map(([name, entry]) => ({
    name,
    isRequired: !isOptional(entry),
    schema: isOptional(entry) ? withDefault(convert(entry.wrapped), entry.default) : convert(entry),
  }));

type Optional = v.OptionalSchema<v.GenericSchema, unknown>;

const isOptional = (schema: v.GenericSchema): schema is Optional => schema.type === 'optional';

const withDefault = (schema: JsonObject, value: unknown): JsonObject => {
  if (value === undefined || Array.isArray(value)) return schema;
  if (typeof value !== 'string') throw new TypeError(`Not a default that is written: ${JSON.stringify(value)}`);
  return { ...schema, default: schema.type === 'string' ? value : (JSON.parse(value) as Json) };
};

const convert = (schema: v.GenericSchema): JsonObject => {
  const override = INPUT_OVERRIDES.get(schema) ?? countOf(schema);
  if (override !== undefined) return override;
  const converted = toJsonSchema(schema, { target: 'draft-2020-12', typeMode: 'input', errorMode: 'ignore' });
  // JSON already, in an interface that does not say so.
  return omit(converted as JsonObject, '$schema');
};

/** A number that is written in digits. Its bounds stand behind the transformation, where the conversion has ended. */
const countOf = (schema: v.GenericSchema): JsonObject | undefined => {
  const [minimum, maximum] = [boundOf(schema, 'min_value'), boundOf(schema, 'max_value')];
  return schema.type !== 'string' || minimum === undefined ? undefined : defined({ type: 'integer', minimum, maximum });
};

const boundOf = (schema: v.GenericSchema, type: string): number | undefined => {
  if (!('pipe' in schema)) return undefined;
  const action = (schema.pipe as readonly { readonly type: string; readonly requirement?: unknown }[]).find(
    (each) => each.type === type,
  );
  return typeof action?.requirement === 'number' ? action.requirement : undefined;
};

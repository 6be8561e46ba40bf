import type { StandardSchemaWithJSON } from '@modelcontextprotocol/server';
import { toStandardJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import { leagueId, seasonType, text } from '../../http/documents/parts.ts';

export { text };

// What the schemas of tools have in common. A list of tools is read by a model with every conversation: few words, and
// no member that the caller can do without.

/** The schema of a tool's input or output, converted once: a server is made for each request. */
export const toolSchema = <const Schema extends v.GenericSchema>(
  schema: Schema,
): StandardSchemaWithJSON<v.InferInput<Schema>, v.InferOutput<Schema>> => {
  const { '~standard': standard } = toStandardJsonSchema(schema);
  const converted = new Map<'input' | 'output', Record<string, unknown>>();
  const convert = (mode: 'input' | 'output'): Record<string, unknown> => {
    const known = converted.get(mode);
    if (known !== undefined) return known;
    const json = short(standard.jsonSchema[mode]({ target: 'draft-2020-12' }));
    converted.set(mode, json);
    return json;
  };
  const jsonSchema = { input: () => convert('input'), output: () => convert('output') };
  return { '~standard': { ...standard, jsonSchema } };
};

type Json = Record<string, unknown>;

/** The same in fewer bytes, which a model would have to read. */
const short = (schema: unknown): Json =>
  Object.fromEntries(
    Object.entries(schema as Json).flatMap(([name, value]): [string, unknown][] => {
      // The protocol's default dialect; a name is always a text.
      if (name === '$schema' || name === 'propertyNames') return [];
      if (name === 'type' && 'enum' in (schema as Json)) return [];
      if (name === 'required' && Array.isArray(value) && value.length === 0) return [];
      if (name === 'anyOf' && isOfTypes(value)) return [['type', value.map(({ type: each }) => each)]];
      return [[name, typeof value === 'object' && value !== null && !Array.isArray(value) ? short(value) : value]];
    }),
  );

/** Alternatives of which each is a type and nothing else. */
const isOfTypes = (value: unknown): value is { readonly type: string }[] =>
  Array.isArray(value) && value.every((each: Json) => Object.keys(each).join() === 'type');

const hinted = <const Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.pipe(schema, v.description(description));

export const league = leagueId;

// What people type is judged by the service, which says what is wrong with it.
export const playerText = hinted(text, 'Name or id');
export const teamText = hinted(text, 'Name, city, abbreviation or id');

/** What tells players of one name apart. */
export const hints = {
  team: v.exactOptional(hinted(text, 'Tells namesakes apart')),
  position: v.exactOptional(text),
} as const;

const seasonText = v.union([v.number(), text]);

export const season = v.exactOptional(hinted(seasonText, '2024 or 2024-25; default: current'));
export const seasonOrCareer = v.exactOptional(hinted(seasonText, '2024, 2024-25 or career; default: current'));

export const type = v.exactOptional(seasonType);

export const limit = (most: number) =>
  v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most)));

/** One of several who may be meant, and what tells them apart: `QB, BUF`. */
export const ChoiceSchema = v.object({ id: text, name: text, detail: v.exactOptional(text) });
export type Choice = Readonly<v.InferOutput<typeof ChoiceSchema>>;

/**
 * What every output has. `kind`: what became of the question, a word of the client's (docs/client.md). `source` and
 * `ageSeconds`: where the answer is from, and how old it is.
 */
export const outcome = { kind: text, source: v.exactOptional(text), ageSeconds: v.exactOptional(v.number()) } as const;

/** Of a question that names somebody: those who may be meant. */
export const named = { choices: v.exactOptional(v.array(ChoiceSchema)) } as const;

/** How many elements were left out of a list for its size. */
export const more = v.exactOptional(v.number());

/** Numbers by category and stat. */
export const categories = v.record(v.string(), v.record(v.string(), v.nullable(v.number())));

/** Who a player is. */
export const subject = {
  id: v.exactOptional(text),
  name: v.exactOptional(text),
  position: v.exactOptional(text),
} as const;

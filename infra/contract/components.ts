import { toJsonSchemaDefs } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import type { ProblemCode } from '../../lib/http/answers/index.ts';
import * as card from '../../lib/http/documents/card.ts';
import * as games from '../../lib/http/documents/games.ts';
import { DOCUMENTS, PROBLEM_SCHEMAS } from '../../lib/http/documents/index.ts';
import * as health from '../../lib/http/documents/health.ts';
import * as leagues from '../../lib/http/documents/leagues.ts';
import * as lines from '../../lib/http/documents/lines.ts';
import * as names from '../../lib/http/documents/names.ts';
import * as operations from '../../lib/http/documents/operations.ts';
import * as players from '../../lib/http/documents/players.ts';
import * as several from '../../lib/http/documents/several.ts';
import * as teams from '../../lib/http/documents/teams.ts';
import * as usageDetails from '../../lib/http/documents/usage-details.ts';
import * as usageEvents from '../../lib/http/documents/usage-events.ts';
import * as usage from '../../lib/http/documents/usage.ts';
import { isJsonObject, type Json, type JsonObject } from './json.ts';
import type { RouteName } from './operations.ts';

const FILES: readonly object[] = [
  card,
  games,
  health,
  leagues,
  lines,
  names,
  operations,
  players,
  several,
  teams,
  usage,
  usageDetails,
  usageEvents,
];

const isSchema = (value: unknown): value is v.GenericSchema =>
  typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

/** `no-stats`: `NoStats`. */
export const pascal = (code: string): string =>
  code.replace(/(?:^|-)(\w)/g, (_: string, letter: string) => letter.toUpperCase());

const problemName = (code: string): string => `${pascal(code)}Problem`;

/** Every schema of lib/http/documents by what it is called there: `PlayerSchema` is `Player`. */
const NAMED: Readonly<Record<string, v.GenericSchema>> = Object.fromEntries<v.GenericSchema>([
  ...FILES.flatMap((file) => Object.entries(file) as [string, unknown][])
    .filter((entry): entry is [string, v.GenericSchema] => entry[0].endsWith('Schema') && isSchema(entry[1]))
    .map(([name, schema]) => [name.replace(/Schema$/, ''), schema] as const),
  ...Object.entries(PROBLEM_SCHEMAS).map(([code, schema]) => [problemName(code), schema] as const),
]);

const refTo = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

/** The schema of what a route answers with. */
export const documentSchema = (name: RouteName): JsonObject => {
  const [component] = Object.entries(NAMED).find(([, schema]) => schema === DOCUMENTS[name]) ?? [];
  if (component === undefined) throw new Error(`The document of ${name} has no name in lib/http/documents`);
  return refTo(component);
};

/** The schema of a problem that has one of some codes. */
export const problemSchema = (codes: readonly ProblemCode[]): JsonObject => {
  const [first, ...others] = codes.map((code) => refTo(problemName(code)));
  if (first === undefined) throw new RangeError('A problem has a code');
  if (others.length === 0) return first;
  const mapping = Object.fromEntries(codes.map((code) => [code, `#/components/schemas/${problemName(code)}`]));
  return { oneOf: [first, ...others], discriminator: { propertyName: 'code', mapping } };
};

/** `components.schemas`: those that the rest of the document leads to. */
export const schemaComponents = (rest: Json): JsonObject => {
  const all = toJsonSchemaDefs(NAMED, {
    target: 'draft-2020-12',
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    // Of a record with a list of keys it says that it cannot be converted, and has converted it.
    overrideSchema: ({ valibotSchema, jsonSchema }) => (valibotSchema.type === 'record' ? jsonSchema : undefined),
    // JSON already, in an interface that does not say so.
  }) as unknown as JsonObject;
  const used = new Set<string>();
  const follow = (json: Json): void => {
    for (const name of referencesIn(json)) {
      if (used.has(name)) continue;
      used.add(name);
      follow(all[name] ?? null);
    }
  };
  follow(rest);
  return Object.fromEntries([...used].sort().map((name) => [name, open(all[name] ?? null)]));
};

const REFERENCE = /^#\/components\/schemas\/(\w+)$/;

const referencesIn = (json: Json): readonly string[] => {
  if (typeof json === 'string') return REFERENCE.exec(json)?.slice(1) ?? [];
  return typeof json === 'object' && json !== null ? Object.values(json).flatMap(referencesIn) : [];
};

/** Members may be added to answers: clients are told of none that they must not find. */
const open = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(open);
  if (!isJsonObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json)
      .filter(([name, value]) => !(name === 'additionalProperties' && value === false))
      .map(([name, value]) => [name, open(value)]),
  );
};

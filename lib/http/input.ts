import * as v from 'valibot';
import { HttpProblem } from './problem.ts';

/**
 * Parameters from a path or a query string. Throws a problem that names the first parameter that is wrong. The same
 * parameters come again and again: what they were parsed to is remembered, and shared by those who ask for it.
 */
export const parseParameters = <S extends v.GenericSchema>(schema: S, values: Parameters): v.InferOutput<S> => {
  const remembered = parsedBy(schema);
  // Names and values, and nothing else that might differ.
  const name = values === undefined ? '' : JSON.stringify(values);
  const known = remembered.get(name);
  if (known !== undefined) return known;
  const parsed = frozen(parse(schema, values ?? {}, 'invalid-parameter'));
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  if (name.length <= MAX_REMEMBERED_CHARS) remembered.set(name, parsed);
  return parsed;
};

type Parameters = Readonly<Record<string, unknown>> | undefined;

// A schema's, of a dozen. A hundred of the longest are 50 KB.
const MAX_REMEMBERED = 100;
const MAX_REMEMBERED_CHARS = 120;

// At module scope, and still no state: the same parameters are parsed to the same, whoever sends them.
const rememberedOf = new WeakMap<v.GenericSchema, Map<string, unknown>>();

/** Whoever changed it would change what others asked for. */
const frozen = <T>(parsed: T): T => {
  Object.values(parsed ?? {}).forEach(Object.freeze);
  return Object.freeze(parsed);
};

const parsedBy = <S extends v.GenericSchema>(schema: S): Map<string, v.InferOutput<S>> => {
  const known = rememberedOf.get(schema) ?? new Map<string, unknown>();
  rememberedOf.set(schema, known);
  return known;
};

/** A JSON document. Throws a problem that names the first member that is wrong. */
export const parseBody = <S extends v.GenericSchema>(
  schema: S,
  { body, isBase64Encoded = false }: { readonly body?: string | undefined; readonly isBase64Encoded?: boolean },
): v.InferOutput<S> => {
  const text = isBase64Encoded ? Buffer.from(body ?? '', 'base64').toString('utf8') : (body ?? '');
  if (Buffer.byteLength(text) > MAX_BODY_BYTES) {
    throw new HttpProblem('body-too-large', `A body may have ${MAX_BODY_BYTES} bytes at most`, { field: 'body' });
  }
  const json = parseJson(text);
  if (Array.isArray(json)) throw new HttpProblem('invalid-body', 'The body must be a JSON object', { field: 'body' });
  return parse(schema, json, 'invalid-body');
};

// A hundred names of a hundred letters fit several times over.
const MAX_BODY_BYTES = 64 * 1024;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpProblem('invalid-body', 'The body is not JSON', { field: 'body' });
  }
};

const parse = <S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  code: 'invalid-parameter' | 'invalid-body',
): v.InferOutput<S> => {
  const parsed = v.safeParse(schema, value, { abortPipeEarly: true });
  if (parsed.success) return parsed.output;
  // `?q=allen` lacks a name as well, but the word that is not known says what was meant.
  const issue = parsed.issues.find(isUnknown) ?? parsed.issues[0];
  const field = v.getDotPath(issue) ?? 'body';
  throw new HttpProblem(code, `${field} ${isUnknown(issue) ? unknownWording(schema, field) : wording(issue)}`, {
    field,
  });
};

const isUnknown = (issue: v.BaseIssue<unknown>): boolean =>
  issue.type === 'strict_object' && issue.expected === 'never';

const wording = (issue: v.BaseIssue<unknown>): string =>
  issue.type === 'strict_object' && issue.received === 'undefined' ? 'is missing' : issue.message;

/** What other APIs call it, and what it is called here; the first that the route takes is meant. */
const CALLED_HERE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    q: ['name', 'players'],
    query: ['name', 'players', 'q'],
    search: ['name', 'players', 'q'],
    player: ['name', 'players', 'names'],
    name: ['names', 'players', 'q'],
    id: ['player_ids', 'players'],
    ids: ['player_ids', 'players'],
    players: ['player_ids'],
    year: ['season'],
    pos: ['position'],
  }),
);

const unknownWording = (schema: v.GenericSchema, field: string): string => {
  const known = 'entries' in schema ? Object.keys(schema.entries as object) : [];
  if (known.length === 0) return 'is not known here: nothing is to be given';
  const meant = CALLED_HERE.get(field.toLowerCase())?.find((name) => known.includes(name));
  const same = known.find((name) => name === field.toLowerCase());
  const hint = meant ?? same;
  return hint === undefined
    ? `is not known here; known are ${known.join(', ')}`
    : `is not known here; did you mean ${hint}?`;
};

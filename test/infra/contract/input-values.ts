import fc from 'fast-check';
import type { InputSchema } from '../../../infra/contract/input-schemas.ts';
import { OPERATIONS, type RouteName } from '../../../infra/contract/operations.ts';
import { methodAndPath } from '../../../infra/contract/parameters.ts';
import { committedContract } from '../../support/response-schema.ts';

/** Where the inputs of a route stand. */
export type Place = 'path' | 'query' | 'body';

/** What is given for one place: texts by name, or a document. */
export type Given = Readonly<Record<string, unknown>>;

export interface RouteInputs {
  readonly name: RouteName;
  readonly place: Place;
  readonly valibot: InputSchema;
  readonly json: JsonSchema;
}

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly properties: Readonly<Record<string, { readonly type?: string }>>;
  readonly required: readonly string[];
  readonly additionalProperties: boolean;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema: { readonly type?: string };
}

interface Operation {
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: JsonSchema } } };
}

const operationOf = (name: RouteName): Operation => {
  const [method, path] = methodAndPath(name);
  const { paths } = committedContract as {
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  };
  const operation = paths[path]?.[method.toLowerCase()];
  if (operation === undefined) throw new Error(`docs/openapi.json has no ${method} ${path}`);
  return operation;
};

/** The parameters that stand in one place, as a schema of all of them. A query parameter that is not listed is refused. */
const schemaOf = (name: RouteName, place: Place, names: readonly string[]): JsonSchema => {
  const { parameters, requestBody } = operationOf(name);
  if (place === 'body' && requestBody !== undefined) return requestBody.content['application/json'].schema;
  const own = parameters.filter((each) => each.in === place && names.includes(each.name));
  return {
    type: 'object',
    properties: Object.fromEntries(own.map((each) => [each.name, each.schema])),
    required: own.filter(({ required }) => required).map((each) => each.name),
    additionalProperties: place === 'path',
  };
};

/** What every route takes, in pairs: the schema that the function parses with, and the one of docs/openapi.json. */
export const ROUTE_INPUTS: readonly RouteInputs[] = (Object.keys(OPERATIONS) as RouteName[]).flatMap((name) =>
  (['path', 'query', 'body'] as const).flatMap((place) => {
    const { path, query, body } = OPERATIONS[name];
    const valibot = { path, query, body: body?.schema }[place];
    const names = Object.keys(valibot?.entries ?? {});
    return valibot === undefined ? [] : [{ name, place, valibot, json: schemaOf(name, place, names) }];
  }),
);

/** A value as a client that reads the document has it, out of the text it is sent as. */
export const valueOf = (text: unknown, type: string | undefined): unknown => {
  if (typeof text !== 'string') return text;
  // As JSON writes it.
  if (type === 'integer' || type === 'number') return String(Number(text)) === text ? Number(text) : text;
  if (type === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  return type === 'array' ? text.split(',') : text;
};

/** What is given, as the schema of docs/openapi.json has it. */
export const asJson = ({ place, json }: Pick<RouteInputs, 'place' | 'json'>, given: Given): unknown =>
  place === 'body'
    ? given
    : Object.fromEntries(
        Object.entries(given).map(([name, text]) => [name, valueOf(text, json.properties[name]?.type)]),
      );

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  // About the longest that is taken.
  fc.string({ minLength: 55, maxLength: 105 }),
  fc.string({ unit: fc.constantFrom('a', 'B', ' ', '.', ',', 'é', '7', '-', '\u200d', '\n'), maxLength: 24 }),
  fc.integer({ min: -2, max: 400 }).map(String),
  fc.bigInt({ min: 0n, max: 10n ** 22n }).map(String),
);

const padded = (text: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom('', '', ' ', '\t', '\u00a0', '\ufeff'), text, fc.constantFrom('', '', ' ', '\n'))
    .map((parts) => parts.join(''));

/** What is right, or nearly. */
const LIKELY: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    name: ['patrick mahomes', 'Brown, A.J.', '大谷翔平', 'o’neal', 'x', '--'],
    player: ['3139477', '003139477', 'patrick-mahomes', 'Luka Dončić', 'stats', 'a..b cd', '1'.repeat(20)],
    team: ['KC', '12', 'Texas A&M', 'Miami (OH)', 'San José', 'a%b', '0012', '?'],
    position: ['QB', 'pitcher', 'LW/RW', ''],
    season: ['2024', 'current', 'CURRENT', '2024-25', '2024-2025', '1899', '24'],
    year: ['2024', 'current', '2024-25', '202'],
    type: ['regular', 'postseason', 'Regular'],
    include: ['labels', 'label'],
    limit: ['1', '25', '26', '100', '101', '0', '007'],
    last: ['1', '50', '51', '05'],
    hours: ['1', '168', '169', '024'],
    q: ['', 'pat mah'],
    stat: ['passing.passingYards', 'yards', ' '],
    order: ['asc', 'desc', 'up'],
    qualified: ['true', 'false', '1', 'True'],
    since: ['2026-11-01', '2026-11-01T18:00Z', '2026-02-30', 'yesterday', '1999-01-01'],
    players: ['a b,c d', 'a', 'a,b,c,d,e,f,g,h,i,j', 'a,b,c,d,e,f,g,h,i,j,k', ',', '3139477,x'],
    league: ['nfl', 'NBA', 'xfl', 'a'.repeat(40), 'a'.repeat(41)],
    scope: ['*', 'teams', 'team:12', 'team:KC', 'player:7', 'player:007', 'player:', 'team: ', 'team:a?b', 'Teams'],
  }),
);

const textFor = (name: string): fc.Arbitrary<string> => {
  const likely = fc.constantFrom(...(LIKELY.get(name) ?? ['x']));
  return fc.oneof({ arbitrary: likely, weight: 4 }, { arbitrary: padded(likely), weight: 1 }, padded(anyText));
};

const element = fc.oneof(textFor('player'), fc.nat(), fc.constantFrom<unknown>(null, true, 1.5, -1, {}, []));

/** A member of a body: what its name suggests, or anything. */
const memberFor = (name: string): fc.Arbitrary<unknown> => {
  const anything = fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<unknown>;
  if (name === 'player_ids' || name === 'names' || name === 'players') {
    const lists = fc.oneof(fc.array(element, { maxLength: 4 }), fc.array(element, { minLength: 99, maxLength: 101 }));
    return fc.oneof({ arbitrary: lists, weight: 8 }, anything);
  }
  const text = textFor(name);
  if (name !== 'season' && name !== 'year') return fc.oneof({ arbitrary: text, weight: 8 }, anything);
  return fc.oneof(text, fc.integer({ min: 1800, max: 2100 }), fc.constantFrom(2024, 2024.5, 1e300), anything);
};

/** What a client may give for one place: mostly what the schema knows, sometimes a name that it does not. */
export const givenFor = ({ valibot, place }: Pick<RouteInputs, 'valibot' | 'place'>): fc.Arbitrary<Given> => {
  const known = Object.entries(valibot.entries).map(([name, entry]) => {
    const value = place === 'body' ? memberFor(name) : textFor(name);
    const isLikely = entry.type !== 'optional';
    return fc
      .tuple(fc.nat(9), value)
      .map(([luck, given]): readonly (readonly [string, unknown])[] =>
        luck < (isLikely ? 9 : 4) ? [[name, given]] : [],
      );
  });
  const unknown = fc
    .nat(19)
    .map((luck): readonly (readonly [string, unknown])[] => (place !== 'path' && luck === 0 ? [['unknown', 'x']] : []));
  return fc.tuple(...known, unknown).map((members) => Object.fromEntries(members.flat()));
};

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { CONTRACT_ROUTES } from '../../infra/contract/routes.ts';

const ID = 'openapi.json';
const KEYS: ReadonlySet<string> = new Set(Object.values(CONTRACT_ROUTES).map(({ key }) => key));

/** docs/openapi.json as it is committed. */
export const committedContract: unknown = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'openapi.json'), 'utf8'),
);

/** Clients are told that members may be added to answers. Here, one that the document does not have is a fault. */
const closed = (json: unknown): unknown => {
  if (Array.isArray(json)) return json.map(closed);
  if (!isObject(json)) return json;
  const members = Object.fromEntries(Object.entries(json).map(([name, value]) => [name, closed(value)]));
  const isWhole = json.type === 'object' && 'properties' in json && !('additionalProperties' in json);
  return isWhole ? { ...members, additionalProperties: false } : members;
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

// Formats are said and not checked, as JSON Schema has it; `strict` would refuse members of OpenAPI's own.
const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
ajv.addSchema(closed(committedContract) as object, ID);

const compiled = new Map<string, ValidateFunction | undefined>();

/**
 * What checks the body of a response against docs/openapi.json. Undefined where the document has no such response, or one
 * without a body. A request that matched no route has `$default` or `OPTIONS /{proxy+}` as its route key.
 *
 * @example
 * const check = responseSchema(ROUTE.stats, 200);
 * if (check?.(JSON.parse(body)) === false) throw new Error(JSON.stringify(check.errors));
 */
export const responseSchema = (routeKey: string, status: number): ValidateFunction | undefined => {
  const key = `${status} ${routeKey}`;
  if (!compiled.has(key)) compiled.set(key, compile(routeKey, status));
  return compiled.get(key);
};

const compile = (routeKey: string, status: number): ValidateFunction | undefined => {
  const pointer = responseAt(routeKey, status);
  const response = pointer && at(committedContract, pointer);
  const content = response === undefined ? undefined : at(response, ['content']);
  const [type] = Object.keys(content ?? {});
  if (pointer === undefined || type === undefined) return undefined;
  return ajv.compile({ $ref: `${ID}#/${[...pointer, 'content', type, 'schema'].map(escaped).join('/')}` });
};

/** The headers that docs/openapi.json names for a response, in lower case. */
export const responseHeaders = (routeKey: string, status: number): ReadonlySet<string> => {
  const pointer = responseAt(routeKey, status);
  const headers = pointer && at(committedContract, [...pointer, 'headers']);
  return new Set(Object.keys(headers ?? {}).map((name) => name.toLowerCase()));
};

/** The types that docs/openapi.json names for a response's body. */
export const responseTypes = (routeKey: string, status: number): ReadonlySet<string> => {
  const pointer = responseAt(routeKey, status);
  return new Set(Object.keys((pointer && at(committedContract, [...pointer, 'content'])) ?? {}));
};

const responseAt = (routeKey: string, status: number): Pointer | undefined =>
  KEYS.has(routeKey) ? ofOperation(routeKey, status) : ofNoOperation(status);

type Pointer = readonly string[];

/** Where the response of an operation stands, which may be a component. */
const ofOperation = (routeKey: string, status: number): Pointer | undefined => {
  const [method = '', path = ''] = routeKey.split(' ');
  const own = ['paths', path, method.toLowerCase(), 'responses', String(status)];
  const response = at(committedContract, own);
  if (response === undefined) return undefined;
  const reference = response.$ref;
  return typeof reference === 'string' ? reference.split('/').slice(1) : own;
};

/** Beside these, a request for another address is told what is wrong with its key, as for any route with one. */
const OF_NO_OPERATION: ReadonlyMap<number, Pointer> = new Map([
  [404, ['components', 'responses', 'RouteNotFound']],
  [405, ['components', 'responses', 'MethodNotAllowed']],
  [400, ['components', 'responses', 'MalformedEvent']],
]);

const ofNoOperation = (status: number): Pointer | undefined =>
  OF_NO_OPERATION.get(status) ?? ofOperation('GET /v1/leagues', status);

const at = (json: unknown, pointer: Pointer): Readonly<Record<string, unknown>> | undefined => {
  const found = pointer.reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), json);
  return isObject(found) ? found : undefined;
};

const escaped = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

import * as v from 'valibot';
import { CONTRACT_ROUTES } from '../../../infra/contract/routes.ts';
import { DOCUMENTS, ProblemSchema } from '../../../lib/http/documents/index.ts';
import { responseHeaders, responseSchema, responseTypes } from '../response-schema.ts';

/** A response of the api function, as a test has seen it. */
export interface SeenResponse {
  /** As API Gateway matched it; another text where the function has to match it itself. */
  readonly routeKey: string;
  readonly method: string;
  readonly status: number;
  /** By their names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Unpacked; empty for HEAD. */
  readonly body: string;
  /** Whether all middleware of the function has seen it. */
  readonly isWhole: boolean;
}

/** How a response differs from what its schema, docs/openapi.json and the promises about headers say. */
export const faultsOf = (seen: SeenResponse): readonly string[] => [...bodyFaults(seen), ...headerFaults(seen)];

const ROUTE_NAMES: ReadonlyMap<string, keyof typeof DOCUMENTS> = new Map(
  Object.entries(CONTRACT_ROUTES).map(([name, { key }]) => [key, name as keyof typeof DOCUMENTS]),
);

const BODILESS: ReadonlySet<number> = new Set([204, 304, 308]);

/** Bodies that fitted, by what they answered: most of them are asked for again and again. */
const fitting = new Set<string>();
const MAX_REMEMBERED_BODIES = 500;

/** Whether it is text by its type, and may be. */
const isPlainText = ({ routeKey, status, headers }: SeenResponse): boolean =>
  headers['content-type']?.startsWith('text/plain;') === true && responseTypes(routeKey, status).has('text/plain');

const bodyFaults = (seen: SeenResponse): readonly string[] => {
  const { routeKey, method, status, body } = seen;
  if (method === 'HEAD' || BODILESS.has(status)) return body === '' ? [] : ['has a body'];
  if (isPlainText(seen)) return body === '' ? ['has no text'] : [];
  const known = `${status} ${routeKey} ${body}`;
  if (fitting.has(known)) return [];
  const json = parsed(body);
  if (json === undefined) return ['is not JSON'];
  const faults = [...schemaFaults(routeKey, status, json), ...contractFaults(routeKey, status, json)];
  if (faults.length === 0) {
    if (fitting.size >= MAX_REMEMBERED_BODIES) fitting.clear();
    fitting.add(known);
  }
  return faults;
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Members that no schema knows are faults here. Clients have to take them. */
const schemaFaults = (routeKey: string, status: number, json: unknown): readonly string[] => {
  const name = ROUTE_NAMES.get(routeKey);
  if (status < 300 && name === undefined) return ['answers a request that has no route'];
  const schema: v.GenericSchema = status < 300 && name !== undefined ? DOCUMENTS[name] : ProblemSchema;
  const { issues = [] } = v.safeParse(schema, json);
  const wrong = issues.flatMap(told);
  const isOther = status >= 300 && (json as { readonly status?: unknown }).status !== status;
  return isOther ? [...wrong, `the problem has another status than the response, ${status}`] : wrong;
};

/** An issue, and what each schema of a union has against the value. */
const told = (issue: v.BaseIssue<unknown>): readonly string[] => [
  `${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`,
  ...(issue.issues ?? []).map((one) => `    ${v.getDotPath(one) ?? 'the whole'}: ${one.message}`),
];

const contractFaults = (routeKey: string, status: number, json: unknown): readonly string[] => {
  const check = responseSchema(routeKey, status);
  if (check === undefined) return [`docs/openapi.json has no such response with a body`];
  if (check(json)) return [];
  return (check.errors ?? []).map(
    ({ instancePath, message }) => `docs/openapi.json, ${instancePath}: ${message ?? ''}`,
  );
};

/** Beside these, a response has the headers that the contract names. */
const OF_EVERY_SERVER: ReadonlySet<string> = new Set([
  'content-type',
  'content-encoding',
  // Where it depends on the page that asks, of every answer.
  'vary',
  'content-length',
  'date',
  'connection',
  'keep-alive',
  'x-content-type-options',
  'strict-transport-security',
  'access-control-allow-origin',
  'access-control-expose-headers',
  // Of API Gateway, and of the local stack.
  'apigw-requestid',
  'x-statline-environment',
]);

const OF_A_WHOLE_RESPONSE = ['x-request-id', 'server-timing', 'x-content-type-options', 'strict-transport-security'];

const NEEDED: ReadonlyMap<number, readonly string[]> = new Map([
  [200, ['etag', 'vary']],
  [304, ['etag', 'vary']],
  [401, ['www-authenticate']],
  [403, ['www-authenticate']],
  [405, ['allow']],
  [429, ['retry-after']],
  [503, ['retry-after']],
]);

const headerFaults = (seen: SeenResponse): readonly string[] => {
  const { routeKey, method, status, headers, isWhole } = seen;
  // The answer to a preflight, and the way from `/docs/` to `/docs`: they are no operations.
  if (status === 204) return [];
  if (status === 308) return headers.location === undefined ? ['lacks the header location'] : [];
  const type = status < 300 ? 'application/json' : 'application/problem+json';
  const needed = ['cache-control', ...(NEEDED.get(status) ?? []), ...(isWhole ? OF_A_WHOLE_RESPONSE : [])];
  const documented = responseHeaders(routeKey, status);
  const names = Object.keys(headers).filter((name) => headers[name] !== undefined);
  return [
    ...(status === 304 || headers['content-type'] === type || isPlainText(seen)
      ? []
      : [`has the type ${headers['content-type'] ?? 'none'}`]),
    ...needed.filter((name) => headers[name] === undefined).map((name) => `lacks the header ${name}`),
    ...((headers.age === undefined) === (headers['cache-status'] === undefined)
      ? []
      : ['has only one of the headers age and cache-status']),
    ...names
      .filter((name) => !OF_EVERY_SERVER.has(name) && !documented.has(name))
      .map((name) => `docs/openapi.json does not name the header ${name} of ${status} to ${method}`),
  ];
};

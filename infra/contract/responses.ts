import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { documentSchema, pascal, problemSchema } from './components.ts';
import { documentHeaders, headersNamed, problemHeaders } from './headers.ts';
import type { Json, JsonObject } from './json.ts';
import { OPERATIONS, type RouteName } from './operations.ts';
import { CONTRACT_ROUTES } from './routes.ts';
import { isConditional, takesWait } from './parameters.ts';
import { PROBLEMS, problemsOf, statusOf } from './problems.ts';

/** What a route answers with, by status. */
export const responsesOf = (name: RouteName, example: Json): JsonObject => {
  const { summary, freshness, text } = OPERATIONS[name];
  const isLimited = CONTRACT_ROUTES[name].access === 'read';
  const headers = headersNamed(documentHeaders({ freshness, takesPreference: takesWait(name), isLimited }));
  return {
    200: {
      description: summary,
      headers,
      content: {
        'application/json': { schema: documentSchema(name), example },
        ...(text !== undefined && { 'text/plain': { schema: { type: 'string' }, example: text } }),
      },
    },
    ...(isConditional(name) && { 304: { description: 'The client has the current document.', headers } }),
    ...Object.fromEntries(
      [...byStatus(problemsOf(name))].map(([status, codes]) => [
        String(status),
        { $ref: `#/components/responses/${nameOf(codes)}` },
      ]),
    ),
  };
};

const byStatus = (codes: readonly ProblemCode[]): ReadonlyMap<number, readonly ProblemCode[]> =>
  Map.groupBy(codes, statusOf);

/** `invalid-parameter` and `invalid-body`: `InvalidParameterOrInvalidBody`. */
const nameOf = (codes: readonly ProblemCode[]): string => codes.map(pascal).join('Or');

/** `components.responses`: each set of codes that an operation gives with one status. */
export const problemResponses = (): JsonObject => {
  const routes = Object.keys(OPERATIONS) as RouteName[];
  const sets = [
    ...routes.flatMap((name) => [...byStatus(problemsOf(name)).values()]),
    // They answer requests that are no operation, and stand for themselves.
    ['route-not-found'] as const,
    ['method-not-allowed'] as const,
    ['malformed-event'] as const,
  ];
  return Object.fromEntries(sets.map((codes) => [nameOf(codes), problemResponse(codes)]));
};

const problemResponse = (codes: readonly ProblemCode[]): JsonObject => ({
  description: codes.map((code) => `\`${code}\`: ${PROBLEMS[code].when}`).join('\n\n'),
  headers: headersNamed(problemHeaders(statusOf(codes[0] ?? 'internal-error'))),
  content: {
    'application/problem+json': {
      schema: problemSchema(codes),
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

/** `components.examples`: one of each problem. */
export const problemExamples = (examples: Readonly<Record<ProblemCode, Json>>): JsonObject =>
  Object.fromEntries(
    Object.entries(examples).map(([code, value]) => [code, { summary: PROBLEMS[code as ProblemCode].when, value }]),
  );

import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { HttpProblem } from '../../lib/http/problem.ts';
import { documentHeaders, headersNamed, problemHeaders } from './headers.ts';
import { defined, type Json, type JsonObject } from './json.ts';
import { OPERATIONS, type RouteName } from './operations.ts';
import { isConditional, takesWait } from './parameters.ts';
import { PROBLEMS, problemsOf, statusOf } from './problems.ts';

/** What a route answers with, by status. */
export const responsesOf = (
  name: RouteName,
  answer: { readonly schema: JsonObject; readonly example: Json | undefined },
): JsonObject => {
  const { summary, freshness } = OPERATIONS[name];
  const headers = headersNamed(documentHeaders(freshness, takesWait(name)));
  return {
    200: { description: summary, headers, content: { 'application/json': defined({ ...answer }) } },
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
const nameOf = (codes: readonly ProblemCode[]): string =>
  codes.map((code) => code.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())).join('Or');

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
      schema: {
        allOf: [
          { $ref: '#/components/schemas/Problem' },
          { type: 'object', properties: { code: { type: 'string', enum: codes } } },
        ],
      },
      examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
    },
  },
});

/** `components.examples`: one of each problem. */
export const problemExamples = (): JsonObject =>
  Object.fromEntries(
    Object.entries(PROBLEMS).map(([code, { when }]) => [
      code,
      { summary: when, value: exampleOf(code as ProblemCode) },
    ]),
  );

const exampleOf = (code: ProblemCode): Json => {
  const { detail, ...details } = DETAILS[code] ?? { detail: PROBLEMS[code].when };
  return JSON.parse(JSON.stringify(new HttpProblem(code, detail, details))) as Json;
};

const MAHOMES = { id: '3139477', name: 'Patrick Mahomes' };

/** What says more than its code. */
const DETAILS: Readonly<
  Partial<
    Record<
      ProblemCode,
      { readonly detail: string; readonly field?: string; readonly extra?: Readonly<Record<string, unknown>> }
    >
  >
> = {
  'invalid-parameter': { detail: 'season must be a year from 1920 to 2027, or current', field: 'season' },
  'invalid-body': { detail: 'players must be an array', field: 'players' },
  'league-not-found': { detail: 'There is no league "xfl" here; served: nfl, nba', field: 'league' },
  'team-not-found': { detail: 'No nfl team is called Kansas', field: 'team', extra: { suggestions: [] } },
  'player-not-found': {
    detail: 'No nfl player is called patrick mahomse',
    field: 'player',
    extra: {
      suggestions: [{ ...MAHOMES, team: { id: '12', abbreviation: 'KC', name: 'Kansas City Chiefs' }, position: 'QB' }],
      searched: 'directory',
    },
  },
  'no-stats': {
    detail: 'Patrick Mahomes (3139477) has no regular line for the season 2016; there are lines for 2017, 2018',
    field: 'season',
    extra: { player: MAHOMES, seasons: [2017, 2018] },
  },
  'upstream-unavailable': {
    detail: 'Nothing is cached and the provider budget is exhausted; try again later',
    extra: { reason: 'over-budget', allowance: 'all' },
  },
};

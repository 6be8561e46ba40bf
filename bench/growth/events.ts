import { ROUTE } from '../../lib/http/route-keys.ts';
import type { Environment } from '../../infra/local/runtime/environment.ts';
import type { Event } from '../warm-league.ts';

const TIMEOUT_MS = 120_000;

/** A question about the league as API Gateway hands it on. */
export const eventOf = (routeKey: string, path: object, query: object = {}, body?: object): Event => ({
  version: '2.0',
  routeKey,
  rawPath: routeKey,
  headers: body === undefined ? { 'accept-encoding': 'gzip' } : {},
  pathParameters: { league: 'nfl', ...path },
  queryStringParameters: query,
  requestContext: { requestId: 'bench', http: { method: body === undefined ? 'GET' : 'POST' } },
  isBase64Encoded: false,
  ...(body !== undefined && { body: JSON.stringify(body) }),
});

/** The same without gzip: what is packed has to be unpacked. */
export const plainly = (event: Event): Event => ({ ...event, headers: {} });

export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Rejects where the function fails; a refusal is an answer. */
export const ask = async (environment: Pick<Environment, 'run'>, event: Event): Promise<Reply> => {
  const outcome = await environment.run({ requestId: 'bench', event: JSON.stringify(event), timeout: TIMEOUT_MS });
  if (outcome.kind !== 'response') throw new Error(JSON.stringify(outcome));
  return JSON.parse(outcome.payload) as Reply;
};

/** What an answer says; rejects where there is none, but for what is not there. */
export const told = async (environment: Pick<Environment, 'run'>, event: Event): Promise<unknown> => {
  const { statusCode, body } = await ask(environment, plainly(event));
  // Some players have no stats.
  if (statusCode !== 200 && statusCode !== 404) throw new Error(body);
  return JSON.parse(body) as unknown;
};

/** The ids of everybody on a roster. */
export const playersOf = async (environment: Pick<Environment, 'run'>): Promise<readonly string[]> => {
  const { teams } = (await told(environment, eventOf(ROUTE.teams, {}))) as {
    readonly teams: readonly { readonly id: string }[];
  };
  const ids: string[] = [];
  for (const { id: team } of teams) {
    const roster = await told(environment, eventOf(ROUTE.roster, { team }));
    ids.push(...(roster as { readonly players: readonly { readonly id: string }[] }).players.map(({ id }) => id));
  }
  return ids;
};

import type { ProblemCode } from '../../lib/http/answers/index.ts';
import { HttpProblem, type ProblemDetails } from '../../lib/http/problem.ts';
import { createStatlineClient, type ClientOptions, type StatlineClient } from '../../lib/client/index.ts';
import { createFakeClientClock, type FakeClientClock } from './fake-clock.ts';

/** A request as it was sent. */
export interface SentRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** An answer, a failure of the connection, or nothing for as long as the request is not given up. */
export type Answer = Response | Error | 'silence';

export interface FakeApi {
  readonly client: StatlineClient;
  readonly clock: FakeClientClock;
  readonly sent: readonly SentRequest[];
  /** Requests that were given up by their signal. */
  readonly givenUp: readonly string[];
}

/** A client of an API that answers what `answer` says. */
export const fakeApi = (
  answer: (request: SentRequest, nth: number) => Answer | Promise<Answer>,
  options: Partial<ClientOptions> & { readonly chance?: number } = {},
): FakeApi => {
  const { chance, ...given } = options;
  const clock = createFakeClientClock(chance);
  const sent: SentRequest[] = [];
  const givenUp: string[] = [];
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const { pathname, search } = new URL(url);
    const { method = 'GET', headers, body, signal } = init;
    const request: SentRequest = {
      method,
      path: pathname + search,
      headers: new Headers(headers),
      body: typeof body === 'string' ? JSON.parse(body) : undefined,
    };
    sent.push(request);
    signal?.addEventListener('abort', () => givenUp.push(request.path));
    const said = await answer(request, sent.length);
    if (said instanceof Error) throw said;
    if (said !== 'silence') return said;
    return new Promise((_, reject) => {
      signal?.addEventListener('abort', () => reject(new DOMException('given up', 'AbortError')));
    });
  };
  const client = createStatlineClient({ url: 'https://api.test', fetch, clock, ...given });
  return { client, clock, sent, givenUp };
};

const HEADERS = { age: '41', 'cache-status': 'l2; hit; ttl=80, l1; fwd=miss', 'x-request-id': 'r-1' };

export const json = (body: unknown, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json', ...HEADERS, ...headers } });

/** A problem as the service answers with it. */
export const problem = (code: ProblemCode, details: ProblemDetails = {}, detail = 'Something is wrong'): Response => {
  const thrown = new HttpProblem(code, detail, details);
  return new Response(JSON.stringify(thrown), { status: thrown.status, headers: { ...HEADERS, ...thrown.headers } });
};

/** The body of a batch, each player answered by `item`. */
export const batchOf = ({ body }: SentRequest, item: (player: string) => object): Response => {
  const { player_ids: ids, names, season } = body as { player_ids: string[]; names: string[]; season: number };
  return json({ season, seasonType: 'regular', results: [...ids, ...names].map((player) => item(player)) });
};

/** A stat line as far as the client looks at it. */
export const lineOf = (player: string): object => ({
  player: { id: player, name: player },
  league: 'nfl',
  season: 2024,
  categories: { passing: { passingYards: 3928 } },
});

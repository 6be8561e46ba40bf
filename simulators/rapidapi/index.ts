import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { pictureAt, withOwnAddresses } from '../espn/pictures.ts';
import { send, type Message } from '../espn/sending.ts';
import { createWorld, type World } from '../espn/world.ts';
import { createCallCounter, type CallReport } from './calls.ts';
import { createQuota } from './quota.ts';
import { createRouter } from './routes.ts';

export interface SimulatedRapidApiOptions {
  readonly port?: number;
  readonly host?: string;
  /** Whoever does not send it is refused. */
  readonly key: string;
  /** Calls a day; without it, as many as one likes. */
  readonly dailyQuota?: number;
  /** The world to tell about, so that it can be that of another provider; otherwise one made from the seed. */
  readonly world?: World;
  readonly seed?: number;
  readonly clock?: { now(): number };
}

export interface SimulatedRapidApi {
  readonly url: string;
  calls(): CallReport;
  /** Counts calls from nothing again. The quota does not begin anew. */
  reset(): void;
  close(): Promise<void>;
}

/** nfl-api-data to try things against: metered, and about the same people as the simulated ESPN. */
export const startSimulatedRapidApi = async ({
  port = 0,
  host = '127.0.0.1',
  key,
  dailyQuota = Infinity,
  seed = 1,
  world = createWorld({ seed }),
  clock = Date,
}: SimulatedRapidApiOptions): Promise<SimulatedRapidApi> => {
  const nfl = world.league('football', 'nfl');
  if (nfl === undefined) throw new Error('The simulated world has no NFL');
  const route = createRouter(nfl, clock);
  const calls = createCallCounter(clock);
  const quota = createQuota(dailyQuota, clock);

  const control = (method: string, path: string): Message => {
    if (method === 'POST' && path === '/__calls/reset') calls.reset();
    else if (method !== 'GET' || path !== '/__calls')
      return json(404, { message: 'Try GET /__calls, POST /__calls/reset' });
    return json(200, calls.report());
  };
  const provider = (request: IncomingMessage, url: URL): Message => {
    const asked = route(url);
    calls.count(asked.endpoint);
    const refusal = refusalOf(request);
    if (refusal !== undefined) {
      calls.refuse();
      return refusal;
    }
    const { status, document } = asked.answer();
    const body = withOwnAddresses(JSON.stringify(document), `http://${request.headers.host ?? ''}`);
    return { status, body, headers: quota.headers() };
  };
  const refusalOf = ({ headers }: IncomingMessage): Message | undefined => {
    if (headers['x-rapidapi-key'] !== key) return json(401, { message: 'Invalid API key' });
    if (quota.take()) return undefined;
    return json(
      429,
      { message: 'You have exceeded the DAILY quota for Requests on your current plan' },
      quota.headers(),
    );
  };
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '', 'http://simulated.invalid');
    const picture = url === null ? undefined : pictureAt(world, url.pathname);
    if (url === null) response.writeHead(400).end();
    else if (picture !== undefined) await send(request, response, { status: 200, ...picture });
    else if (url.pathname.startsWith('/__')) await send(request, response, control(request.method ?? '', url.pathname));
    else await send(request, response, provider(request, url));
  };

  const server = createServer((request, response) => {
    // A client that goes away ends a call early; nobody is left to hear of it.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The simulated provider has no port');
  return {
    url: `http://${host}:${address.port}`,
    calls: () => calls.report(),
    reset: () => {
      calls.reset();
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Message => ({
  status,
  body: JSON.stringify(body),
  headers,
});

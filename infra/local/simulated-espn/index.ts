import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { CallReport } from './calls.ts';
import { createCallCounter } from './calls.ts';
import { createControl } from './control.ts';
import type { Knobs } from './knobs.ts';
import { turned } from './knobs.ts';
import { createProvider } from './provider.ts';
import { randomOf } from './random.ts';
import { createRouter } from './routes.ts';
import { createSearchIndex } from './search-index.ts';
import { createWorld } from './world.ts';

export interface SimulatedEspnOptions extends Partial<Knobs> {
  readonly port?: number;
  readonly host?: string;
  /** The same seed makes the same players with the same careers, and the same calls fail. */
  readonly seed?: number;
  /** Stamps rosters and the call report. The season does not depend on it: see WORLD_SEASON in leagues.ts. */
  readonly clock?: { now(): number };
}

export interface SimulatedEspn {
  /** One base URL for the provider's site, web and core hosts. */
  readonly url: string;
  calls(): CallReport;
  /** Counts calls from nothing again. */
  reset(): void;
  /** Throws KnobError. */
  configure(change: Partial<Knobs>): void;
  /** Ends calls that hang, too. */
  close(): Promise<void>;
}

const CALM: Knobs = { latency: 0, errorRate: 0, fail: 'none', blockUserAgents: true };

/** A provider to try things against: real teams, famous players with their real lines, and everybody else made up. */
export const startSimulatedEspn = async ({
  port = 0,
  host = '127.0.0.1',
  seed = 1,
  clock = Date,
  ...change
}: SimulatedEspnOptions = {}): Promise<SimulatedEspn> => {
  let knobs = turned(CALM, change);
  const world = createWorld({ seed });
  const calls = createCallCounter(clock);
  const closing = new AbortController();
  const provider = createProvider({
    route: createRouter({ world, index: createSearchIndex(world), clock }),
    calls,
    knobs: () => knobs,
    random: randomOf(`${seed} faults`),
    signal: closing.signal,
  });
  const control = createControl({ calls, knobs: () => knobs, turn: (next) => (knobs = next) });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '', 'http://simulated.invalid');
    if (url === null) response.writeHead(400).end();
    else if (url.pathname.startsWith('/__')) await control(request, response, url.pathname);
    else await provider(request, response, url);
  };
  const server = createServer((request, response) => {
    // A client that goes away and a server that closes end a call early; nobody is left to hear of it.
    serve(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  return {
    url: `http://${host}:${portOf(server.address())}`,
    calls: () => calls.report(),
    reset: () => {
      calls.reset();
    },
    configure: (next) => {
      knobs = turned(knobs, next);
    },
    close: async () => {
      closing.abort();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
};

const portOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): number => {
  if (address === null || typeof address === 'string') throw new Error('The simulated provider has no port');
  return address.port;
};

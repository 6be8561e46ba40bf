import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { CallReport } from './calls.ts';
import { createCallCounter } from './calls.ts';
import { createControl } from './control.ts';
import type { IncidentRequest } from './incident-request.ts';
import { letHappen } from './incident-request.ts';
import type { Knobs } from './knobs.ts';
import { turned } from './knobs.ts';
import { pictureAt } from './pictures.ts';
import { createProvider } from './provider.ts';
import { randomOf } from './random.ts';
import { createRouter } from './routes.ts';
import type { Game } from './schedule/game.ts';
import { createSchedules } from './schedule/schedules.ts';
import { createSearchIndex } from './search-index.ts';
import { send } from './sending.ts';
import type { TradeRequest } from './trade-request.ts';
import type { PlannedTrade, Trade } from './trades.ts';
import { createTrades } from './trades.ts';
import { createWorld } from './world.ts';

export interface SimulatedEspnOptions extends Partial<Knobs> {
  readonly port?: number;
  readonly host?: string;
  /** The same seed makes the same players with the same careers, and the same calls fail. */
  readonly seed?: number;
  /** Seasons turn, games begin and end, and planned trades take place by it. */
  readonly clock?: { now(): number };
  /** Trades on a date: they take place when the clock passes it. */
  readonly trades?: readonly PlannedTrade[];
}

export interface SimulatedEspn {
  /** One base URL for the provider's site, web and core hosts. */
  readonly url: string;
  calls(): CallReport;
  /** Counts calls from nothing again. */
  reset(): void;
  /** Throws KnobError. */
  configure(change: Partial<Knobs>): void;
  /** A player goes to another team, or to none, now: rosters and the list of moves follow. Throws FieldError. */
  trade(request: TradeRequest): Trade;
  /** Something comes in the way of a team's game, now; answers the game, of a turn nothing. Throws FieldError. */
  letHappen(request: IncidentRequest): Game | undefined;
  /** Ends calls that hang, too. */
  close(): Promise<void>;
}

const CALM: Knobs = {
  latency: 0,
  errorRate: 0,
  fail: 'none',
  blockUserAgents: true,
  hollow: [],
  fields: [],
  live: {},
  unlisted: {},
};

/** A provider to try things against: real teams, famous players with their real lines, and everybody else made up. */
export const startSimulatedEspn = async ({
  port = 0,
  host = '127.0.0.1',
  seed = 1,
  clock = Date,
  trades: planned = [],
  ...change
}: SimulatedEspnOptions = {}): Promise<SimulatedEspn> => {
  let knobs = CALM;
  const world = createWorld({ seed });
  const schedules = createSchedules({ world, seed });
  const trades = createTrades({ world, clock, planned });
  const turn = (next: Knobs): void => {
    // Not again with every other knob: what was brought on ends in its time.
    if (next.live !== knobs.live) {
      for (const { facts } of world.leagues) schedules(facts.slug).bringOn(next.live[facts.slug] ?? [], clock.now());
    }
    knobs = next;
  };
  turn(turned(CALM, change));
  const calls = createCallCounter(clock);
  const closing = new AbortController();
  const provider = createProvider({
    route: createRouter({
      ...{ world, index: createSearchIndex(world), schedules, trades, seed, clock },
      unlisted: (league) => knobs.unlisted[league] ?? [],
    }),
    calls,
    knobs: () => knobs,
    random: randomOf(`${seed} faults`),
    signal: closing.signal,
  });
  const happen = (request: unknown): Game | undefined => letHappen({ schedules, now: clock.now() }, request);
  const control = createControl({ calls, knobs: () => knobs, turn, trades, letHappen: happen });

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(request.url ?? '', 'http://simulated.invalid');
    const picture = url === null ? undefined : pictureAt(world, url.pathname);
    if (url === null) response.writeHead(400).end();
    else if (picture !== undefined) await send(request, response, { status: 200, ...picture });
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
      turn(turned(knobs, next));
    },
    trade: (request) => trades.trade(request),
    letHappen: happen,
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

import { ENV } from '../../../lib/config.ts';
import type { StackClock } from '../clock/stack-clock.ts';
import { FieldError } from '../../../simulators/espn/field-error.ts';
import { startSimulatedEspn, type SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { PlannedTrade } from '../../../simulators/espn/trades.ts';
import { startSimulatedRapidApi, type SimulatedRapidApi } from '../../../simulators/rapidapi/index.ts';
import type { StackParts } from './parts.ts';
import { espnVariables } from './variables.ts';

export type Provider = 'simulated' | 'espn' | 'rapidapi';

/** The only key that the simulated provider accepts: the local stack never holds a real one. */
const MADE_UP_KEY = 'made-up-key-of-the-local-stack';

/** A trade of the simulated provider; without a time it takes place at the start. */
export type StackTrade = Omit<PlannedTrade, 'at'> & { readonly at?: number | undefined };

export interface ProviderOptions {
  /**
   * Of the API: a simulated provider listens on the next one where that is free. The addresses of its pictures are in what
   * L3 keeps over a restart.
   */
  readonly port?: number;
  readonly upstream?: Provider;
  readonly seed?: number;
  /** Milliseconds. */
  readonly latency?: number;
  readonly errorRate?: number;
  readonly trades?: readonly StackTrade[];
  /** Calls a day; also the quota of the simulated metered provider. */
  readonly dailyBudget?: number | undefined;
  readonly clock?: StackClock | undefined;
}

export interface StartedProvider {
  readonly espn?: SimulatedEspn;
  readonly rapidapi?: SimulatedRapidApi;
  /** Environment variables that point a function at it. */
  readonly variables: Readonly<Record<string, string>>;
}

/** Starts the provider. The real one needs neither a start nor variables. */
export const startProvider = async (options: ProviderOptions, start: StackParts['start']): Promise<StartedProvider> => {
  const { upstream = 'simulated', seed = 1, latency = 0, errorRate = 0, trades = [], dailyBudget, clock } = options;
  const { port = 0 } = options;
  const time = clock && { clock };
  switch (upstream) {
    case 'espn':
      return { variables: {} };
    case 'simulated': {
      const planned = trades.map((trade) => ({ ...trade, at: trade.at ?? (clock ?? Date).now() }));
      const espn = await start('The simulated provider', () =>
        afterPort(port, (next) =>
          startSimulatedEspn({ port: next, seed, latency, errorRate, trades: planned, ...time }),
        ).catch(namingTheTrade),
      );
      return { espn, variables: espnVariables({ url: espn.url, label: `simulated-${seed}` }) };
    }
    case 'rapidapi': {
      const quota = dailyBudget === undefined ? {} : { dailyQuota: dailyBudget };
      const rapidapi = await start('The simulated provider', () =>
        afterPort(port, (next) => startSimulatedRapidApi({ port: next, key: MADE_UP_KEY, seed, ...quota, ...time })),
      );
      return {
        rapidapi,
        variables: {
          [ENV.upstream]: 'rapidapi',
          [ENV.rapidApiUrl]: rapidapi.url,
          [ENV.rapidApiKey]: MADE_UP_KEY,
          [ENV.upstreamLabel]: `simulated-rapidapi-${seed}`,
        },
      };
    }
  }
};

/** On any free port where the next one is in use, or where any port will do (0). */
const afterPort = async <T>(port: number, startAt: (port: number) => Promise<T>): Promise<T> => {
  const next = port === 0 || port === 65_535 ? 0 : port + 1;
  try {
    return await startAt(next);
  } catch (error) {
    if (next === 0 || !isPortInUse(error)) throw error;
    return startAt(0);
  }
};

export const isPortInUse = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

/** The provider counts trades from 0, the command line from 1. */
const namingTheTrade = (error: unknown): never => {
  const [, index] = error instanceof FieldError ? (/^trades\.(\d+)\./.exec(error.field) ?? []) : [];
  if (index === undefined || !(error instanceof Error)) throw error;
  throw new Error(`trade ${Number(index) + 1} cannot take place: its player or team ${error.message}`, {
    cause: error,
  });
};

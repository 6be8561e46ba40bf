import { ROUTE_KEYS } from '../../../lib/http/route-keys.ts';
import { startGateway } from '../gateway/gateway.ts';
import type { RedisRest } from '../redis-rest/redis-rest.ts';
import { startFreezer } from '../runtime/freezer.ts';
import type { LocalFunction } from '../runtime/runtime.ts';
import { startSimulatedEspn } from '../simulated-espn/index.ts';
import { buildBundles, type Bundles } from './bundles.ts';
import { startFunctions } from './functions.ts';
import { allStarted, createStackParts, type StackParts } from './parts.ts';
import { startQueues, type RefreshQueue } from './queues.ts';
import { startRedis, startTable } from './stores.ts';
import { stackVariables } from './variables.ts';

export { buildBundles, type Bundles } from './bundles.ts';

export interface StackOptions {
  /** Of the API; 0, the default: any free one. */
  readonly port?: number;
  /** How many execution environments the function behind the API may have. */
  readonly environments?: number;
  /** Stop an environment's process between its invocations, as Lambda does. */
  readonly freeze?: boolean;
  /** A `redis://` address; by default one is embedded. */
  readonly redis?: string | undefined;
  /** An endpoint; by default a DynamoDB is embedded. */
  readonly dynamodb?: string | undefined;
  /** A folder for the embedded DynamoDB; by default it forgets everything at the end. */
  readonly data?: string | undefined;
  /** Forget what is in `data`. */
  readonly fresh?: boolean;
  readonly upstream?: 'simulated' | 'espn';
  readonly seed?: number;
  /** Milliseconds. */
  readonly latency?: number;
  readonly errorRate?: number;
  /** Milliseconds per invocation. */
  readonly timeout?: number;
  /** For every function, over what the stack gives it. */
  readonly variables?: Readonly<Record<string, string>>;
  /** Built before and shared by several stacks; the stack does not remove them. */
  readonly bundles?: Bundles;
  readonly log?: (line: string) => void;
}

export type SimulatedEspn = Awaited<ReturnType<typeof startSimulatedEspn>>;

/** The whole of Statline on this machine. */
export interface Stack {
  /** The API's address. */
  readonly url: string;
  /** Undefined: the real provider is asked. */
  readonly upstream: SimulatedEspn | undefined;
  readonly redis: RedisRest;
  readonly dynamodb: { readonly url: string; readonly embedded: boolean };
  /** The function behind the gateway. */
  readonly api: LocalFunction;
  /** The function that the queue invokes; undefined: there is none to build. */
  readonly refresh: LocalFunction | undefined;
  readonly queue: RefreshQueue;
  readonly freeze: boolean;
  /** Ends everything, every process included. */
  close(): Promise<void>;
}

/** Starts every part, or none: when one fails the others are ended, and a StackError says which and why. */
export const startStack = async (options: StackOptions = {}): Promise<Stack> => {
  const parts = createStackParts();
  const api = Promise.withResolvers<LocalFunction>();
  // Whoever asked before the stack was up learns of a failure; if nobody did, nobody has to.
  api.promise.catch(() => undefined);
  const { port = 0, log = () => undefined, bundles, freeze = false } = options;
  try {
    // First, because a second stack is the likeliest mistake, and the clearest to name. Requests wait for the rest.
    const gateway = await parts.start('The API', () =>
      startGateway({
        port,
        routeKeys: ROUTE_KEYS,
        invoke: async (event, wanted) => (await api.promise).invoke(event, wanted),
        log,
      }).catch((cause: unknown) => {
        throw portInUse(cause) ? new Error(`port ${port} is in use; choose another with --port`, { cause }) : cause;
      }),
    );
    const [upstream, redis, dynamodb, { refreshQueue, queue }, built, freezer] = await allStarted([
      startUpstream(options, parts.start),
      startRedis(options, parts.start),
      startTable(options, parts.start),
      startQueues(parts.start),
      bundles === undefined ? parts.start('The build', () => buildBundles({ log })) : Promise.resolve(bundles),
      freeze ? parts.start('The freezer', () => Promise.resolve(startFreezer())) : Promise.resolve(undefined),
    ]);
    const provider = upstream && { url: upstream.url, label: `simulated-${options.seed ?? 1}` };
    const functions = await parts.start('The functions', () =>
      Promise.resolve(
        startFunctions({
          bundles: built,
          variables: {
            ...stackVariables({ upstream: provider, redis, dynamodb, queue }),
            ...options.variables,
          },
          environments: options.environments,
          timeout: options.timeout,
          pacing: freezer?.pacing,
          refreshQueue,
          log,
        }),
      ),
    );
    api.resolve(functions.api);
    const { refresh } = functions;
    const close = (): Promise<void> => parts.close();
    return { url: gateway.url, upstream, redis, dynamodb, api: functions.api, refresh, queue, freeze, close };
  } catch (error) {
    api.reject(error);
    await parts.close();
    throw error;
  }
};

type Start = StackParts['start'];

const startUpstream = async (
  { upstream = 'simulated', seed = 1, latency = 0, errorRate = 0 }: StackOptions,
  start: Start,
): Promise<SimulatedEspn | undefined> =>
  upstream === 'espn'
    ? undefined
    : start('The simulated provider', () => startSimulatedEspn({ seed, latency, errorRate }));

const portInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

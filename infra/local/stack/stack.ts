import { ENV } from '../../../lib/config.ts';
import { DEFAULT_ROUTE, ROUTE_KEYS } from '../../../lib/http/route-keys.ts';
import { MCP_ROUTE_KEYS } from '../../../lib/http/mcp-routes.ts';
import { WEB_ROUTE_KEYS } from '../../../lib/http/web-routes.ts';
import { createStackClock, type StackClock } from '../clock/stack-clock.ts';
import { startGateway, type Invoke } from '../gateway/gateway.ts';
import { LOOPBACK } from '../gateway/loopback.ts';
import type { RedisRest } from '../redis-rest/redis-rest.ts';
import { startFreezer } from '../runtime/freezer.ts';
import type { LocalFunction } from '../runtime/runtime.ts';
import type { ScenePlayer } from '../scenes/player.ts';
import { sceneRoutes } from '../scenes/routes.ts';
import { createSchedules, type Schedules } from '../schedules/schedules.ts';
import type { SimulatedEspn } from '../../../simulators/espn/index.ts';
import type { SimulatedRapidApi } from '../../../simulators/rapidapi/index.ts';
import { buildBundles, type Bundles } from './bundles.ts';
import { startFunctions, type Refreshing, type StackFunctions } from './functions.ts';
import { allStarted, createStackParts } from './parts.ts';
import { isPortInUse, startProvider, type ProviderOptions } from './providers.ts';
import { startQueues, type RefreshQueue } from './queues.ts';
import { rulesFor, SCHEDULED } from './rules.ts';
import { startScenes } from './scenes.ts';
import { startRedis, startTable } from './stores.ts';
import { stackVariables } from './variables.ts';

export { buildBundles, type Bundles } from './bundles.ts';
export type { SimulatedEspn } from '../../../simulators/espn/index.ts';

export interface StackOptions extends ProviderOptions {
  /** Of the API; 0, the default: any free one. */
  readonly port?: number;
  /** Where the API listens; by default on the loopback. */
  readonly host?: string;
  /** How many execution environments the function behind the API may have. */
  readonly environments?: number;
  /** Megabytes that the function behind the API and the one behind the queue have; by default as deployed. */
  readonly memorySize?: number;
  /** Freeze an environment's process between its invocations, as Lambda does. */
  readonly freeze?: boolean;
  /** A `redis://` address; by default one is embedded. */
  readonly redis?: string | undefined;
  /** An endpoint; by default a DynamoDB is embedded. */
  readonly dynamodb?: string | undefined;
  /** A folder for the embedded DynamoDB; by default its tables are in memory. */
  readonly data?: string | undefined;
  /** Empty `data` first. */
  readonly fresh?: boolean;
  /** Milliseconds per invocation. */
  readonly timeout?: number;
  /** Environment variables for every function; they override the stack's own. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The clock of everything in the stack, functions included; by default this machine's. */
  readonly clock?: StackClock | undefined;
  /** `on`: the clock starts scheduled runs. `off`, the default: only `schedules.tick` does. */
  readonly schedules?: 'on' | 'off';
  /** `on`: the clock brings the steps of a scene. `off`, the default: only `scenes.settle` does. */
  readonly scenes?: 'on' | 'off';
  /** Take refreshes from the queue as they come (the default), or only at `workOffQueue`. */
  readonly refreshing?: Refreshing;
  /** Built before and shared by several stacks, so the stack does not remove them. */
  readonly bundles?: Bundles;
  readonly log?: (line: string) => void;
}

/** All of Statline on this machine. */
export interface Stack {
  /** The API's address. */
  readonly url: string;
  /** Undefined: another provider is used. */
  readonly upstream: SimulatedEspn | undefined;
  readonly rapidapi: SimulatedRapidApi | undefined;
  readonly redis: RedisRest;
  readonly dynamodb: { readonly url: string; readonly embedded: boolean };
  /** The function behind the API's routes. */
  readonly api: LocalFunction;
  /** The function behind the pages; undefined: the bundles have none. */
  readonly web: LocalFunction | undefined;
  /** The function that answers agents; undefined: the bundles have none. */
  readonly mcp: LocalFunction | undefined;
  /** The function that the queue invokes; undefined: the bundles have none. */
  readonly refresh: LocalFunction | undefined;
  readonly queue: RefreshQueue;
  readonly schedules: Schedules;
  /** What bots are put through; undefined: the provider is not the simulated ESPN. */
  readonly scenes: ScenePlayer | undefined;
  /** Invokes the refresh function until no message is visible; failed messages stay in the queue for later. */
  readonly workOffQueue: () => Promise<void>;
  readonly freeze: boolean;
  /** Ends everything, every process included. */
  close(): Promise<void>;
}

/** Starts every part or none: if one fails, the others are closed and a StackError says which and why. */
export const startStack = async (options: StackOptions = {}): Promise<Stack> => {
  const parts = createStackParts();
  const started = Promise.withResolvers<StackFunctions>();
  // Requests that arrived before the stack was up see the failure; without any, it is not unhandled.
  started.promise.catch(() => undefined);
  const shown = Promise.withResolvers<ScenePlayer | undefined>();
  shown.promise.catch(() => undefined);
  const { port = 0, host = LOOPBACK, log = () => undefined, bundles, freeze = false, clock, dailyBudget } = options;
  try {
    // First, because a port in use is the likeliest mistake and the clearest to report. Requests wait for the rest.
    const gateway = await parts.start('The API', () =>
      startGateway({
        port,
        host,
        routes: new Map([...routesTo(started.promise), ...sceneRoutes(shown.promise)]),
        log,
        ...(clock && { clock }),
      }).catch((cause: unknown) => {
        throw isPortInUse(cause) ? new Error(`port ${port} is in use; choose another with --port`, { cause }) : cause;
      }),
    );
    const [provider, redis, dynamodb, { refreshQueue, queue }, built, freezer] = await allStarted([
      startProvider(options, parts.start),
      startRedis(options, parts.start),
      startTable(options, parts.start),
      startQueues(parts.start),
      bundles === undefined ? parts.start('The build', () => buildBundles({ log })) : Promise.resolve(bundles),
      freeze ? parts.start('The freezer', () => Promise.resolve(startFreezer())) : Promise.resolve(undefined),
    ]);
    const variables = {
      ...stackVariables({ upstream: provider.variables, redis, dynamodb, queue }),
      ...(dailyBudget !== undefined && { [ENV.dailyBudget]: String(dailyBudget) }),
      ...options.variables,
    };
    const functions = await parts.start('The functions', () =>
      Promise.resolve(
        startFunctions({
          bundles: built,
          variables,
          apiUrl: gateway.url,
          environments: options.environments,
          memorySize: options.memorySize,
          timeout: options.timeout,
          pacing: freezer?.pacing,
          clock,
          refreshQueue,
          refreshing: options.refreshing ?? 'at-once',
          scheduled: SCHEDULED,
          log,
        }),
      ),
    );
    const schedules = await parts.start('The schedules', () =>
      Promise.resolve(
        createSchedules({ rules: rulesFor(functions.scheduled), clock: clock ?? createStackClock(), log }),
      ),
    );
    const scenes = await startScenes({ ...options, provider, redis, dynamodb, variables }, parts.start);
    shown.resolve(scenes);
    started.resolve(functions);
    if (options.scenes === 'on') scenes?.start();
    if (options.schedules === 'on') schedules.start();
    return {
      url: gateway.url,
      upstream: provider.espn,
      rapidapi: provider.rapidapi,
      redis,
      dynamodb,
      api: functions.api,
      web: functions.web,
      mcp: functions.mcp,
      refresh: functions.refresh,
      queue,
      schedules,
      scenes,
      workOffQueue: functions.workOffQueue,
      freeze,
      close: () => parts.close(),
    };
  } catch (error) {
    started.reject(error);
    shown.reject(error);
    await parts.close();
    throw error;
  }
};

/** As the deployment's integrations. A client chooses among the environments of the API alone. */
const routesTo = (functions: Promise<Pick<StackFunctions, 'api' | 'web' | 'mcp'>>): ReadonlyMap<string, Invoke> => {
  const toApi: Invoke = async (event, wanted) => (await functions).api.invoke(event, wanted);
  const toWeb: Invoke = async (event) => {
    const { web, api } = await functions;
    return (web ?? api).invoke(event);
  };
  const toMcp: Invoke = async (event) => {
    const { mcp, api } = await functions;
    return (mcp ?? api).invoke(event);
  };
  const api = [...ROUTE_KEYS, DEFAULT_ROUTE].map((key) => [key, toApi] as const);
  const pages = WEB_ROUTE_KEYS.map((key) => [key, toWeb] as const);
  return new Map([...api, ...pages, ...MCP_ROUTE_KEYS.map((key) => [key, toMcp] as const)]);
};

import { ROUTE_KEYS } from '../../../lib/http/route-keys.ts';
import { ensureTable } from '../dynamodb/table.ts';
import { startDynamoDb } from '../dynamodb/dynamodb.ts';
import { startGateway } from '../gateway/gateway.ts';
import { startRedisRest, type RedisRest } from '../redis-rest/redis-rest.ts';
import { createFunction, type LocalFunction } from '../runtime/runtime.ts';
import { startSimulatedEspn } from '../simulated-espn/index.ts';
import { buildBundles, type Bundles } from './bundles.ts';
import { prepareFolder } from './folder.ts';
import { allStarted, attempt, createStackParts, type StackParts } from './parts.ts';
import { stackVariables, TABLE_NAME } from './variables.ts';

export { buildBundles, type Bundles } from './bundles.ts';

export interface StackOptions {
  /** Of the API; 0, the default: any free one. */
  readonly port?: number;
  /** How many execution environments there may be. */
  readonly environments?: number;
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
  /** For the function, over what the stack gives it. */
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
  /** Ends everything, every process included. */
  close(): Promise<void>;
}

/** Starts every part, or none: when one fails the others are ended, and a StackError says which and why. */
export const startStack = async (options: StackOptions = {}): Promise<Stack> => {
  const parts = createStackParts();
  const api = Promise.withResolvers<LocalFunction>();
  // Whoever asked before the stack was up learns of a failure; if nobody did, nobody has to.
  api.promise.catch(() => undefined);
  const { port = 0, log = () => undefined, bundles } = options;
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
    const [upstream, redis, dynamodb, { taskRoot, bootstrap }] = await allStarted([
      startUpstream(options, parts.start),
      startRedis(options, parts.start),
      startTable(options, parts.start),
      bundles === undefined ? parts.start('The build', () => buildBundles({ log })) : Promise.resolve(bundles),
    ]);
    const fn = await parts.start('The function', () =>
      Promise.resolve(
        createFunction({
          name: 'api',
          taskRoot,
          bootstrap,
          environment: {
            ...stackVariables({
              upstream:
                upstream === undefined ? undefined : { url: upstream.url, label: `simulated-${options.seed ?? 1}` },
              redis,
              dynamodb,
            }),
            ...options.variables,
          },
          ...(options.environments === undefined ? {} : { environments: options.environments }),
          ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
          log: (environment, line) => log(`api ${environment} | ${line}`),
        }),
      ),
    );
    api.resolve(fn);
    return { url: gateway.url, upstream, redis, dynamodb, api: fn, close: () => parts.close() };
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

const startRedis = async ({ redis }: StackOptions, start: Start): Promise<RedisRest> => {
  const rest = await start('Redis', () => startRedisRest(redis === undefined ? {} : { redis }));
  if (redis === undefined) return rest;
  // The protocol's server starts whatever is behind it.
  await attempt('Redis', () => ping(rest));
  return rest;
};

const ping = async ({ url, token }: RedisRest): Promise<void> => {
  const response = await fetch(`${url}/ping`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(5000),
  });
  const answer = (await response.text()).slice(0, 200);
  if (!response.ok) throw new Error(`what --redis names does not answer: ${answer}`);
};

const startTable = async ({ dynamodb, data, fresh = false }: StackOptions, start: Start) => {
  const { url } = await start('DynamoDB', async () => {
    if (dynamodb !== undefined) return { url: dynamodb, close: () => Promise.resolve() };
    if (data === undefined) return startDynamoDb();
    await prepareFolder({ path: data, fresh });
    return startDynamoDb({ path: data });
  });
  await attempt('The table', () => ensureTable({ endpoint: url, tableName: TABLE_NAME }));
  return { url, embedded: dynamodb === undefined };
};

const portInUse = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

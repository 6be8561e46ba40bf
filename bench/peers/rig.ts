import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureTable } from '../../infra/local/dynamodb/table.ts';
import { startDynamoDb } from '../../infra/local/dynamodb/dynamodb.ts';
import { startRedisRest } from '../../infra/local/redis-rest/redis-rest.ts';
import { startEnvironment, type Environment, type RemoteInstance } from './environments.ts';
import { openGate, type Gate } from './gate.ts';
import type { RedisServer } from './redis-server.ts';
import { createCommandReader } from './resp.ts';
import { PLAIN, type OpenOptions, type SubjectName } from './subject.ts';

/** A row of the tables: a subject, or one of its set-ups. */
export interface Contender {
  readonly subject: SubjectName;
  readonly label: string;
  readonly withTable: boolean;
}

/** Everything one contender needs for one group of scenarios: environments, and a gate before Redis that counts. */
export interface Rig {
  readonly contender: Contender;
  readonly gate: Gate;
  readonly redis: RedisServer;
  /** Commands so far, as Upstash bills them. */
  commands(): number;
  /** A key nobody has used. */
  key(): string;
  /** A cache in the environment of that number, which is started when first asked for. */
  open(environment: number, options?: Partial<OpenOptions>): Promise<RemoteInstance>;
  environment(number: number): Environment;
  /** Ends an environment; the next `open` of its number gets a new one. */
  stop(environment: number): Promise<void>;
  close(): Promise<void>;
}

export interface RigOptions {
  readonly contender: Contender;
  readonly redis: RedisServer;
}

const HTML = '<html><body>nonsense</body></html>';
const HTTP_GARBAGE = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${HTML.length}\r\n\r\n${HTML}`;
const RESP_GARBAGE = '@nonsense\r\n';
const TABLE = 'bench';

export const openRig = async ({ contender, redis }: RigOptions): Promise<Rig> => {
  const store = contender.subject === 'statline' ? await restStore(redis) : await plainStore(redis);
  const table = contender.withTable ? await startTable() : undefined;
  const environments = new Map<number, Environment>();
  const run = randomUUID().slice(0, 8);
  let keys = 0;

  const environment = (number: number): Environment => {
    const known = environments.get(number);
    if (known !== undefined) return known;
    const started = startEnvironment();
    environments.set(number, started);
    return started;
  };

  return {
    contender,
    gate: store.gate,
    redis,
    commands: store.commands,
    key() {
      keys += 1;
      return `${contender.label.replaceAll(' ', '')}:${run}:${keys}`;
    },
    open(number, options = {}) {
      const address = { ...store.address, ...(table && { dynamodb: table.address }) };
      return environment(number).open(contender.subject, { ...address, ...PLAIN, ...options });
    },
    environment,
    async stop(number) {
      await environments.get(number)?.close();
      environments.delete(number);
    },
    async close() {
      await Promise.all([...environments.values()].map((each) => each.close()));
      await store.close();
      await table?.close();
    },
  };
};

/**
 * A cache whose connection stands and whose code is compiled. Some clients drop what is written before they are
 * connected, and a process that has just begun is slow at everything.
 */
export const openWarm = async (rig: Rig, number: number, options: Partial<OpenOptions> = {}) => {
  const cache = await rig.open(number, options);
  for (let call = 0; call < 3; call += 1) {
    await cache.call({ keys: [rig.key()], upstream: { takes: 0, gives: 'warm' } });
    await sleep(100);
  }
  return cache;
};

/** Waits until nothing more is sent: what an answer did not wait for counts all the same. */
export const settled = async (rig: Rig): Promise<number> => {
  let before = -1;
  while (before !== rig.commands()) {
    before = rig.commands();
    await sleep(150 + rig.gate.delay * 2);
  }
  return before;
};

interface Store {
  readonly gate: Gate;
  readonly address: Pick<OpenOptions, 'redis' | 'rest'>;
  readonly commands: () => number;
  close(): Promise<void>;
}

const plainStore = async (redis: RedisServer): Promise<Store> => {
  let commands = 0;
  const onRequest = () => createCommandReader(() => (commands += 1));
  const gate = await openGate({ target: redis, garbage: RESP_GARBAGE, onRequest });
  const { host, port } = gate;
  return { gate, address: { redis: { host, port } }, commands: () => commands, close: () => gate.close() };
};

const restStore = async (redis: RedisServer): Promise<Store> => {
  const rest = await startRedisRest({ redis: `redis://${redis.host}:${redis.port}` });
  const { hostname, port } = new URL(rest.url);
  const gate = await openGate({ target: { host: hostname, port: Number(port) }, garbage: HTTP_GARBAGE });
  return {
    gate,
    address: { redis, rest: { url: `http://${gate.host}:${gate.port}`, token: rest.token } },
    commands: rest.commands,
    async close() {
      await gate.close();
      await rest.close();
    },
  };
};

const startTable = async () => {
  const server = await startDynamoDb();
  await ensureTable({ endpoint: server.url, tableName: TABLE });
  return { address: { url: server.url, tableName: TABLE }, close: () => server.close() };
};

import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf, type RedisCommand, type RedisReply } from './commands.ts';
import { createEmbeddedRedis } from './embedded.ts';
import { encodeReply, parseRequest, readText, RedisRequestError } from './protocol.ts';
import { createRemoteRedis } from './remote.ts';

const MAX_BODY_BYTES = 10 * 1024 * 1024;

export interface RedisRest {
  readonly url: string;
  readonly token: string;
  /** false: a real Redis answers. */
  readonly embedded: boolean;
  /** Commands so far, as Upstash bills them: each one of a pipeline, refused ones too. */
  readonly commands: () => number;
  readonly requests: () => number;
  /** While it is out, every request is answered with a 503. */
  readonly setOut: (isOut: boolean) => void;
  /** While one is reached, every command is refused as Upstash does. */
  readonly setLimitReached: (limit: keyof typeof LIMITS_REACHED | undefined) => void;
  readonly close: () => Promise<void>;
}

export interface RedisRestOptions {
  readonly port?: number;
  readonly host?: string;
  readonly token?: string;
  /** A `redis://` address. Default: a Redis in this process, empty at the start. */
  readonly redis?: string;
  /** The clock by which keys of the embedded Redis expire; a real one has its own. */
  readonly clock?: { now(): number };
}

/** What Upstash says, by the limit: of a day (older plans), of a month, and of what its owner wants to spend. */
const LIMITS_REACHED = {
  day: 'ERR max daily request limit exceeded. Limit: 10000, Usage: 10001. See https://upstash.com/docs/redis/troubleshooting/max_daily_request_limit for details',
  month:
    'ERR max requests limit exceeded. Limit: 500000, Usage: 500000. See https://upstash.com/docs/redis/troubleshooting/max_requests_limit for details',
  spending: 'ERR This database has been suspended for exceeding the defined budget limit. Please increase budget',
} as const;

/** Upstash's REST protocol over a real or an embedded Redis. */
export const startRedisRest = async ({
  port = 0,
  host = '127.0.0.1',
  token = 'local',
  redis,
  clock = Date,
}: RedisRestOptions = {}): Promise<RedisRest> => {
  const backend = redis === undefined ? createEmbeddedRedis({ clock }) : createRemoteRedis(redis);
  let requests = 0;
  let commands = 0;
  let isOut = false;
  let limit: keyof typeof LIMITS_REACHED | undefined;

  const run = async (command: RedisCommand): Promise<RedisReply> => {
    if (limit !== undefined) return { error: LIMITS_REACHED[limit] };
    const refusal = refusalOf(command);
    return refusal === undefined ? backend.run(command) : { error: refusal };
  };

  const answer = async (request: IncomingMessage): Promise<Answer> => {
    // What a client may send: nothing is asked of Redis, and nothing is billed.
    if (request.method === 'OPTIONS' && !isOut) return { status: 200, body: {} };
    requests += 1;
    if (isOut) return { status: 503, body: { error: 'ERR Redis is out of order' } };
    if (request.headers.authorization !== `Bearer ${token}`) {
      return { status: 401, body: { error: 'WRONGPASS invalid or missing auth token' } };
    }
    const asked = parseRequest(request.url ?? '/', await readText(request, MAX_BODY_BYTES));
    const base64 = request.headers['upstash-encoding'] === 'base64';
    const encode = (reply: RedisReply): RedisReply => encodeReply(reply, base64);
    switch (asked.kind) {
      case 'single': {
        commands += 1;
        const reply = await run(asked.command);
        return { status: 'error' in reply ? 400 : 200, body: encode(reply) };
      }
      case 'pipeline': {
        commands += asked.commands.length;
        const replies = await Promise.all(asked.commands.map(run));
        return { status: 200, body: replies.map(encode) };
      }
      case 'multi-exec': {
        commands += asked.commands.length;
        if (limit !== undefined) return { status: 400, body: { error: LIMITS_REACHED[limit] } };
        const replies = await backend.transaction(asked.commands);
        return 'error' in replies ? { status: 400, body: replies } : { status: 200, body: replies.map(encode) };
      }
    }
  };

  const server = createServer((request, response) => {
    void answer(request)
      .catch(faultAnswer)
      .then(({ status, body }) => {
        // The rest of a refused body is still arriving, so the connection cannot be reused.
        if (!request.complete) response.setHeader('connection', 'close');
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      });
  });
  server.requestTimeout = 10_000;
  server.listen(port, host);
  await once(server, 'listening');

  return {
    url: `http://${host}:${(server.address() as AddressInfo).port}`,
    token,
    embedded: backend.embedded,
    commands: () => commands,
    requests: () => requests,
    setOut: (next) => {
      isOut = next;
    },
    setLimitReached: (next) => {
      limit = next;
    },
    async close() {
      server.close();
      server.closeAllConnections();
      await backend.close();
    },
  };
};

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const faultAnswer = (error: unknown): Answer => {
  if (error instanceof RedisRequestError) return { status: error.status, body: { error: error.message } };
  const reason = error instanceof Error ? error.message : 'unknown';
  return { status: 503, body: { error: `ERR Redis cannot be reached: ${reason.slice(0, 200)}` } };
};

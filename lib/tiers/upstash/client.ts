import { Redis, type RedisConfigNodejs } from '@upstash/redis';
import type { UpstashRedis } from './calls.ts';

export interface UpstashClientOptions {
  readonly url: string;
  readonly token: string;
  /** Milliseconds that one request may take, its body included. */
  readonly timeout: number;
  /** Told of the commands that are about to be sent, as Upstash bills them. */
  readonly onCommands?: (count: number) => void;
}

/** Upstash's client with its defaults put right; each of them turns a fault into a wait or into a wrong answer. */
export const createUpstashClient = ({ url, token, timeout, onCommands }: UpstashClientOptions): UpstashRedis =>
  new CountingRedis(
    {
      url,
      token,
      // The default sleeps 4.3 s over five retries of a dead host; `retry: false` still connects twice.
      retry: { retries: 0 },
      // A plain signal makes a timed-out read resolve to null, a miss that is a lie. A function makes it throw.
      signal: () => AbortSignal.timeout(timeout),
      // It would parse what it reads: "true" would come back a boolean.
      automaticDeserialization: false,
      // It would batch by its own lights, and split reads from writes. Pipelines are explicit here.
      enableAutoPipelining: false,
      enableTelemetry: false,
      // Everything stored is text that JSON can carry: base64 would only make it a third longer and slower to read.
      responseEncoding: false,
    },
    onCommands,
  );

/** Every command goes through the client's one `request`. */
class CountingRedis extends Redis {
  constructor(options: RedisConfigNodejs, onCommands: ((count: number) => void) | undefined) {
    super(options);
    if (onCommands === undefined) return;
    const { client } = this;
    const send = client.request.bind(client);
    client.request = (request) => {
      onCommands(billed(request.body));
      return send(request);
    };
  }
}

// A script is billed as itself and each call in it: the only one compares, and replaces.
const CALLS_IN_SCRIPT = 2;

/** A command is a list of words, a pipeline a list of commands. */
const billed = (body: unknown): number => {
  if (!Array.isArray(body)) return 1;
  if (body.every(Array.isArray)) return body.length;
  return String(body[0]).toUpperCase() === 'EVAL' ? 1 + CALLS_IN_SCRIPT : 1;
};

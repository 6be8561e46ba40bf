import { Redis } from '@upstash/redis';
import type { UpstashRedis } from './calls.ts';

export interface UpstashClientOptions {
  readonly url: string;
  readonly token: string;
  /** Milliseconds that one request may take, its body included. */
  readonly timeout: number;
}

/** Upstash's client with its defaults put right; each of them turns a fault into a wait or into a wrong answer. */
export const createUpstashClient = ({ url, token, timeout }: UpstashClientOptions): UpstashRedis =>
  new Redis({
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
  });

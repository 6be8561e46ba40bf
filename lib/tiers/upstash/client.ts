import { Redis } from '@upstash/redis';
import type { UpstashRedis } from './calls.ts';
import { createRequest, type RequesterOptions } from './requester.ts';

export interface UpstashClientOptions extends Omit<RequesterOptions, 'onCommands'> {
  readonly onCommands?: RequesterOptions['onCommands'];
}

/** Upstash's client with its defaults put right; each of them turns a fault into a wait or into a wrong answer. */
export const createUpstashClient = ({ onCommands = () => undefined, ...options }: UpstashClientOptions): UpstashRedis =>
  new RedisOverNode({ ...options, onCommands });

/** Every command goes through the client's one `request`. */
class RedisOverNode extends Redis {
  constructor(options: RequesterOptions) {
    super({
      url: options.url,
      token: options.token,
      // It would parse what it reads: "true" would come back a boolean.
      automaticDeserialization: false,
      // It would batch by its own lights, and split reads from writes. Pipelines are explicit here.
      enableAutoPipelining: false,
      enableTelemetry: false,
    });
    // Its own sends a command up to six times, and asks for base64, of which texts that JSON can carry have no need.
    this.client.request = createRequest(options);
  }
}

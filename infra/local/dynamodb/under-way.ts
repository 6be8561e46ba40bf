import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const CHECK_INTERVAL_MS = 5;

/** The requests that a server works on. */
export interface RequestsUnderWay {
  /** Resolves when all of them are done, or after `limit` milliseconds. */
  ended(limit: number): Promise<void>;
}

/**
 * Follows the requests of dynalite until it has tried to answer them, whether or not anybody is left to hear it: a killed
 * client's update is still carried out, and throws where nobody can catch it if the tables are closed meanwhile.
 */
export const followRequests = (server: Server): RequestsUnderWay => {
  const underWay = new Set<ServerResponse>();
  server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
    underWay.add(response);
    const end = response.end.bind(response);
    response.end = ((...said: Parameters<typeof end>) => {
      underWay.delete(response);
      return end(...said);
    }) as typeof response.end;
    // Never carried out: dynalite waits for the rest of it.
    request.once('close', () => request.complete || underWay.delete(response));
  });
  return {
    async ended(limit) {
      for (let waited = 0; underWay.size > 0 && waited < limit; waited += CHECK_INTERVAL_MS) {
        await pause(CHECK_INTERVAL_MS);
      }
    },
  };
};

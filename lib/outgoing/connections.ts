import type { Agent } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * Milliseconds after which a connection that carried nothing is not used again: the other end may have closed it. Where
 * a server says less in `Keep-Alive`, Node's agent believes it.
 */
export const IDLE_LIMIT_MS = 4000;

/**
 * Closes the connections that an agent keeps and that were idle for too long. To be called before each request, because
 * no timer runs while an environment is frozen.
 */
export type CloseIdle = () => void;

export const watchIdle = (agent: Agent, clock: { now(): number } = Date): CloseIdle => {
  const idleSince = new WeakMap<Duplex, number>();
  agent.on('free', (socket: Duplex) => void idleSince.set(socket, clock.now()));

  const isTrusted = (socket: Duplex): boolean => {
    const idle = clock.now() - (idleSince.get(socket) ?? Number.NEGATIVE_INFINITY);
    // Less than nothing: the clock has been set back meanwhile.
    return idle >= 0 && idle < IDLE_LIMIT_MS;
  };

  return () => {
    for (const sockets of Object.values(agent.freeSockets)) {
      for (const socket of sockets ?? []) if (!isTrusted(socket)) socket.destroy();
    }
  };
};

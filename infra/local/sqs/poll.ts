import type { WakeAt } from './alarm.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue-model.ts';

export interface PollOptions {
  readonly queue: Pick<Queue, 'onVisible'>;
  readonly receive: () => readonly Message[];
  /** Epoch ms; then the answer is empty. */
  readonly until: number;
  readonly clock: { now(): number };
  readonly wakeAt: WakeAt;
  readonly signal: AbortSignal;
}

/** A long poll: waits for the first message until `until`. */
export const waitForMessages = ({
  queue,
  receive,
  until,
  clock,
  wakeAt,
  signal,
}: PollOptions): Promise<readonly Message[]> => {
  const first = receive();
  if (first.length > 0 || until <= clock.now() || signal.aborted) return Promise.resolve(first);
  return new Promise((resolve) => {
    const end = (messages: readonly Message[]): void => {
      forget();
      ignore();
      signal.removeEventListener('abort', onAbort);
      resolve(messages);
    };
    const onAbort = (): void => end([]);
    const forget = queue.onVisible(() => {
      const messages = receive();
      if (messages.length > 0) end(messages);
    });
    const ignore = wakeAt(until, () => end([]));
    signal.addEventListener('abort', onAbort);
  });
};
